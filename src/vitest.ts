import { afterAll, afterEach, beforeEach, type ExpectStatic, expect, inject } from 'vitest';
import type { IsAsync, ValueAtPoint } from './check/check-gradient.ts';
import type { GradientCheckOptions } from './options/options.ts';
import { setUp } from './vitest/setup.ts';

setUp({ afterAll, afterEach, beforeEach, expect, inject });

declare const _expect: ExpectStatic;
/** `Assertion<T>` in Vitest 3 and 4, `Assertion<void, T>` in Vitest 5: taken from the call so that no arity is written down. */
type AssertionOf<T> = ReturnType<typeof _expect<T>>;
type ReceivedOf<A> = A extends AssertionOf<infer T> ? T : unknown;
/** void on an assertion, a promise after `.resolves`, anything in asymmetric use. */
// biome-ignore-start lint/suspicious/noExplicitAny: `never[]` would make the interface refer to itself; an asymmetric matcher stands for any type
type ReturnOf<A> = A extends { toBeTruthy: (...args: any[]) => infer R }
  ? R extends PromiseLike<any>
    ? Promise<void>
    : // biome-ignore lint/suspicious/noConfusingVoidType: what an assertion returns
      void
  : any;
// biome-ignore-end lint/suspicious/noExplicitAny: as above
type Awaitable<R, T> =
  R extends PromiseLike<unknown> ? R : true extends IsAsync<T> ? Promise<void> : R;

interface GradientMatchers {
  /**
   * Says that a subject's analytic gradient agrees with finite differences of its own value.
   *
   * The subject is `{ value, gradient }`, a function returning `[value, gradient]` or `{ value, gradient }`, or a layer with
   * `forward` and `backward`. Returns a promise when the subject is asynchronous.
   */
  toHaveCorrectGradient(
    options?: GradientCheckOptions,
  ): Awaitable<ReturnOf<this>, ReceivedOf<this>>;
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
  ): Awaitable<ReturnOf<this>, ReceivedOf<this>>;
}

declare module 'vitest' {
  // No type parameters, on purpose: that merges with Matchers<T = any> (3.2, 4) and with Matchers<R, T> (5) alike.
  interface Matchers extends GradientMatchers {}
  interface AsymmetricMatchersContaining extends GradientMatchers {}
}
