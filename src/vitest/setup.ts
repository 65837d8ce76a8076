import type * as vitest from 'vitest';
import { guarded } from '../entry/guard.ts';
import { gradientMatchers } from '../matchers.ts';
import { followLimits } from '../options/test-limits.ts';
import { attachPages } from './attach.ts';
import { REPORTER_KEY } from './channel.ts';
import { enterTest, holdOpen } from './guard.ts';
import { limitsOf, startAttempt } from './limits.ts';
import { tallyFile } from './tally.ts';
import { accountForUnchecked, announceOff } from './unchecked.ts';

/** What is used of Vitest; given by the entry, which alone imports it. */
export type Vitest = Pick<
  typeof vitest,
  'afterAll' | 'afterEach' | 'beforeEach' | 'expect' | 'inject'
>;

/** Registers the matchers, and what goes with them, for one test file. */
export function setUp({ afterAll, afterEach, beforeEach, expect, inject }: Vitest): void {
  expect.extend(guarded(gradientMatchers, holdOpen));
  followLimits(limitsOf);
  const isCounted = inject(REPORTER_KEY as never) === true;
  if (isCounted) tallyFile({ afterEach, beforeEach });
  attachPages(beforeEach);
  if (!isCounted) announceOff();
  beforeEach(({ task }) => {
    enterTest(task);
    startAttempt(task);
  });
  if (!isCounted) afterAll(accountForUnchecked);
}
