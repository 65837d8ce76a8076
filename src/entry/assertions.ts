import type { IsAsync, ValueAtPoint } from '../check/check-gradient.ts';
import type { GradientCheckOptions } from '../options/options.ts';

/**
 * What a runner's types tell of an assertion.
 *
 * A runner that tells it by the type of the object which has the matchers, as Vitest does, extends this and works it out
 * from `this['self']`; one that has type parameters gives them to {@link GradientAssertions}.
 */
export interface Assertion {
  /** The object whose methods the matchers are. */
  readonly self: unknown;
  /** What the matchers return: void, or a promise as after `.resolves`. */
  readonly returns: unknown;
  /** What was given to `expect`. */
  readonly received: unknown;
}

/** What an assertion returns: a promise where the runner makes one, or where the subject is asynchronous. */
type Awaitable<Kind extends Assertion, Self> = AwaitableFor<
  (Kind & { readonly self: Self })['returns'],
  (Kind & { readonly self: Self })['received']
>;
type AwaitableFor<R, T> =
  R extends PromiseLike<unknown> ? R : true extends IsAsync<T> ? Promise<void> : R;

/** The one list of matchers that the types of all runners are extended by. */
export interface GradientMatchers<Kind extends Assertion> {
  /**
   * Says that a subject's analytic gradient agrees with finite differences of its own value.
   *
   * The subject is `{ value, gradient }`, a function returning `[value, gradient]` or `{ value, gradient }`, or a layer with
   * `forward` and `backward`. Returns a promise when the subject is asynchronous.
   *
   * @example
   * ```ts
   * const product = { value: ([x, y]: number[]) => x * y, gradient: ([x, y]: number[]) => [y, x] };
   * expect(product).toHaveCorrectGradient({ at: [2, 5] });
   * ```
   */
  toHaveCorrectGradient(options?: GradientCheckOptions): Awaitable<Kind, this>;
  /**
   * Says that a gradient, or a function of the point that returns one, agrees with finite differences of `f` at a point.
   *
   * `f` has its parameters from the point, unless it says of what type they are.
   *
   * @example
   * ```ts
   * expect([6, 8]).toMatchNumericalGradient(([x, y]) => x * x + y * y, [3, 4]);
   * ```
   */
  toMatchNumericalGradient<const At, R extends ValueAtPoint | PromiseLike<ValueAtPoint>>(
    f: (point: PointAs<At>) => R,
    at: At,
    options?: GradientCheckOptions,
  ): R extends PromiseLike<unknown> ? Promise<void> : Awaitable<Kind, this>;
  toMatchNumericalGradient(
    f: (...point: never[]) => PromiseLike<ValueAtPoint>,
    at: unknown,
    options?: GradientCheckOptions,
  ): Promise<void>;
  toMatchNumericalGradient(
    f: (...point: never[]) => ValueAtPoint,
    at: unknown,
    options?: GradientCheckOptions,
  ): Awaitable<Kind, this>;
  /**
   * Says that the Jacobian of a vector function agrees with finite differences of its own value, row by row.
   *
   * The subject is `{ value, jacobian }`, or a function returning `[value, jacobian]`; the Jacobian may be in any usual form, a row
   * for each output unless `layout` says otherwise. Returns a promise when the subject is asynchronous.
   *
   * @example
   * ```ts
   * const line = { value: ([a, b]: number[]) => [a, a + b], jacobian: () => [[1, 0], [1, 1]] };
   * expect(line).toHaveCorrectJacobian({ at: [0.3, 2] });
   * ```
   */
  toHaveCorrectJacobian(options?: GradientCheckOptions): Awaitable<Kind, this>;
  /**
   * Says that a Jacobian, or a function of the point that returns one, agrees with finite differences of `f` at a point.
   *
   * @example
   * ```ts
   * expect([[4, 3], [1, 1]]).toMatchNumericalJacobian(([x, y]) => [x * y, x + y], [3, 4]);
   * ```
   */
  toMatchNumericalJacobian<const At, R>(
    f: (point: PointAs<At>) => R,
    at: At,
    options?: GradientCheckOptions,
  ): R extends PromiseLike<unknown> ? Promise<void> : Awaitable<Kind, this>;
  toMatchNumericalJacobian(
    f: (...point: never[]) => PromiseLike<unknown>,
    at: unknown,
    options?: GradientCheckOptions,
  ): Promise<void>;
  toMatchNumericalJacobian(
    f: (...point: never[]) => unknown,
    at: unknown,
    options?: GradientCheckOptions,
  ): Awaitable<Kind, this>;
  /**
   * Says that a Hessian agrees with finite differences of the gradient beside it, or of the value where there is none.
   *
   * The subject is `{ value, gradient, hessian }`, whose gradient is checked first, `{ gradient, hessian }` or `{ value, hessian }`. Returns a
   * promise when the subject is asynchronous.
   *
   * @example
   * ```ts
   * const saddle = { gradient: ([x, y]: number[]) => [y, x], hessian: () => [[0, 1], [1, 0]] };
   * expect(saddle).toHaveCorrectHessian({ at: [0.3, 2] });
   * ```
   */
  toHaveCorrectHessian(options?: GradientCheckOptions): Awaitable<Kind, this>;
  /**
   * Says that a Hessian, or a function of the point that returns one, agrees with second differences of `f` at a point.
   *
   * Where there is a gradient, `toMatchNumericalJacobian` of it is cheaper, and resolves more.
   *
   * @example
   * ```ts
   * expect([[10, 6], [6, 0]]).toMatchNumericalHessian(([x, y]) => x * x * y, [3, 5]);
   * ```
   */
  toMatchNumericalHessian<const At, R extends number | PromiseLike<number>>(
    f: (point: PointAs<At>) => R,
    at: At,
    options?: GradientCheckOptions,
  ): R extends PromiseLike<unknown> ? Promise<void> : Awaitable<Kind, this>;
  toMatchNumericalHessian(
    f: (...point: never[]) => PromiseLike<number>,
    at: unknown,
    options?: GradientCheckOptions,
  ): Promise<void>;
  toMatchNumericalHessian(
    f: (...point: never[]) => number,
    at: unknown,
    options?: GradientCheckOptions,
  ): Awaitable<Kind, this>;
  /**
   * Says that the products of a Jacobian with changes of the point are right and linear, and agree with those of its transpose where the
   * subject has both.
   *
   * The subject is `{ value, jvp }` with `jvp(x, v)`, which gives the product or `[value, product]`, or that function alone; with `vjp` beside it
   * both are checked. Returns a promise when the subject is asynchronous.
   *
   * @example
   * ```ts
   * const turn = { value: ([x, y]: number[]) => [y, -x], jvp: (_: number[], [a, b]: number[]) => [b, -a] };
   * expect(turn).toHaveCorrectJvp({ at: [0.3, 2] });
   * ```
   */
  toHaveCorrectJvp(options?: GradientCheckOptions): Awaitable<Kind, this>;
  /**
   * Says that the products of cotangents with a Jacobian are right and linear, and agree with those forwards where the subject has both.
   *
   * The subject is `{ value, vjp }` with `vjp(x, w)`, or a function of the point that gives `[value, pull]` with `pull(w)`; with `jvp` beside it
   * both are checked. Returns a promise when the subject is asynchronous.
   *
   * @example
   * ```ts
   * const turn = { value: ([x, y]: number[]) => [y, -x], vjp: (_: number[], [a, b]: number[]) => [-b, a] };
   * expect(turn).toHaveCorrectVjp({ at: [0.3, 2] });
   * ```
   */
  toHaveCorrectVjp(options?: GradientCheckOptions): Awaitable<Kind, this>;
}

/** A point as a function of it takes it: numbers for the numbers that were written. */
export type PointAs<At> = At extends number
  ? number
  : At extends ArrayBufferView | ((...args: never[]) => unknown)
    ? At
    : At extends readonly unknown[] | Readonly<Record<string, unknown>>
      ? { -readonly [Key in keyof At]: PointAs<At[Key]> }
      : At;

/** The name of a matcher. */
export type MatcherName = keyof GradientMatchers<Assertion>;

interface Given<R, T> extends Assertion {
  readonly returns: R;
  readonly received: T;
}

/** The assertions, for a runner that tells what they return, `R`, and what was received, `T`. */
export interface GradientAssertions<R, T> extends GradientMatchers<Given<R, T>> {}

/** The same as asymmetric matchers; each stands for a value of any type. */
// biome-ignore lint/suspicious/noExplicitAny: that is what it stands for
export interface AsymmetricGradientMatchers extends GradientAssertions<any, unknown> {}
