import type { MatcherName } from '../entry/assertions.ts';
import { guarded } from '../entry/guard.ts';
import { gradientMatchers, type MatcherContext, type MatcherResult } from '../matchers.ts';
import { isPromise } from '../subject/then.ts';

type Matcher = (...args: unknown[]) => MatcherResult | Promise<MatcherResult>;

const matchers = guarded(gradientMatchers) as Record<MatcherName, object> as Record<
  MatcherName,
  Matcher
>;

/** Bun writes the line of the matcher itself, and its `matcherHint` is not the one of other runners. */
const utils = { matcherHint: () => '' };

// Written out: Bun takes no Proxy, and prints the name and the parameters as they stand in the source.
/** The matchers for Bun, which waits for an asynchronous one inside of the call. */
export const blockingMatchers: Record<MatcherName, object> = {
  toHaveCorrectGradient(this: MatcherContext, received: unknown, options?: unknown) {
    return block('toHaveCorrectGradient', this, [received, options]);
  },

  toMatchNumericalGradient(
    this: MatcherContext,
    received: unknown,
    f: unknown,
    at: unknown,
    options?: unknown,
  ) {
    return block('toMatchNumericalGradient', this, [received, f, at, options]);
  },

  toHaveCorrectJacobian(this: MatcherContext, received: unknown, options?: unknown) {
    return block('toHaveCorrectJacobian', this, [received, options]);
  },

  toMatchNumericalJacobian(
    this: MatcherContext,
    received: unknown,
    f: unknown,
    at: unknown,
    options?: unknown,
  ) {
    return block('toMatchNumericalJacobian', this, [received, f, at, options]);
  },

  toHaveCorrectHessian(this: MatcherContext, received: unknown, options?: unknown) {
    return block('toHaveCorrectHessian', this, [received, options]);
  },

  toMatchNumericalHessian(
    this: MatcherContext,
    received: unknown,
    f: unknown,
    at: unknown,
    options?: unknown,
  ) {
    return block('toMatchNumericalHessian', this, [received, f, at, options]);
  },

  toHaveCorrectJvp(this: MatcherContext, received: unknown, options?: unknown) {
    return block('toHaveCorrectJvp', this, [received, options]);
  },

  toHaveCorrectVjp(this: MatcherContext, received: unknown, options?: unknown) {
    return block('toHaveCorrectVjp', this, [received, options]);
  },
};

/** Of a promise that rejects Bun tells only that it did: what was thrown becomes a failure, under `.not`, too. */
function block(
  name: MatcherName,
  { isNot = false, promise = '' }: MatcherContext,
  args: unknown[],
) {
  const result = Reflect.apply(matchers[name], { isNot, promise, utils }, args);
  if (!isPromise(result)) return headless(result as MatcherResult);
  return result.then(headless, (error: unknown) => ({ pass: isNot, message: () => `${error}` }));
}

function headless({ pass, message }: MatcherResult): MatcherResult {
  return { pass, message: () => message().trimStart() };
}
