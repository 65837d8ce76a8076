import type { GradientCheck } from '../check/record.ts';
import { formatErrors } from './number.ts';
import { wrap } from './prose.ts';

const LABELS = ['relative error', 'threshold', 'resolution'];

/** Column in which the numbers stand. */
const COLUMN = 16;

/** The relative error next to the threshold, and the resolution when it decides. */
export function formatSummary(check: GradientCheck): readonly string[] {
  if (check.coverage.checked === 0) return [];
  const { verdict, relativeError, threshold, resolution, thresholdReason } = check;
  const resolved = verdict === 'inconclusive' || resolution > threshold;
  const measures = [relativeError, threshold, ...(resolved ? [resolution] : [])];
  const remarks = ['', thresholdReason, 'smaller errors cannot be resolved here'];
  return formatErrors(measures).flatMap((measure, index) =>
    entry(LABELS[index], remarks[index] ? `${measure} (${remarks[index]})` : measure),
  );
}

// only what follows the label may break, and goes on below itself
function entry(label: string, text: string): readonly string[] {
  const [first, ...rest] = wrap(text, { indent: COLUMN, hanging: COLUMN });
  return [label.padEnd(COLUMN) + first.trimStart(), ...rest];
}
