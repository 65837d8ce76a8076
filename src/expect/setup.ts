import type { expect } from 'expect';
import { guarded } from '../entry/guard.ts';
import { gradientMatchers } from '../matchers.ts';

/** Registers the matchers. */
export function setUp(runners: Pick<typeof expect, 'extend'>): void {
  runners.extend(guarded(gradientMatchers));
}
