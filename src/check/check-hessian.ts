import { resolveCheckOptions } from '../options/configuration.ts';
import type { GradientCheckOptions } from '../options/options.ts';
import type { GradientCheck } from '../record.ts';
import type { ResultFor } from './check-gradient.ts';
import { checkReceivedHessian } from './received.ts';

/**
 * Checks a Hessian against finite differences of the gradient beside it, or of the value where there is none.
 *
 * A gradient beside a value is checked first; when it is no match, its record is the result. Rows of the Hessian are judged one by
 * one, as those of a Jacobian. With `triangle` half of it is given, and a flat array is packed.
 *
 * @param subject - `{ value, gradient, hessian }`, `{ gradient, hessian }` or `{ value, hessian }`
 * @returns the record, with `of: 'hessian'`, or a promise of it when the subject is asynchronous
 * @throws TypeError, RangeError - for misuse: an option, a point, or what is no Hessian at all; and whatever the subject throws
 * @example
 * ```ts
 * const bowl = {
 *   value: ([x, y]: number[]) => x * x * y + Math.exp(y),
 *   gradient: ([x, y]: number[]) => [2 * x * y, x * x + Math.exp(y)],
 *   hessian: ([x, y]: number[]) => [
 *     [2 * y, 2 * x],
 *     [2 * x, Math.exp(y)],
 *   ],
 * };
 * checkHessian(bowl, { at: [0.7, 1.3] }).verdict; // 'match'
 * ```
 */
export function checkHessian<T>(
  subject: T,
  options?: GradientCheckOptions,
): ResultFor<T, GradientCheck> {
  return checkReceivedHessian(subject, resolveCheckOptions(options)) as ResultFor<T, GradientCheck>;
}
