import { afterAll, afterEach, expect } from '@jest/globals';
import { guarded } from '../entry/guard.ts';
import { gradientMatchers } from '../matchers.ts';
import { followLimits } from '../options/test-limits.ts';
import { limitsOf } from './limits.ts';
import { tallyFile } from './tally.ts';
import { account, endFile, endTest } from './unawaited.ts';
import { accountForUnchecked } from './unchecked.ts';

/** Registers the matchers, and what goes with them, for one test file. */
export function setUp(): void {
  expect.extend(guarded(gradientMatchers, account));
  followLimits(limitsOf);
  tallyFile();
  afterEach(() => endTest(expect.getState().currentTestName));
  afterAll(accountForUnchecked);
  afterAll(endFile);
}
