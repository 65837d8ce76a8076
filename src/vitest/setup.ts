import { afterAll, beforeEach, expect } from 'vitest';
import { guarded } from '../entry/guard.ts';
import { gradientMatchers } from '../matchers.ts';
import { followLimits } from '../options/test-limits.ts';
import { attachPages } from './attach.ts';
import { enterTest, holdOpen } from './guard.ts';
import { limitsOf, startAttempt } from './limits.ts';
import { tallyFile } from './tally.ts';
import { accountForUnchecked, announceOff } from './unchecked.ts';

/** Registers the matchers, and what goes with them, for one test file. */
export function setUp(): void {
  expect.extend(guarded(gradientMatchers, holdOpen));
  followLimits(limitsOf);
  tallyFile();
  attachPages();
  announceOff();
  beforeEach(({ task }) => {
    enterTest(task);
    startAttempt(task);
  });
  afterAll(accountForUnchecked);
}
