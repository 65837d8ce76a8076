import type { Call } from '../entry/guard.ts';
import {
  type AssertionContext,
  type OpenCheck,
  openPromise,
  unawaitedError,
} from '../entry/unawaited.ts';

/** The part of a Jest matcher's context that is used here. */
interface Context extends AssertionContext {
  readonly currentTestName?: string;
  readonly currentConcurrentTestName?: () => string | undefined;
}

const open = new Set<OpenCheck>();
const complainedOf = new WeakSet<OpenCheck>();
let isOver = false;

/** Keeps account of a check until somebody takes it up. */
export function account(check: Promise<unknown>, call: Call<Context>): Promise<unknown> {
  if (isOver) return check;
  const one: OpenCheck = {
    call,
    test: testOf(call.context),
    onTaken: () => void open.delete(one),
    isGivenUp: () => complainedOf.has(one),
  };
  open.add(one);
  return openPromise(check, one);
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
  throw unawaitedError(unawaited);
}

function testOf({ currentConcurrentTestName, currentTestName }: Context): string | undefined {
  return currentConcurrentTestName?.() ?? currentTestName;
}
