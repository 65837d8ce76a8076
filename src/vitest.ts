import { afterAll, afterEach, beforeEach, type ExpectStatic, expect, inject } from 'vitest';
import type { Assertion, GradientMatchers } from './entry/assertions.ts';
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

interface AssertionInVitest extends Assertion {
  readonly returns: ReturnOf<this['self']>;
  readonly received: ReceivedOf<this['self']>;
}

declare module 'vitest' {
  // No type parameters, on purpose: that merges with Matchers<T = any> (3.2, 4) and with Matchers<R, T> (5) alike.
  interface Matchers extends GradientMatchers<AssertionInVitest> {}
  interface AsymmetricMatchersContaining extends GradientMatchers<AssertionInVitest> {}
}
