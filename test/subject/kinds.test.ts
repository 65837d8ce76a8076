import { createContext, runInContext } from 'node:vm';
import { expect, test } from 'vitest';
import {
  floatFormat,
  isIntegerArray,
  isNumberRow,
  isRecord,
  isTensor,
} from '../../src/subject/kinds.ts';

const elsewhere = createContext({});
const foreign = (code: string): unknown => runInContext(code, elsewhere);

test('kinds are told apart across realms', () => {
  const array = foreign('Float32Array.of(1)');
  expect(array instanceof Float32Array).toBe(false);
  expect(floatFormat(array)).toBe('float32');
  expect(isIntegerArray(foreign('BigInt64Array.of(1n)'))).toBe(true);
  expect(isRecord(foreign('({ a: 1 })'))).toBe(true);
  expect(isNumberRow(foreign('[1, 2]'))).toBe(true);
  expect(isTensor(foreign('({ data: Float64Array.of(1), shape: [1] })'))).toBe(true);
});

test('a record is a plain object, not an instance, an array or a map', () => {
  class Point {
    x = 1;
  }
  expect([{}, Object.create(null), new Point(), [], new Map(), null].map(isRecord)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});

test('a typed array is what it is, whatever its class calls itself', () => {
  const named = (array: object) =>
    Object.defineProperty(array, Symbol.toStringTag, { value: 'Matrix' });
  expect(floatFormat(named(Float32Array.of(1)))).toBe('float32');
  expect(isIntegerArray(named(Float64Array.of(1)))).toBe(false);
  expect(isIntegerArray(named(Int8Array.of(1)))).toBe(true);
  const pretender = { [Symbol.toStringTag]: 'Float64Array', length: 1, 0: 1 };
  expect([floatFormat(pretender), isIntegerArray(pretender)]).toEqual([undefined, false]);
});

test('a DataView is an array of nothing', () => {
  const view = new DataView(new ArrayBuffer(8));
  expect([floatFormat(view), isIntegerArray(view)]).toEqual([undefined, false]);
});

test('a row with a hole is no row of numbers', () => {
  const sparse = [1, 2, 3];
  delete sparse[1];
  expect([isNumberRow(sparse), isNumberRow([1, 2]), isNumberRow([])]).toEqual([false, true, true]);
});

test('{ data, shape } is a tensor by its outline, whatever is wrong inside', () => {
  const tensors = [
    { data: [1, 2], shape: [5] },
    { data: Int32Array.of(1), shape: [1] },
    { data: ['a'], shape: Int32Array.of(1) },
  ];
  const records = [
    { data: [[1]], shape: [1] },
    { data: [1], shape: 1 },
    { data: () => [1], shape: [1] },
    { data: [1], shape: ['a'] },
  ];
  expect(tensors.map(isTensor)).toEqual([true, true, true]);
  expect(records.map(isTensor)).toEqual([false, false, false, false]);
});
