import { resolveCheckOptions } from '../options/configuration.ts';
import type { GradientCheckOptions } from '../options/options.ts';
import type { GradientCheck } from '../record.ts';
import type { ResultFor } from './check-gradient.ts';
import { checkReceivedJacobian } from './received.ts';

/**
 * Checks the Jacobian of a vector function against finite differences of its own value.
 *
 * Each of its rows is the gradient of one output and judged by itself, with its own scale and its own bars; an evaluation serves them
 * all. The Jacobian may be in any form that `docs/jacobian.md` lists, a row for each output unless `layout` says otherwise.
 *
 * @param subject - `{ value, jacobian }`, or a function returning `[value, jacobian]`
 * @returns the record, with `of: 'jacobian'`, or a promise of it when the subject is asynchronous
 * @throws TypeError, RangeError - for misuse: an option, a point, or what is no Jacobian at all; and whatever the subject throws
 * @example
 * ```ts
 * const polar = {
 *   value: ([r, a]: number[]) => [r * Math.cos(a), r * Math.sin(a)],
 *   jacobian: ([r, a]: number[]) => [
 *     [Math.cos(a), -r * Math.sin(a)],
 *     [Math.sin(a), r * Math.cos(a)],
 *   ],
 * };
 * checkJacobian(polar, { at: [2, 0.7] }).verdict; // 'match'
 * ```
 */
export function checkJacobian<T>(
  subject: T,
  options?: GradientCheckOptions,
): ResultFor<T, GradientCheck> {
  return checkReceivedJacobian(subject, resolveCheckOptions(options)) as ResultFor<
    T,
    GradientCheck
  >;
}
