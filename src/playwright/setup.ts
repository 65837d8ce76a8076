import type * as playwright from '@playwright/test';
import { guarded } from '../entry/guard.ts';
import { gradientMatchers } from '../matchers.ts';
import { followLimits } from '../options/test-limits.ts';
import { limitsOf } from './limits.ts';
import { accountTo } from './unawaited.ts';

/** What is used of Playwright Test; given by the entry, which alone imports it. */
export type Playwright = Pick<typeof playwright, 'expect' | 'test'>;

/** Registers the matchers, and what goes with them. */
export function setUp({ expect, test }: Playwright): void {
  expect.extend(guarded(gradientMatchers, accountTo(test)));
  followLimits(() => limitsOf(test));
}
