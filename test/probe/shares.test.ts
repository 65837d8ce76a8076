import { expect, test } from 'vitest';
import { fairLimit } from '../../src/probe/shares.ts';

test.each([
  ['what others need is left to them', { from: 0, to: 100 }, [10, 20], 70],
  ['where that is too much, all have the same', { from: 0, to: 90 }, [500, 500], 30],
  ['one that needs little does not get more', { from: 0, to: 90 }, [500, 3], 57],
  ['what was spent before counts for nobody', { from: 60, to: 90 }, [500, 500], 70],
  ['nobody else: all of it', { from: 5, to: 9 }, [], 9],
  ['without a limit there is none', { from: 0, to: Number.POSITIVE_INFINITY }, [10], Infinity],
  ['beyond the end nothing is left to share', { from: 20, to: 10 }, [5], 10],
])('%s', (_, span, needs, limit) => {
  expect(fairLimit(span, needs)).toBe(limit);
});
