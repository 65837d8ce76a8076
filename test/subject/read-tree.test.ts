import { expect, test } from 'vitest';
import { readTree, type TreeRules } from '../../src/subject/read-tree.ts';
import { arraysOf } from '../../src/subject/tree.ts';
import { thrown } from './thrown.ts';

const RULES: TreeRules = { name: 'at', root: '', bare: 'x', remedy: 'close over it instead' };

const variables = (value: unknown, rules = RULES) =>
  arraysOf(readTree({ root: value }, rules)).map(({ path, cells }) =>
    [path, ...cells.shape].join(' '),
  );

const rejects = (value: unknown) => thrown(() => readTree({ root: value }, RULES));

test('a bare array is called x, a container by its keys', () => {
  expect(variables(3)).toEqual(['x']);
  expect(
    variables([
      [1, 2, 3],
      [4, 5, 6],
    ]),
  ).toEqual(['x 2 3']);
  expect(variables({ W: [[1, 2]], b: 0.5 })).toEqual(['W 1 2', 'b']);
  expect(variables([{ W: [1] }, { W: [2] }])).toEqual(['[0].W 1', '[1].W 1']);
  expect(variables({ layers: [{ bias: [1] }, {}, { bias: [2, 3] }] })).toEqual([
    'layers[0].bias 1',
    'layers[2].bias 2',
  ]);
  expect(variables({ T: { data: Float32Array.of(1, 2), shape: [2, 1] } })).toEqual(['T 2 1']);
});

test('ragged lists of arrays, and lists of typed arrays, are lists of variables', () => {
  expect(variables([[1, 2], [3]])).toEqual(['[0] 2', '[1] 1']);
  expect(variables([Float64Array.of(1), Float64Array.of(2)])).toEqual(['[0] 1', '[1] 1']);
  expect(variables([Float64Array.of(1), 0.5])).toEqual(['[0] 1', '[1]']);
});

test('the same array twice is two variables', () => {
  const shared = [1, 2];
  expect(variables({ a: shared, b: shared })).toEqual(['a 2', 'b 2']);
});

test('what is no finite number is named with the expression that reaches it', () => {
  expect(rejects({ W: [1, 2, 3, Number.NaN] })).toBe(
    'RangeError: `at.W[3]` must be a finite number, got NaN',
  );
  expect(
    rejects([
      [1, 2],
      [3, -Infinity],
    ]),
  ).toBe('RangeError: `at[1][1]` must be a finite number, got -Infinity');
  expect(rejects({ T: { data: [1, Infinity], shape: [2, 1] } })).toBe(
    'RangeError: `at.T.data[1]` must be a finite number, got Infinity',
  );
  expect(rejects({ T: { data: [1, 'a'], shape: [2] } })).toBe(
    'TypeError: `at.T.data[1]` must be a number, got "a"',
  );
  expect(rejects(Number.NaN)).toBe('RangeError: `at` must be a finite number, got NaN');
});

test.each<[unknown, string]>([
  [[], 'RangeError: `at` must hold at least one number, got an empty array'],
  [{}, 'RangeError: `at` must hold at least one number, got {}'],
  [{ a: {}, b: [{}] }, 'RangeError: `at` must hold at least one number, got { a, b }'],
  [{ W: [1], b: [] }, 'RangeError: `at.b` must hold at least one number, got an empty array'],
  [new Float64Array(0), 'RangeError: `at` must hold at least one number, got an empty array'],
])('%o is empty', (value, message) => {
  expect(rejects(value)).toBe(message);
});

const LAW =
  'must be a number, an array of numbers, { data, shape }, or a record or list of those, got';

class Parameter {
  weights = 'none';
}

test.each<[unknown, string]>([
  ['abc', `TypeError: \`at\` ${LAW} "abc"`],
  [null, `TypeError: \`at\` ${LAW} null`],
  [{ name: 'dense' }, `TypeError: \`at.name\` ${LAW} "dense"; close over it instead`],
  [{ a: { b: true } }, `TypeError: \`at.a.b\` ${LAW} true; close over it instead`],
  [{ a: undefined }, `TypeError: \`at.a\` ${LAW} undefined; close over it instead`],
  [[1, null], `TypeError: \`at[1]\` ${LAW} null; close over it instead`],
  [{ f: Math.tanh }, `TypeError: \`at.f\` ${LAW} function tanh; close over it instead`],
  [[3n], `TypeError: \`at[0]\` ${LAW} 3n; convert it with Number()`],
  [Promise.resolve([1]), `TypeError: \`at\` ${LAW} a promise; await it first`],
  [{ W: Promise.resolve([1]) }, `TypeError: \`at.W\` ${LAW} a promise; await it first`],
  [new Map([['W', 1]]), `TypeError: \`at\` ${LAW} Map(1); pass the arrays it holds`],
  [{ s: new Set([1]) }, `TypeError: \`at.s\` ${LAW} Set(1); pass the arrays it holds`],
  [
    { p: new Parameter() },
    `TypeError: \`at.p\` ${LAW} Parameter { weights }; pass the arrays it holds`,
  ],
])('%o is no tree of numbers', (value, message) => {
  expect(rejects(value)).toBe(message);
});

test.each<[unknown, string]>([
  [
    Int32Array.of(1),
    'TypeError: `at` must hold floating-point numbers, got Int32Array(1); use Float64Array',
  ],
  [
    { i: Uint8Array.of(1, 2) },
    'TypeError: `at.i` must hold floating-point numbers, got Uint8Array(2); use Float64Array, or close over it instead',
  ],
  [
    { i: BigInt64Array.of(1n) },
    'TypeError: `at.i` must hold floating-point numbers, got BigInt64Array(1); use Float64Array, or close over it instead',
  ],
  [
    { T: { data: Int32Array.of(1), shape: [1] } },
    'TypeError: `at.T` must hold floating-point numbers, got Int32Array(1); use Float64Array, or close over it instead',
  ],
  [
    { T: { data: [1, 2, 3], shape: [2, 2] } },
    'RangeError: `at.T` must have a shape that multiplies to its 3 numbers, got shape [2, 2]',
  ],
  [
    [1, [2]],
    'TypeError: `at` must be a rectangular array of numbers or a list of arrays, got numbers and arrays side by side',
  ],
])('%o has the wrong kind of array', (value, message) => {
  expect(rejects(value)).toBe(message);
});

test('sparse arrays are rejected at the hole', () => {
  const sparse = [1, 2, 3];
  delete sparse[1];
  expect(rejects({ W: sparse })).toBe(
    'TypeError: `at.W[1]` must be a number, got a hole in a sparse array',
  );
  expect(rejects(new Array(1_000_000_000))).toBe(
    'TypeError: `at[0]` must be a number, got a hole in a sparse array',
  );
});

test('cycles are rejected where they close', () => {
  const record: Record<string, unknown> = { a: 1 };
  record.b = { back: record };
  const list: unknown[] = [];
  list.push(list, list);
  expect(rejects(record)).toBe('TypeError: `at.b.back` must not contain itself, got a cycle');
  expect(rejects(list)).toBe('TypeError: `at[0]` must not contain itself, got a cycle');
});

test('rules may let any number and integer arrays through', () => {
  expect(variables([Number.NaN, Infinity], { ...RULES, anyNumber: true })).toEqual(['x 2']);
  expect(variables({ tokens: Int32Array.of(1), mask: [1] }, { ...RULES, integers: true })).toEqual([
    'mask 1',
  ]);
  expect(variables(Int32Array.of(1), { ...RULES, integers: true })).toEqual([]);
});
