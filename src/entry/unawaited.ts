import { formatUnawaited } from '../report/unawaited.ts';
import type { Call } from './guard.ts';
import { watched } from './watch.ts';

/** The part of a matcher's context that is used here. */
export interface AssertionContext {
  readonly isNot?: boolean;
  readonly promise?: string;
}

/** An asynchronous check until somebody takes it up. */
export interface OpenCheck {
  readonly call: Call<AssertionContext>;
  /** The full name of the test, if in one. */
  readonly test: string | undefined;
  readonly onTaken: () => void;
  /** Whether it was complained of: then it has no outcome any more, which would only do harm after the end of its file. */
  readonly isGivenUp: () => boolean;
}

const never = new Promise<never>(() => {});

/** The promise to give to the runner, for an open check. */
export function openPromise(check: Promise<unknown>, open: OpenCheck): Promise<unknown> {
  const { call, onTaken, isGivenUp } = open;
  const outcome = check.finally(() => (isGivenUp() ? never : undefined));
  if (call.context.promise === '') return watched({ ...call, check: outcome, onTaken });
  // after `.resolves` the runner takes it up, and the test is given another promise: that one ends with the check
  outcome.then(onTaken, onTaken);
  return outcome;
}

/** The complaint of checks that a test has left open, in the place of the first of them. */
export function unawaitedError([first, ...others]: readonly OpenCheck[]): Error {
  const { call, test } = first;
  const { isNot = false, promise = '' } = call.context;
  const { matcher } = call;
  const message = formatUnawaited({ matcher, isNot, promise, test, others: others.length });
  const error = new Error(message);
  if (call.callSite !== '') error.stack = `Error: ${message}\n${call.callSite}`;
  return error;
}
