import { expect, test } from 'vitest';
import { watchAliasing } from '../../src/subject/aliasing.ts';
import { fitGradient } from '../../src/subject/fit-gradient.ts';
import { readTree } from '../../src/subject/read-tree.ts';
import { arraysOf } from '../../src/subject/tree.ts';

const watch = (point: unknown) => {
  const tree = readTree({ root: point }, { name: 'at', root: '' });
  const aliasing = watchAliasing(arraysOf(tree));
  return (gradient: unknown) => aliasing(fitGradient(tree, gradient));
};

test('arrays of its own, new each time, are silent', () => {
  const look = watch({ W: [[1, 2]], b: Float64Array.of(1) });
  const gradient = () => ({ W: [[1, 2]], b: Float64Array.of(1) });
  expect(look(gradient())).toEqual({ aliasesPoint: [], reused: [] });
  expect(look(gradient())).toEqual({ aliasesPoint: [], reused: [] });
});

test('the very array of the point, or one of its rows, is an alias', () => {
  const point = { W: [[1], [2]], b: [3], T: { data: Float64Array.of(1), shape: [1] }, c: 1 };
  expect(watch(point)(point).aliasesPoint).toEqual(['W', 'b', 'T']);
  const swapped = { W: [[1], point.b], b: [3], T: [1], c: 1 };
  expect(watch(point)(swapped).aliasesPoint).toEqual(['W']);
});

test('another view of the same memory is an alias only where the two overlap', () => {
  const memory = new ArrayBuffer(64);
  const point = { w: new Float64Array(memory, 0, 2) };
  const look = watch(point);
  expect(look({ w: new Float64Array(memory, 8, 2) }).aliasesPoint).toEqual(['w']);
  expect(look({ w: new Float32Array(memory, 0, 2) }).aliasesPoint).toEqual(['w']);
  expect(look({ w: new Float64Array(memory, 16, 2) }).aliasesPoint).toEqual([]);
});

test('an array that came in before is reused, from the second time on', () => {
  const look = watch({ W: [[1], [2]], b: [3] });
  const b = [0];
  expect(look({ W: [[1], [2]], b }).reused).toEqual([]);
  expect(look({ W: [[1], [2]], b }).reused).toEqual(['b']);
  expect(look({ W: [[1], b], b: [1] }).reused).toEqual(['W']);
});

test('one array for two variables of the same call is not reused', () => {
  const shared = [1];
  expect(watch({ a: [1], b: [2] })({ a: shared, b: shared }).reused).toEqual([]);
});
