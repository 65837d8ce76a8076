import type * as jest from '@jest/globals';
import { guarded } from '../entry/guard.ts';
import { gradientMatchers } from '../matchers.ts';
import { followLimits } from '../options/test-limits.ts';
import { limitsOf } from './limits.ts';
import { tallyFile } from './tally.ts';
import { account, endFile, endTest } from './unawaited.ts';
import { accountForUnchecked } from './unchecked.ts';

/** What is used of Jest; given by the entry, which alone imports it. */
export type Jest = Pick<typeof jest, 'afterAll' | 'afterEach' | 'beforeEach' | 'expect'>;

/** Registers the matchers, and what goes with them, for one test file. */
export function setUp({ afterAll, afterEach, beforeEach, expect }: Jest): void {
  expect.extend(guarded(gradientMatchers, account));
  followLimits(limitsOf);
  tallyFile({ afterEach, beforeEach, expect });
  afterEach(() => endTest(expect.getState().currentTestName));
  afterAll(accountForUnchecked);
  afterAll(endFile);
}
