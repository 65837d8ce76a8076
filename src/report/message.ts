import type { GradientCheck } from '../check/record.ts';
import { formatCoordinates } from './coordinates.ts';
import { headline } from './headline.ts';
import { formatLayers } from './layers.ts';
import { formatMap } from './map.ts';
import { formatDiagnosis, formatNotes, formatViolation } from './notes.ts';
import { type Paint, PLAIN } from './paint.ts';
import { wrap } from './prose.ts';
import { formatSummary } from './summary.ts';
import { formatVariables } from './variables.ts';

/** How a check is written down. */
export interface ReportOptions {
  /** For an assertion that demanded a mismatch: says so when the gradient is correct. */
  readonly negated?: boolean;
  /** Coordinates listed before the rest is only counted; 8 unless given. */
  readonly rows?: number;
  /** Draws maps with ASCII characters only. */
  readonly ascii?: boolean;
  /** Says also what a pass is worth: the resolution, and the smallest error that would have been a mismatch. */
  readonly verbose?: boolean;
  /** Sets parts off on a terminal; without it the text is the same, and without colour. */
  readonly paint?: Paint;
}

/**
 * Writes a check as plain text of at most 76 columns, without a final newline.
 *
 * @example
 * ```ts
 * const square = { value: (x: number) => x * x, gradient: (x: number) => -2 * x };
 * const check = checkGradient(square, { at: 3 });
 * formatGradientCheck(check).split('\n')[0]; // 'gradient mismatch: looks like a sign flip'
 *
 * const right = checkGradient({ ...square, gradient: (x: number) => 2 * x }, { at: 3 });
 * formatGradientCheck(right, { verbose: true }).includes('detectable      1.1e-7'); // true
 * ```
 */
export function formatGradientCheck(
  check: GradientCheck,
  { negated = false, rows = 8, ascii, verbose = false, paint = PLAIN }: ReportOptions = {},
): string {
  if (!(rows >= 0)) throw new RangeError(`\`rows\` must be a non-negative number, got ${rows}`);
  const fatal = check.contract.filter((violation) => violation.fatal);
  const harmless = check.contract.filter((violation) => !violation.fatal);
  const sections = [
    fatal.flatMap(formatViolation),
    formatLayers(check),
    wrap(headline(check, { negated })).map(paint.strong),
    formatSummary(check, { verbose }),
    formatVariables(check, { verbose }),
    formatCoordinates(check, { rows }),
    ...check.variables
      .filter(({ verdict }) => verdict === 'mismatch')
      .map((variable) => formatMap(variable, { ascii, paint })),
    [
      ...check.diagnoses.flatMap((diagnosis) => formatDiagnosis(diagnosis, check)),
      ...harmless.flatMap(formatViolation),
      ...formatNotes(check).map(paint.faint),
    ],
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}
