import type { Call } from '../entry/guard.ts';
import { watched } from '../entry/watch.ts';
import { formatUnawaited } from '../report/unawaited.ts';

/** The part of a Jest matcher's context that is used here. */
interface Context {
  readonly isNot?: boolean;
  readonly promise?: string;
  readonly currentTestName?: string;
  readonly currentConcurrentTestName?: () => string | undefined;
}

/** An asynchronous check that nobody has taken up yet. */
interface OpenCheck {
  readonly call: Call<Context>;
  readonly test: string | undefined;
}

const open = new Set<OpenCheck>();
const complainedOf = new WeakSet<OpenCheck>();
const never = new Promise<never>(() => {});
let isOver = false;

/** Keeps account of a check until somebody takes it up. */
export function account(check: Promise<unknown>, call: Call<Context>): Promise<unknown> {
  if (isOver) return check;
  const one = { call, test: testOf(call.context) };
  const onTaken = () => void open.delete(one);
  open.add(one);
  // what was complained of has no outcome: a rejection after the end of the file would take the process down
  const outcome = check.finally(() => (complainedOf.has(one) ? never : undefined));
  if (call.context.promise === '') return watched({ check: outcome, runner: call.runner, onTaken });
  // after `.resolves` it is Jest that takes it up, and the test is given another promise: that one ends with the check
  outcome.then(onTaken, onTaken);
  return outcome;
}

/** Fails the test that ends if it has left checks unawaited. */
export function endTest(name: string | undefined): void {
  complainOf([...open].filter(({ test }) => test === name));
}

/** Fails the file if checks are left that belong to no test, or to a concurrent one, after which Jest runs no hook. */
export function endFile(): void {
  isOver = true;
  complainOf([...open]);
}

function complainOf(unawaited: readonly OpenCheck[]): void {
  if (unawaited.length === 0) return;
  for (const one of unawaited) {
    open.delete(one);
    complainedOf.add(one);
  }
  const [{ call, test }] = unawaited;
  const { isNot = false, promise = '' } = call.context;
  const message = formatUnawaited({
    matcher: call.matcher,
    isNot,
    promise,
    test,
    others: unawaited.length - 1,
  });
  const error = new Error(message);
  if (call.callSite !== '') error.stack = `Error: ${message}\n${call.callSite}`;
  throw error;
}

function testOf({ currentConcurrentTestName, currentTestName }: Context): string | undefined {
  return currentConcurrentTestName?.() ?? currentTestName;
}
