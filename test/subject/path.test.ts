import { expect, test } from 'vitest';
import { coordinateName, isNamed, memberPath } from '../../src/subject/path.ts';

test.each([
  ['', 'W', 'W'],
  ['layers[2]', 'bias', 'layers[2].bias'],
  ['layers', 2, 'layers[2]'],
  ['', 0, '[0]'],
  ['', 'dense/kernel', '["dense/kernel"]'],
  ['θ', 'σ²', 'θ["σ²"]'],
  ['', 'θ', 'θ'],
  ['a', '0', 'a["0"]'],
])('memberPath(%o, %o) is %s', (path, key, expected) => {
  expect(memberPath(path, key)).toBe(expected);
});

test.each([
  ['W[2,3]', { path: 'W', indices: ['2', '3'] }],
  ['layers[2].W[ 0, 1 ]', { path: 'layers[2].W', indices: ['0', '1'] }],
  ['[1][4]', { path: '[1]', indices: ['4'] }],
  ['["a b"][0]', { path: '["a b"]', indices: ['0'] }],
  ['W', undefined],
  ['[1]', undefined],
  ['x["0"]', undefined],
])('coordinateName(%o) is %o', (name, expected) => {
  expect(coordinateName(name)).toEqual(expected);
});

test('isNamed() knows a path by its own name and by those of its coordinates', () => {
  expect(['W', 'W[2,3]', 'W2', 'layers.W', 'W.x'].map((name) => isNamed('W', [name]))).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});
