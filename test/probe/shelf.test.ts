import { expect, test } from 'vitest';
import { emptyShelf, keptOn } from '../../src/probe/shelf.ts';

test('a direction of the same numbers is the same array', () => {
  const shelf = emptyShelf();
  const one = Float64Array.of(1, 0, -2);
  expect(keptOn(shelf, one)).toBe(one);
  expect(keptOn(shelf, one.slice())).toBe(one);
});

test('one of others is not', () => {
  const shelf = emptyShelf();
  keptOn(shelf, Float64Array.of(1, 0, -2));
  const other = Float64Array.of(1, -2, 0);
  expect(keptOn(shelf, other)).toBe(other);
});

test('what does not fit any more is not kept', () => {
  const shelf = emptyShelf();
  keptOn(shelf, new Float64Array(2 ** 22 - 1));
  keptOn(shelf, Float64Array.of(1, 2));
  const again = Float64Array.of(1, 2);
  expect(keptOn(shelf, again)).toBe(again);
  expect(shelf.held).toBe(2 ** 22 - 1);
});
