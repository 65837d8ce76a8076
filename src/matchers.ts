import { tellFailure } from './check/failures.ts';
import {
  checkBareGradient,
  checkBareHessian,
  checkBareJacobian,
  checkReceived,
  checkReceivedHessian,
  checkReceivedJacobian,
  checkReceivedProducts,
} from './check/received.ts';
import { countUnchecked, tallied } from './check/tally.ts';
import type { MatcherName } from './entry/assertions.ts';
import { shownWhile } from './entry/progress-line.ts';
import { resolveCheckOptions } from './options/configuration.ts';
import type { GradientCheckOptions, ResolvedOptions } from './options/options.ts';
import type { GradientCheck } from './record.ts';
import { formatMessage } from './report/message.ts';
import { isPromise, type MaybePromise } from './subject/then.ts';
import { paintWith, prefersAscii, reportWidth } from './terminal.ts';

/** The part of a matcher's `this` that is used here; the context of every runner fits. */
export interface MatcherContext {
  readonly isNot?: boolean;
  /** `''`, `'resolves'` or `'rejects'`; absent when the matcher is called as an asymmetric one. */
  readonly promise?: string;
  // biome-ignore lint/suspicious/noExplicitAny: every runner types its utilities differently
  readonly utils?: any;
}

/** What a matcher tells its runner. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** The matchers, for `expect.extend(gradientMatchers)` of any runner. */
export const gradientMatchers = {
  /** Says that a subject's analytic gradient agrees with finite differences of its own value. */
  toHaveCorrectGradient(
    this: MatcherContext,
    received: unknown,
    options?: GradientCheckOptions,
  ): MatcherResult | Promise<MatcherResult> {
    const call = { context: this, name: 'toHaveCorrectGradient', arguments: '' };
    return assertCheck(call, options, (resolved) => checkReceived(received, resolved));
  },

  /** Says that a gradient, or a function that returns one, agrees with finite differences of `f` at a point. */
  toMatchNumericalGradient(
    this: MatcherContext,
    received: unknown,
    f: unknown,
    at: unknown,
    options?: GradientCheckOptions,
  ): MatcherResult | Promise<MatcherResult> {
    const call = { context: this, name: 'toMatchNumericalGradient', arguments: 'f, at' };
    return assertCheck(call, options, (resolved) =>
      checkBareGradient({ gradient: received, f, at, options: resolved }),
    );
  },

  /** Says that the Jacobian of a vector function agrees with finite differences of its own value. */
  toHaveCorrectJacobian(
    this: MatcherContext,
    received: unknown,
    options?: GradientCheckOptions,
  ): MatcherResult | Promise<MatcherResult> {
    const call = { context: this, name: 'toHaveCorrectJacobian', arguments: '' };
    return assertCheck(call, options, (resolved) => checkReceivedJacobian(received, resolved));
  },

  /** Says that a Jacobian, or a function that returns one, agrees with finite differences of `f` at a point. */
  toMatchNumericalJacobian(
    this: MatcherContext,
    received: unknown,
    f: unknown,
    at: unknown,
    options?: GradientCheckOptions,
  ): MatcherResult | Promise<MatcherResult> {
    const call = { context: this, name: 'toMatchNumericalJacobian', arguments: 'f, at' };
    return assertCheck(call, options, (resolved) =>
      checkBareJacobian({ jacobian: received, f, at, options: resolved }),
    );
  },

  /** Says that a Hessian agrees with finite differences of the gradient beside it, or of the value. */
  toHaveCorrectHessian(
    this: MatcherContext,
    received: unknown,
    options?: GradientCheckOptions,
  ): MatcherResult | Promise<MatcherResult> {
    const call = { context: this, name: 'toHaveCorrectHessian', arguments: '' };
    return assertCheck(call, options, (resolved) => checkReceivedHessian(received, resolved));
  },

  /** Says that a Hessian, or a function that returns one, agrees with second differences of `f` at a point. */
  toMatchNumericalHessian(
    this: MatcherContext,
    received: unknown,
    f: unknown,
    at: unknown,
    options?: GradientCheckOptions,
  ): MatcherResult | Promise<MatcherResult> {
    const call = { context: this, name: 'toMatchNumericalHessian', arguments: 'f, at' };
    return assertCheck(call, options, (resolved) =>
      checkBareHessian({ hessian: received, f, at, options: resolved }),
    );
  },

  /** Says that products of the Jacobian with changes of the point are right, and linear. */
  toHaveCorrectJvp(
    this: MatcherContext,
    received: unknown,
    options?: GradientCheckOptions,
  ): MatcherResult | Promise<MatcherResult> {
    const call = { context: this, name: 'toHaveCorrectJvp', arguments: '' };
    return assertCheck(call, options, (resolved) =>
      checkReceivedProducts(received, 'jvp', resolved),
    );
  },

  /** Says that products of cotangents with the Jacobian are right, and linear. */
  toHaveCorrectVjp(
    this: MatcherContext,
    received: unknown,
    options?: GradientCheckOptions,
  ): MatcherResult | Promise<MatcherResult> {
    const call = { context: this, name: 'toHaveCorrectVjp', arguments: '' };
    return assertCheck(call, options, (resolved) =>
      checkReceivedProducts(received, 'vjp', resolved),
    );
  },
} satisfies Record<MatcherName, unknown>;

/** One use of a matcher in a test. */
interface Call {
  readonly context: MatcherContext;
  readonly name: string;
  readonly arguments: string;
}

function assertCheck(
  call: Call,
  options: GradientCheckOptions | undefined,
  run: (resolved: ResolvedOptions) => MaybePromise<GradientCheck>,
): MatcherResult | Promise<MatcherResult> {
  const resolved = resolveCheckOptions(options, call.context);
  if (resolved.mode === 'off') return unchecked(call);
  const check = tallied(call.context, () => shownWhile(asked(call, resolved), run));
  if (isPromise(check) && call.context.promise === undefined) {
    (check as PromiseLike<unknown>).then(undefined, () => {});
    throw new TypeError(
      `${call.name} cannot check an asynchronous subject as an asymmetric matcher: the runner would not wait for it`,
    );
  }
  if (isPromise(check)) return Promise.resolve(check).then((done) => judge(call, done, resolved));
  return judge(call, check, resolved);
}

/** A negation is about all of it: that a part has no mistake in it says nothing against one. */
function asked({ context }: Call, resolved: ResolvedOptions): ResolvedOptions {
  return context.isNot ? { ...resolved, part: undefined } : resolved;
}

/** With checks off an assertion passes, and so does its negation. */
function unchecked({ context }: Call): MatcherResult {
  countUnchecked(context);
  return { pass: context.isNot !== true, message: () => 'gradient checks are off' };
}

/** An inconclusive check fails the assertion and its negation: nothing was decided that either could rest on. */
function judge(
  call: Call,
  check: GradientCheck,
  { verbose, ascii }: ResolvedOptions,
): MatcherResult {
  const { isNot = false, utils } = call.context;
  const pass = check.verdict === 'inconclusive' ? isNot : check.verdict === 'match';
  if (pass === isNot && call.context.promise !== undefined) tellFailure(check, call.context);
  const message = () => {
    const width = reportWidth();
    const style = {
      ascii: ascii ?? prefersAscii(),
      paint: paintWith(utils),
      ...(width && { width }),
    };
    return `${hint(call)}\n\n${formatMessage(check, { negated: isNot, verbose, ...style })}`;
  };
  // the runner's own console shows it with the test it belongs to
  if (verbose && pass !== isNot) console.log(message());
  return { pass, message };
}

/** The first line as the runner prints those of its own matchers. */
function hint({ context, name, arguments: expected }: Call): string {
  const { isNot = false, promise = '', utils } = context;
  if (typeof utils?.matcherHint !== 'function') {
    return `expect(received)${isNot ? '.not' : ''}.${name}(${expected})`;
  }
  const line: string = utils.matcherHint(name, 'received', expected, { isNot, promise });
  // Vitest paints what has no colour of its own red; a full reset leaves the report in the terminal's own colour
  return line.includes('\u001b[') ? `${line}\u001b[0m` : line;
}
