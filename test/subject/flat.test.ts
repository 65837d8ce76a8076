import { expect, test } from 'vitest';
import { flatView } from '../../src/subject/flat.ts';
import { readTree } from '../../src/subject/read-tree.ts';
import { arraysOf } from '../../src/subject/tree.ts';

const flat = (root: unknown) => flatView(arraysOf(readTree({ root }, { name: 'at', root: '' })));

test('variables lie one after the other in the order of the keys', () => {
  const view = flat({ W: [[1, 2, 3]], b: 4, T: { data: Float32Array.of(5, 6), shape: [2, 1] } });
  expect(view.size).toBe(6);
  expect(view.variables).toEqual([
    { path: 'W', shape: [1, 3], dtype: 'float64', size: 3, offset: 0 },
    { path: 'b', shape: [], dtype: 'float64', size: 1, offset: 3 },
    { path: 'T', shape: [2, 1], dtype: 'float32', size: 2, offset: 4 },
  ]);
  expect([0, 1, 2, 3, 4, 5].map(view.read)).toEqual([1, 2, 3, 4, 5, 6]);
});

test('every coordinate of many variables finds its own number', () => {
  const point = Array.from({ length: 17 }, (_, k) => ({ w: [k, k + 0.5] }));
  const view = flat(point);
  for (let k = 0; k < view.size; k++) expect(view.read(k)).toBe(k / 2);
});

test('a written number is rounded to the format it is stored in', () => {
  const point = { a: [0], b: Float32Array.of(0), c: 0 };
  const view = flat(point);
  for (const k of [0, 1, 2]) view.write(k, 0.1);
  expect(point).toEqual({ a: [0.1], b: Float32Array.of(0.1), c: 0.1 });
  expect([0, 1, 2].map(view.read)).toEqual([0.1, Math.fround(0.1), 0.1]);
});
