import { expect, test } from 'vitest';
import { alignInOrder } from '../../src/numeric/alignment.ts';

const places = (shorter: readonly number[], longer: readonly number[]) =>
  alignInOrder({
    shorter: shorter.length,
    longer: longer.length,
    cost: ({ short, long }) => Math.abs(shorter[short] - longer[long]),
  });

test.each([
  [
    [1, 2, 3, 4],
    [0, 1, 2, 3],
  ],
  [
    [2, 3, 4],
    [1, 2, 3],
  ],
  [
    [1, 2, 3],
    [0, 1, 2],
  ],
  [
    [1, 3, 4],
    [0, 2, 3],
  ],
  [
    [1, 4],
    [0, 3],
  ],
  [
    [1.1, 2.9],
    [0, 2],
  ],
  [[4], [3]],
  [[], []],
])('%j in 1, 2, 3, 4 are those at %j', (shorter, expected) => {
  expect(places(shorter, [1, 2, 3, 4])).toEqual(expected);
});

test('the order is kept, even where another would fit better', () => {
  expect(places([4, 1], [1, 2, 3, 4])).toEqual([0, 1]);
});
