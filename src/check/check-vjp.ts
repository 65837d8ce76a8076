import { resolveCheckOptions } from '../options/configuration.ts';
import type { GradientCheckOptions } from '../options/options.ts';
import type { GradientCheck } from '../record.ts';
import type { ResultFor } from './check-gradient.ts';
import { checkReceivedProducts } from './received.ts';

/**
 * Checks the products of cotangents with a Jacobian: the backward pass of a function of several numbers.
 *
 * They must be linear in the cotangent at several magnitudes, the same twice and zero for zeros; what they make up with unit vectors is
 * compared with finite differences, row by row. With `jvp` in the same subject both must be those of one matrix: ⟨w, J·v⟩ = ⟨Jᵀ·w, v⟩.
 *
 * @param subject - `{ value, vjp }` with `vjp(x, w)`, or a function of the point that gives `[value, pull]` with `pull(w)`
 * @returns the record, with `of: 'vjp'`, or a promise of it when the subject is asynchronous
 * @throws TypeError, RangeError - for misuse: an option, a point, or a product of another structure than the point; and whatever the
 *   subject throws
 * @example
 * ```ts
 * const polar = ([r, a]: number[]) => {
 *   const [c, s] = [Math.cos(a), Math.sin(a)];
 *   const pull = ([x, y]: number[]) => [c * x + s * y, r * (c * y - s * x)];
 *   return [[r * c, r * s], pull];
 * };
 * checkVjp(polar, { at: [2, 0.7] }).verdict; // 'match'
 * ```
 */
export function checkVjp<T>(
  subject: T,
  options?: GradientCheckOptions,
): ResultFor<T, GradientCheck> {
  const resolved = resolveCheckOptions(options);
  return checkReceivedProducts(subject, 'vjp', resolved) as ResultFor<T, GradientCheck>;
}
