import type { GradientCheck } from '../record.ts';
import { formatBar } from './bar.ts';
import { formatErrors } from './number.ts';
import { type Fit, wrap } from './prose.ts';

/** Column in which the numbers stand. */
const COLUMN = 16;

/** The relative error next to the threshold; the resolution when it decides, and what would have shown when that is asked for. */
export function formatSummary(
  check: GradientCheck,
  { verbose, width }: Fit & { readonly verbose: boolean },
): readonly string[] {
  if (check.coverage.checked === 0) return [];
  const { verdict, relativeError, threshold, resolution, thresholdReason } = check;
  const isShown = verbose || verdict === 'inconclusive' || resolution > threshold;
  const measures = [relativeError, threshold, ...(isShown ? [resolution] : [])];
  const [error, limit, resolved] = formatErrors(measures);
  const entry = entryIn({ width });
  return [
    ...entry('relative error', error),
    ...entry('threshold', thresholdReason ? `${limit} (${thresholdReason})` : limit),
    ...(isShown ? entry('resolution', `${resolved} (smaller errors cannot be resolved here)`) : []),
    ...(verbose ? detectable(check, entry) : []),
  ];
}

/** Nothing where nothing but zeros was compared: a note says so. */
function detectable(
  { coverage: { smallestDetectable } }: GradientCheck,
  entry: Entry,
): readonly string[] {
  if (smallestDetectable >= 1) return [];
  return entry(
    'detectable',
    `${formatBar(smallestDetectable)} (a larger relative error would have been a mismatch)`,
  );
}

type Entry = (label: string, text: string) => readonly string[];

// only what follows the label may break, and goes on below itself
function entryIn(fit: Fit): Entry {
  return (label, text) => {
    const [first, ...rest] = wrap(text, { ...fit, indent: COLUMN, hanging: COLUMN });
    return [label.padEnd(COLUMN) + first.trimStart(), ...rest];
  };
}
