import type { GradientCheck } from '../record.ts';
import { formatCoordinates } from './coordinates.ts';
import { headline } from './headline.ts';
import { formatLayers } from './layers.ts';
import { legibleCheck } from './legible.ts';
import { formatMaps } from './maps.ts';
import { formatDiagnosis, formatNotes, formatViolation } from './notes.ts';
import { type Paint, PLAIN } from './paint.ts';
import { WIDTH, wrap } from './prose.ts';
import { formatSummary } from './summary.ts';
import { formatSuspects } from './suspects.ts';
import { formatVariables } from './variables.ts';

/** A map is as wide as the narrowest, and longer lines than the widest are not read. */
const NARROWEST = 60;
const WIDEST = 160;

/** How a check is written as text. */
export interface MessageOptions {
  /** For an assertion that demanded a mismatch: says so when the gradient is correct. */
  readonly negated?: boolean;
  /** Coordinates listed before the rest is only counted; 8 unless given. */
  readonly rows?: number;
  /** Draws maps with ASCII characters only. */
  readonly ascii?: boolean;
  /** Says also what a pass is worth: the resolution, and the smallest error that would have been a mismatch. */
  readonly verbose?: boolean;
  /** Columns that the text may fill: 76 unless given, 60 at least and 160 at most. */
  readonly width?: number;
  /** Sets parts off on a terminal; without it the text is the same, and without colour. */
  readonly paint?: Paint;
}

/** Writes a check as plain text, without a final newline. */
export function formatMessage(original: GradientCheck, options: MessageOptions = {}): string {
  const { negated = false, rows = 8, ascii, verbose = false, paint = PLAIN } = options;
  const fit = { width: Math.min(WIDEST, Math.max(NARROWEST, options.width ?? WIDTH)) };
  if (!(rows >= 0)) throw new RangeError(`\`rows\` must be a non-negative number, got ${rows}`);
  const check = legibleCheck(original);
  const fatal = check.contract.filter((violation) => violation.fatal);
  const harmless = check.contract.filter((violation) => !violation.fatal);
  const sections = [
    fatal.flatMap((violation) => formatViolation(violation, fit)),
    formatLayers(check, fit),
    wrap(headline(check, { negated }), fit).map(paint.strong),
    formatSummary(check, { verbose, ...fit }),
    formatVariables(check, { verbose, ...fit }),
    formatCoordinates(check, { rows, ...fit }),
    formatSuspects(check, fit),
    ...formatMaps(check, { ascii, paint, ...fit }),
    [
      ...check.diagnoses.flatMap((diagnosis) => formatDiagnosis(diagnosis, check, fit)),
      ...harmless.flatMap((violation) => formatViolation(violation, fit)),
      ...formatNotes(check, { ...fit, original }).map(paint.faint),
    ],
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}
