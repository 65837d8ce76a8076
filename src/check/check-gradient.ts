import { resolveCheckOptions } from '../options/configuration.ts';
import type { GradientCheckOptions } from '../options/options.ts';
import type { GradientCheck } from '../record.ts';
import { checkReceived } from './received.ts';

/** A promise of the result when the subject is asynchronous, else the result. */
export type ResultFor<Subject, Result> = IsAsync<Subject> extends true ? Promise<Result> : Result;

type AsyncFunction = (...args: never[]) => PromiseLike<unknown>;

/** What a function of a point may return: a number, or the array of a library that an adapter knows. */
export type ValueAtPoint = number | { readonly shape: readonly number[]; readonly dtype: string };

/** Whether a subject is asynchronous, as far as its type tells. */
export type IsAsync<Subject> = Subject extends
  | AsyncFunction
  | { readonly value: AsyncFunction }
  | { readonly values: AsyncFunction }
  | { readonly gradient: AsyncFunction }
  | { readonly residual: AsyncFunction }
  | { readonly residuals: AsyncFunction }
  | { readonly jacobian: AsyncFunction }
  | { readonly hessian: AsyncFunction }
  | { readonly jvp: AsyncFunction }
  | { readonly vjp: AsyncFunction }
  | { readonly hvp: AsyncFunction }
  | { forward: AsyncFunction }
  | { backward: AsyncFunction }
  ? true
  : false;

/**
 * Checks a subject's analytic gradient against finite differences of its own value.
 *
 * The caller's arrays are bitwise unchanged afterwards, also when something was thrown. Nothing is printed, and nothing
 * thrown for a wrong gradient: the verdict is in the record.
 *
 * @param subject - `{ value, gradient }`, a function returning `[value, gradient]` or `{ value, gradient }`, or a layer with
 *   `forward` and `backward`
 * @returns the record, or a promise of it when the subject is asynchronous
 * @throws TypeError, RangeError - for misuse: an option, a point or a gradient that does not fit; and whatever the subject
 *   throws, untouched; the reason of the `signal`; Error - for a limit that is met before it is known what there is to check
 * @example
 * ```ts
 * const check = checkGradient(
 *   { value: ([x, y]: number[]) => x * x * y, gradient: ([x, y]: number[]) => [2 * x * y, x * x] },
 *   { at: [3, 5] },
 * );
 * check.verdict; // 'match'
 * ```
 */
export function checkGradient<T>(
  subject: T,
  options?: GradientCheckOptions,
): ResultFor<T, GradientCheck> {
  const resolved = resolveCheckOptions(options);
  return checkReceived(subject, resolved) as ResultFor<T, GradientCheck>;
}
