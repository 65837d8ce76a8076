import { afterAll, afterEach, expect } from '@jest/globals';
import { guarded } from '../entry/guard.ts';
import { gradientMatchers } from '../matchers.ts';
import { account, endFile, endTest } from './unawaited.ts';

/** Registers the matchers, and what goes with them, for one test file. */
export function setUp(): void {
  expect.extend(guarded(gradientMatchers, account));
  afterEach(() => endTest(expect.getState().currentTestName));
  afterAll(endFile);
}
