import type { GradientCheck } from '../record.ts';
import { formatBar } from './bar.ts';
import { formatErrors } from './number.ts';
import { wrap } from './prose.ts';

/** Column in which the numbers stand. */
const COLUMN = 16;

/** The relative error next to the threshold; the resolution when it decides, and what would have shown when that is asked for. */
export function formatSummary(
  check: GradientCheck,
  { verbose }: { readonly verbose: boolean },
): readonly string[] {
  if (check.coverage.checked === 0) return [];
  const { verdict, relativeError, threshold, resolution, thresholdReason } = check;
  const isShown = verbose || verdict === 'inconclusive' || resolution > threshold;
  const measures = [relativeError, threshold, ...(isShown ? [resolution] : [])];
  const [error, limit, resolved] = formatErrors(measures);
  return [
    ...entry('relative error', error),
    ...entry('threshold', thresholdReason ? `${limit} (${thresholdReason})` : limit),
    ...(isShown ? entry('resolution', `${resolved} (smaller errors cannot be resolved here)`) : []),
    ...(verbose ? detectable(check) : []),
  ];
}

/** Nothing where nothing but zeros was compared: a note says so. */
function detectable({ coverage: { smallestDetectable } }: GradientCheck): readonly string[] {
  if (smallestDetectable >= 1) return [];
  return entry(
    'detectable',
    `${formatBar(smallestDetectable)} (a larger relative error would have been a mismatch)`,
  );
}

// only what follows the label may break, and goes on below itself
function entry(label: string, text: string): readonly string[] {
  const [first, ...rest] = wrap(text, { indent: COLUMN, hanging: COLUMN });
  return [label.padEnd(COLUMN) + first.trimStart(), ...rest];
}
