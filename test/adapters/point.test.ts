import { expect, test } from 'vitest';
import { type ArrayKind, holds, partsOf, readPoint } from '../../src/adapters/point.ts';

/** Arrays of a library that there is none of. */
class Grid {
  constructor(
    readonly shape: readonly number[],
    readonly dtype = 'float32',
  ) {}
}

const grids: ArrayKind<Grid> = {
  name: 'a grid',
  is: (value): value is Grid => value instanceof Grid,
  shapeOf: ({ shape }) => shape,
  dtypeOf: ({ dtype }) => (dtype === 'float32' ? dtype : undefined),
};

const AT = { name: 'at', bare: 'x', root: '' };
const read = (value: unknown) => readPoint(value, AT, grids);
const pathsOf = (value: unknown) => read(value).leaves.map(({ path }) => path);

test('arrays are called by where they are', () => {
  const g = new Grid([2]);
  expect(pathsOf(g)).toEqual(['x']);
  expect(pathsOf([g, [g]])).toEqual(['[0]', '[1][0]']);
  expect(pathsOf({ a: g, 'b c': { d: [g] } })).toEqual(['a', '["b c"].d[0]']);
});

test('what is laid out is built again, around other arrays', () => {
  const g = new Grid([2]);
  expect(read({ a: g, b: [g, g] }).build([1, 2, 3])).toEqual({ a: 1, b: [2, 3] });
});

test('what is no array is named, also where a tree contains itself', () => {
  const g = new Grid([2]);
  const cycle: unknown[] = [g];
  cycle.push(cycle);
  expect(holds(cycle, grids)).toBe(true);
  expect(() => read(cycle)).toThrow(
    new TypeError('`at[1]` must be a grid, like the others, got an array of length 2'),
  );
  const endless: Record<string, unknown> = {};
  endless.again = endless;
  expect(holds(endless, grids)).toBe(false);
  expect(holds([[1, 2], [3]], grids)).toBe(false);
});

test('a gradient is taken apart like the point, without the integers in it', () => {
  const point = read({ a: new Grid([2]), k: new Grid([3], 'int32') });
  expect(partsOf(point, { a: [1, 2], k: null })).toEqual({
    a: { data: Float64Array.of(1, 2), shape: [2] },
  });
  expect(() => partsOf(point, { a: [1, 2] })).toThrow(
    new TypeError('the gradient must have the same keys as the point, but has no `k`'),
  );
});

test('the gradient of an only argument may come without a list around it', () => {
  const point = read([{ a: new Grid([1]) }]);
  const expected = { '[0].a': { data: Float64Array.of(7), shape: [1] } };
  expect(partsOf(point, [{ a: [7] }])).toEqual(expected);
  expect(partsOf(point, { a: [7] })).toEqual(expected);
});
