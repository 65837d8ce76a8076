import { now } from '../clock.ts';
import { processWide } from '../process-wide.ts';

/** What a runner tells about the test that a check runs in. */
export interface TestLimits {
  /** Aborted when the test has timed out, or when the run is given up. */
  readonly signal?: AbortSignal | undefined;
  /** How many milliseconds the test may take. */
  readonly timeout?: number | undefined;
  /** One attempt at the test: the same object for all its checks, another one when the test is tried again. */
  readonly attempt: object;
  /** Whether the runner lets a synchronous test finish, however long it takes. */
  readonly waitsForSynchronous?: boolean;
}

/** Finds the limits of the test that a matcher was called in; given the `this` of the matcher. */
export type LimitsOfTest = (context: object) => TestLimits | undefined;

/** When and why a test ends the checks in it. */
export interface TestEnd extends TestLimits {
  /** When its checks have to end, by the clock of `now`; infinite when nothing is known. */
  readonly deadline: number;
}

/** Left of a test's timeout to tell what was found: this share of it, and no more than so many milliseconds. */
const RESERVE = { share: 0.1, most: 250 };

const runner = processWide<{ limitsOf?: LimitsOfTest }>('runner', {});

/** Makes every check that a matcher starts keep to the limits of its test; for the entry of a runner. */
export function followLimits(limitsOf: LimitsOfTest): void {
  runner.limitsOf = limitsOf;
}

/** When the test that a matcher was called in has to end; undefined when its runner does not tell. */
export function endOfTest(context: object): TestEnd | undefined {
  const limits = runner.limitsOf?.(context);
  return limits && { ...limits, deadline: deadlineOf(limits) };
}

const starts = new WeakMap<object, number>();

/**
 * No runner tells when a test function has begun: its hooks are over by then. The first check in it comes later, so a
 * check is never ended too early; what the test does before is covered by the reserve, or else by the signal.
 */
function deadlineOf({ attempt, timeout = 0 }: TestLimits): number {
  const start = starts.get(attempt) ?? now();
  starts.set(attempt, start);
  if (!(timeout > 0)) return Number.POSITIVE_INFINITY;
  return start + timeout - Math.min(RESERVE.share * timeout, RESERVE.most);
}
