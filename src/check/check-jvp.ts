import { resolveCheckOptions } from '../options/configuration.ts';
import type { GradientCheckOptions } from '../options/options.ts';
import type { GradientCheck } from '../record.ts';
import type { ResultFor } from './check-gradient.ts';
import { checkReceivedProducts } from './received.ts';

/**
 * Checks the products of a Jacobian with changes of the point.
 *
 * They must be linear in the change at several magnitudes, the same twice and zero for zeros; what they make up with unit vectors is compared
 * with finite differences, row by row. With `vjp` in the same subject both must be those of one matrix: ⟨w, J·v⟩ = ⟨Jᵀ·w, v⟩.
 *
 * @param subject - `{ value, jvp }` with `jvp(x, v)`, which gives the product or `[value, product]`, or that function alone
 * @returns the record, with `of: 'jvp'`, or a promise of it when the subject is asynchronous
 * @throws TypeError, RangeError - for misuse: an option, a point, or a product of another structure than the output; and whatever the
 *   subject throws
 * @example
 * ```ts
 * const polar = {
 *   value: ([r, a]: number[]) => [r * Math.cos(a), r * Math.sin(a)],
 *   jvp: ([r, a]: number[], [dr, da]: number[]) => [
 *     dr * Math.cos(a) - r * Math.sin(a) * da,
 *     dr * Math.sin(a) + r * Math.cos(a) * da,
 *   ],
 * };
 * checkJvp(polar, { at: [2, 0.7] }).verdict; // 'match'
 * ```
 */
export function checkJvp<T>(
  subject: T,
  options?: GradientCheckOptions,
): ResultFor<T, GradientCheck> {
  const resolved = resolveCheckOptions(options);
  return checkReceivedProducts(subject, 'jvp', resolved) as ResultFor<T, GradientCheck>;
}
