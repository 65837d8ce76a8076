import { expect, test } from 'vitest';
import { arrived } from '../../src/subject/arrived.ts';
import { shapeText } from '../../src/subject/cells.ts';
import { className } from '../../src/subject/kinds.ts';

class Dense {
  W = [1];
  b = [2];
}

test.each<[unknown, string]>([
  [undefined, 'undefined'],
  [null, 'null'],
  [Number.NaN, 'NaN'],
  [-0, '-0'],
  [true, 'true'],
  ['relu', '"relu"'],
  ['x'.repeat(50), `"${'x'.repeat(40)}…"`],
  [3n, '3n'],
  [Symbol('s'), 'Symbol(s)'],
  [function relu() {}, 'function relu'],
  [
    (
      () => () =>
        1
    )(),
    'a function',
  ],
  [[], 'an empty array'],
  [[1, 2], 'an array of length 2'],
  [Float32Array.of(1, 2), 'Float32Array(2)'],
  [BigInt64Array.of(1n), 'BigInt64Array(1)'],
  [new DataView(new ArrayBuffer(8)), 'DataView(8)'],
  [new Map([[1, 2]]), 'Map(1)'],
  [new Set(), 'Set(0)'],
  [Promise.resolve(), 'a promise'],
  [(function* () {})(), 'Generator {}'],
  [[1].values(), 'Array Iterator {}'],
  [{}, '{}'],
  [{ W: 1, b: 2 }, '{ W, b }'],
  [Object.create(null), '{}'],
  [new Dense(), 'Dense { W, b }'],
  [
    Object.fromEntries('abcdefghij'.split('').map((key) => [key, 1])),
    '{ a, b, c, d, e, f, g, h, … }',
  ],
])('arrived(%o) is %s', (value, text) => {
  expect(arrived(value)).toBe(text);
});

test('className() is empty for plain records', () => {
  expect([className(new Dense()), className({}), className(Object.create(null))]).toEqual([
    'Dense',
    '',
    '',
  ]);
});

test('shapeText() writes a shape as a list', () => {
  expect([shapeText([2, 3]), shapeText([])]).toEqual(['[2, 3]', '[]']);
});
