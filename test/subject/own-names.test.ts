import { expect, test } from 'vitest';
import { ownNames } from '../../src/subject/own-names.ts';

const mark = Symbol('mark');

test('members that are hidden or symbols are among them', () => {
  const object = { a: 1, 7: 2, [mark]: 3 };
  Object.defineProperty(object, 'hidden', { value: 4 });
  expect(ownNames(object)).toEqual(['7', 'a', 'hidden', mark]);
});

test.each([
  ['an array', [1, 2, 3]],
  ['an array of nothing', []],
  ['holes', Object.assign(new Array(4), { 1: 2 })],
  ['a typed array', Float32Array.of(1, 2)],
  ['an array with a length of its own kind', Object.assign([1], { '01': 2 })],
])('%s: neither items nor the length', (_, array) => {
  const before = Object.keys(array).includes('01') ? ['01'] : [];
  expect(ownNames(Object.assign(array, { rows: 3, [mark]: 1 }))).toEqual([...before, 'rows', mark]);
});

test('of a large array only the symbols, which do not have to be searched for', () => {
  const large = Object.assign(new Float64Array(2 ** 16 + 1), { rows: 3, [mark]: 1 });
  expect(ownNames(large)).toEqual([mark]);
});
