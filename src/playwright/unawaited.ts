import type { test as playwrightTest, TestInfo } from '@playwright/test';
import type { Keeper } from '../entry/guard.ts';
import {
  type AssertionContext,
  type OpenCheck,
  openPromise,
  unawaitedError,
} from '../entry/unawaited.ts';

type Test = typeof playwrightTest;

/**
 * Counts a check as a failure of its test until somebody takes it up.
 *
 * A file that is loaded by the configuration cannot have hooks: nothing tells it when a test ends.
 */
export function accountTo(test: Test): Keeper<AssertionContext> {
  return (check, call) => {
    const info = currentTest(test);
    if (info === undefined) return check;
    const one: OpenCheck = {
      call,
      test: info.title,
      onTaken: () => withdraw(complaint, info),
      isGivenUp: () => false,
    };
    const { message, stack = message } = unawaitedError([one]);
    const complaint = { message, stack };
    info.errors.push(complaint);
    if (info.status === 'passed') info.status = 'failed';
    return openPromise(check, one);
  };
}

function withdraw(complaint: TestInfo['errors'][number], info: TestInfo): void {
  const index = info.errors.indexOf(complaint);
  if (index < 0) return;
  info.errors.splice(index, 1);
  if (info.errors.length === 0 && info.status === 'failed') info.status = 'passed';
}

function currentTest(test: Test): TestInfo | undefined {
  try {
    return test.info();
  } catch {
    return undefined;
  }
}
