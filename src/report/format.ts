import type { GradientCheck } from '../record.ts';
import { formatMessage, type MessageOptions } from './message.ts';
import { formatPage } from './page/page.ts';

/** How a check is written down. */
export interface ReportOptions extends MessageOptions {
  /** `'text'`, the default, or `'html'`: a page that needs nothing else, with drawings. */
  readonly as?: 'text' | 'html';
}

/**
 * Writes a check down: as plain text of at most 76 columns, without a final newline, or as a page.
 *
 * The other options are for text only.
 *
 * @example
 * ```ts
 * const square = { value: (x: number) => x * x, gradient: (x: number) => -2 * x };
 * const check = checkGradient(square, { at: 3 });
 * formatGradientCheck(check).split('\n')[0]; // 'gradient mismatch: looks like a sign flip'
 * formatGradientCheck(check, { as: 'html' }).slice(0, 15); // '<!DOCTYPE html>'
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
  if (as === 'text') return formatMessage(check, options);
  throw new RangeError(`\`as\` must be 'text' or 'html', got ${JSON.stringify(as)}`);
}
