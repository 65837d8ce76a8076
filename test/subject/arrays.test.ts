import { expect, test } from 'vitest';
import { asArray, tensorFault } from '../../src/subject/arrays.ts';
import { indexAt, valuesOf } from '../../src/subject/cells.ts';

const summary = (value: unknown, rows?: 'typed') => {
  const cells = asArray(value, rows);
  return cells && [cells.shape, cells.dtype, ...valuesOf(cells)];
};

test('asArray() finds shape, format and numbers in row-major order', () => {
  expect(summary([1, 2])).toEqual([[2], 'float64', 1, 2]);
  const cube = [
    [[1], [2], [3]],
    [[4], [5], [6]],
  ];
  expect(summary(cube)).toEqual([[2, 3, 1], 'float64', 1, 2, 3, 4, 5, 6]);
  expect(summary(Float32Array.of(1, 2))).toEqual([[2], 'float32', 1, 2]);
  expect(summary({ data: Float32Array.of(1, 2), shape: [2, 1] })).toEqual([
    [2, 1],
    'float32',
    1,
    2,
  ]);
  expect(summary({ data: [7], shape: [] })).toEqual([[], 'float64', 7]);
});

test('asArray() finds nothing in what does not fit together', () => {
  const cyclic: unknown[] = [];
  cyclic.push(cyclic, cyclic);
  const others = [[[1, 2], [3]], [1, [2]], [1, 'a'], { data: [1], shape: [2] }, 'abc', {}, cyclic];
  expect(others.map((value) => summary(value))).toEqual(others.map(() => undefined));
});

test('rows of typed arrays are one array only where that is asked for', () => {
  const rows = [Float32Array.of(1, 2), Float64Array.of(3, 4)];
  expect(summary(rows)).toBe(undefined);
  expect(summary(rows, 'typed')).toEqual([[2, 2], 'float32', 1, 2, 3, 4]);
});

test('writing goes to the array itself, rounded to its format', () => {
  const matrix = [
    [1, 2],
    [3, 4],
  ];
  asArray(matrix)?.write(2, 0.1);
  expect(matrix).toEqual([
    [1, 2],
    [0.1, 4],
  ]);
  const data = Float32Array.of(1, 2);
  const cells = asArray({ data, shape: [2] });
  cells?.write(1, 0.1);
  expect([cells?.read(1), data[1]]).toEqual([Math.fround(0.1), Math.fround(0.1)]);
});

test.each([
  [{ data: [1, 2], shape: [2, 1] }, undefined],
  [
    { data: [1, 2, 3], shape: [2, 2] },
    'must have a shape that multiplies to its 3 numbers, got shape [2, 2]',
  ],
  [{ data: [1], shape: [-1] }, 'must have sizes that are non-negative integers, got shape [-1]'],
  [{ data: Int32Array.of(1), shape: [1] }, 'must hold floating-point numbers, got Int32Array(1)'],
  [{ data: [1, 2, 3, 4], shape: [2, 2], stride: [2, 1] }, undefined],
  [{ data: [1, 2, 3, 4], shape: [2, 2], strides: [16, 8] }, undefined],
  [{ data: [1, 2, 3, 4], shape: [2, 2], strides: [2] }, undefined],
  [{ data: [1, 2, 3], shape: [3, 1], stride: [1, 3] }, undefined],
  [
    { data: [1, 2, 3, 4], shape: [2, 2], stride: [1, 3] },
    'must lie within its 4 numbers, got stride [1, 3] and offset 0 for shape [2, 2]',
  ],
])('tensorFault(%o) is %o', (tensor, fault) => {
  expect(tensorFault(tensor)).toBe(fault);
});

test('indexAt() counts along the last axis first', () => {
  const entries = [0, 1, 2, 3, 4, 5];
  expect(entries.map((entry) => indexAt({ shape: [2, 3], entry }).join())).toEqual([
    '0,0',
    '0,1',
    '0,2',
    '1,0',
    '1,1',
    '1,2',
  ]);
});
