import type { IsAsync, ValueAtPoint } from '../check/check-gradient.ts';
import type { GradientCheckOptions } from '../options/options.ts';

/** What an assertion returns: a promise where `R` is one, as after `.resolves`, or where the subject is asynchronous. */
export type Awaitable<R, T> =
  R extends PromiseLike<unknown> ? R : true extends IsAsync<T> ? Promise<void> : R;

/** The assertions, for a runner that tells what they return, `R`, and what was received, `T`. */
export interface GradientAssertions<R, T> {
  /**
   * Says that a subject's analytic gradient agrees with finite differences of its own value.
   *
   * The subject is `{ value, gradient }`, a function returning `[value, gradient]` or `{ value, gradient }`, or a layer with
   * `forward` and `backward`. Returns a promise when the subject is asynchronous.
   */
  toHaveCorrectGradient(options?: GradientCheckOptions): Awaitable<R, T>;
  /** Says that a gradient, or a function of the point that returns one, agrees with finite differences of `f` at a point. */
  toMatchNumericalGradient(
    f: (...point: never[]) => PromiseLike<ValueAtPoint>,
    at: unknown,
    options?: GradientCheckOptions,
  ): Promise<void>;
  toMatchNumericalGradient(
    f: (...point: never[]) => ValueAtPoint,
    at: unknown,
    options?: GradientCheckOptions,
  ): Awaitable<R, T>;
}

/** The same as asymmetric matchers; each stands for a value of any type. */
// biome-ignore lint/suspicious/noExplicitAny: that is what it stands for
export interface AsymmetricGradientMatchers extends GradientAssertions<any, unknown> {}
