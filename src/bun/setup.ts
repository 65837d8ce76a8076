import type { expect } from 'bun:test';
import { blockingMatchers } from './blocking.ts';

/** Registers the matchers. */
export function setUp(runners: Pick<typeof expect, 'extend'>): void {
  runners.extend(blockingMatchers);
}
