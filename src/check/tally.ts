import { type Listener, shared } from '../options/configuration.ts';
import type { GradientCheck } from '../record.ts';
import { andThen, type MaybePromise } from '../subject/then.ts';
import { outcomeOf } from './outcome.ts';

/** The part of a matcher's `this` that tells what was asserted. */
interface Assertion {
  readonly isNot?: boolean;
}

// taken when the module is loaded: a test may replace the clock later on
const now = performance.now.bind(performance);

/** Tells a listener what every assertion comes to, instead of any listener before it. */
export function listen(listener: Listener): void {
  shared.listener = listener;
}

/**
 * Runs the check of an assertion, and tells the listener, if there is one, what it came to.
 *
 * What throws has no verdict to tell: a misuse, a failing subject. Without a listener nothing is measured or kept.
 */
export function tallied(
  assertion: Assertion,
  run: () => MaybePromise<GradientCheck>,
): MaybePromise<GradientCheck> {
  const { listener } = shared;
  if (listener === undefined) return run();
  const start = now();
  return andThen(run(), (done) => {
    const negated = assertion.isNot === true;
    listener(outcomeOf(done, { negated, milliseconds: now() - start }), assertion);
    return done;
  });
}
