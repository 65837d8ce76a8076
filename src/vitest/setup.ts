import { afterAll, beforeEach, expect } from 'vitest';
import { gradientMatchers } from '../matchers.ts';
import { enterTest, guarded } from './guard.ts';
import { accountForUnchecked, announceOff } from './unchecked.ts';

/** Registers the matchers, and what goes with them, for one test file. */
export function setUp(): void {
  expect.extend(guarded(gradientMatchers));
  announceOff();
  beforeEach(({ task }) => enterTest(task));
  afterAll(accountForUnchecked);
}
