import type { GradientCheck } from '../record.ts';
import { formatJson } from './json.ts';
import { formatMessage, type MessageOptions } from './message.ts';
import { formatPage } from './page/page.ts';

/** How a check is written down. */
export interface ReportOptions extends MessageOptions {
  /**
   * `'text'`, the default; `'html'`: a page that needs nothing else, with drawings; or `'json'`: the record itself, in one line,
   * for other programs.
   */
  readonly as?: 'text' | 'html' | 'json';
}

/**
 * Writes a check down: as plain text of at most 76 columns (or `width`), without a final newline, as a page, or as JSON.
 *
 * The other options are for text only. In JSON typed arrays are arrays, and what is not finite is `"NaN"`, `"Infinity"` or
 * `"-Infinity"`: `JSON.parse` reads the record, `Number` each of its numbers.
 *
 * @example
 * ```ts
 * const square = { value: (x: number) => x * x, gradient: (x: number) => -2 * x };
 * const check = checkGradient(square, { at: 3 });
 * formatGradientCheck(check).split('\n')[0]; // 'gradient mismatch: looks like a sign flip'
 * formatGradientCheck(check, { as: 'html' }).slice(0, 15); // '<!DOCTYPE html>'
 * JSON.parse(formatGradientCheck(check, { as: 'json' })).variables[0].analytic; // [-6]
 *
 * const right = checkGradient({ ...square, gradient: (x: number) => 2 * x }, { at: 3 });
 * formatGradientCheck(right, { verbose: true }).includes('detectable      1.1e-7'); // true
 * ```
 */
export function formatGradientCheck(
  check: GradientCheck,
  { as = 'text', ...options }: ReportOptions = {},
): string {
  if (as === 'html') return formatPage(check);
  if (as === 'json') return formatJson(check);
  if (as === 'text') return formatMessage(check, options);
  throw new RangeError(`\`as\` must be 'text', 'html' or 'json', got ${JSON.stringify(as)}`);
}
