import { processWide } from '../process-wide.ts';
import type { GradientCheck } from '../record.ts';
import { andThen, type MaybePromise } from '../subject/then.ts';
import { type Outcome, outcomeOf } from './outcome.ts';

/** The part of a matcher's `this` that tells what was asserted. */
interface Assertion {
  readonly isNot?: boolean;
}

/** Is told what every assertion came to; `assertion` is the matcher's `this`, which tells the test. */
type Listener = (outcome: Outcome, assertion: object) => void;

interface Tally {
  /** How many assertions passed without a check because checks are off. */
  unchecked: number;
  /** Absent as long as nobody wants to know. */
  listener?: Listener | undefined;
}

const tally = processWide<Tally>('tally', { unchecked: 0 });

// taken when the module is loaded: a test may replace the clock later on
const now = performance.now.bind(performance);

/** Tells a listener what every assertion comes to, instead of any listener before it; nobody, when none is given. */
export function listen(listener: Listener | undefined): void {
  tally.listener = listener;
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
  const { listener } = tally;
  if (listener === undefined) return run();
  const start = now();
  return andThen(run(), (done) => {
    const negated = assertion.isNot === true;
    listener(outcomeOf(done, { negated, milliseconds: now() - start }), assertion);
    return done;
  });
}

/** Counts an assertion that passes without a check. */
export function countUnchecked(assertion: object): void {
  tally.unchecked += 1;
  tally.listener?.({ verdict: 'unchecked' }, assertion);
}

/** How many assertions have passed without a check since this was last asked. */
export function takeUnchecked(): number {
  const count = tally.unchecked;
  tally.unchecked = 0;
  return count;
}
