import { createContext, runInContext } from 'node:vm';
import { expect, test } from 'vitest';
import { fitGradient } from '../../src/subject/fit-gradient.ts';
import { readTree } from '../../src/subject/read-tree.ts';
import { readingOf } from '../../src/subject/reading.ts';
import { thrown } from './thrown.ts';

const fitTo = (point: unknown, gradient: unknown) => {
  const tree = readTree({ root: point }, { name: 'at', root: '', bare: 'x' });
  return fitGradient(tree, gradient);
};
const values = (point: unknown, gradient: unknown) => [
  ...readingOf(fitTo(point, gradient), { aliasesPoint: [], reused: [] }).values,
];
const misfit = (point: unknown, gradient: unknown) => thrown(() => fitTo(point, gradient));

const W = [
  [1, 2, 3],
  [4, 5, 6],
];
const POINT = { W, b: [7] };

test('a gradient may be in any kind of array of the right shape', () => {
  const rows = [Float32Array.of(1, 2, 3), Float32Array.of(4, 5, 6)];
  const tensor = { data: Float64Array.of(1, 2, 3, 4, 5, 6), shape: [2, 3] };
  const foreign: unknown = runInContext(
    '({ W: [[1, 2, 3], [4, 5, 6]], b: [7] })',
    createContext({}),
  );
  for (const gradient of [
    { W, b: [7] },
    { b: Float64Array.of(7), W: rows },
    { W: tensor, b: [7] },
    foreign,
  ])
    expect(values(POINT, gradient)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(values({ data: [1, 2], shape: [2, 1] }, [[3], [4]])).toEqual([3, 4]);
  expect(values([Float64Array.of(1), Float64Array.of(2)], [[3], [4]])).toEqual([3, 4]);
  expect(values(2, 3)).toEqual([3]);
});

test('each variable tells the format its gradient came in', () => {
  const gradient = { W: [Float32Array.of(1, 2, 3), Float32Array.of(4, 5, 6)], b: [7] };
  const reading = readingOf(fitTo(POINT, gradient), { aliasesPoint: [], reused: [] });
  expect(reading.dtypes).toEqual(['float32', 'float64']);
});

test('NaN and infinities are values like any other', () => {
  expect(values([1, 2, 3], [Number.NaN, -Infinity, -0])).toEqual([Number.NaN, -Infinity, -0]);
});

test('values are copied out at once', () => {
  const gradient = [1, 2];
  const reading = readingOf(fitTo([0, 0], gradient), { aliasesPoint: [], reused: [] });
  gradient[0] = 99;
  expect([...reading.values]).toEqual([1, 2]);
});

const LIKE = 'TypeError: the gradient of `W` must have shape [2, 3] like the variable, got';
const HOLD = 'TypeError: the gradient of `W` must hold';

test.each<[unknown, string]>([
  [
    [
      [1, 2],
      [3, 4],
      [5, 6],
    ],
    `${LIKE} [3, 2]`,
  ],
  [[1, 2, 3, 4, 5, 6], `${LIKE} [6]`],
  [new Float64Array(6), `${LIKE} [6]`],
  [
    [
      [1, 2, 3],
      [4, 5],
    ],
    `${LIKE} rows of different lengths`,
  ],
  [3, `${LIKE} a number`],
  [undefined, `${LIKE} undefined`],
  [null, `${LIKE} null`],
  ['abc', `${LIKE} "abc"`],
  [new Map(), `${LIKE} Map(0)`],
  [Promise.resolve(W), `${LIKE} a promise; await it first`],
  [[Promise.resolve([1])], `${HOLD} numbers, got a promise at [0]; await it first`],
  [
    [
      [1, 2, 3],
      [4, '5', 6],
    ],
    `${HOLD} numbers, got "5" at [1][1]`,
  ],
  [
    [
      [1n, 2, 3],
      [4, 5, 6],
    ],
    `${HOLD} numbers, got 1n at [0][0]`,
  ],
  [Int32Array.of(1), `${HOLD} floating-point numbers, got Int32Array(1)`],
  [BigInt64Array.of(1n), `${HOLD} floating-point numbers, got BigInt64Array(1)`],
  [[Int8Array.of(1, 2, 3), [4, 5, 6]], `${HOLD} floating-point numbers, got Int8Array(3) at [0]`],
  [
    { data: Int32Array.of(1, 2, 3, 4, 5, 6), shape: [2, 3] },
    `${HOLD} floating-point numbers, got Int32Array(6)`,
  ],
  [
    { data: [1, 2, 3, 4, 5], shape: [2, 3] },
    'TypeError: the gradient of `W` must have a shape that multiplies to its 5 numbers, got shape [2, 3]',
  ],
  [{ data: [1, 2, 3, 4, 5, 'a'], shape: [2, 3] }, `${HOLD} numbers, got "a" at [1][2]`],
])('the gradient of a matrix cannot be %o', (gradient, message) => {
  expect(misfit(POINT, { W: gradient, b: [7] })).toBe(message);
});

test('a number has a number for a gradient, an array of one has an array of one', () => {
  expect(misfit(3, [3])).toBe(
    'TypeError: the gradient of `x` must be a number like the variable, got [1]',
  );
  expect(misfit([3], 3)).toBe(
    'TypeError: the gradient of `x` must have shape [1] like the variable, got a number',
  );
});

test('keys have to be the same', () => {
  const law = 'TypeError: the gradient must have the same keys as the point';
  expect(misfit(POINT, { W })).toBe(`${law}, but has no \`b\``);
  expect(misfit(POINT, { W, bb: [7] })).toBe(`${law}, got \`bb\`; did you mean \`b\`?`);
  expect(misfit(POINT, { ...POINT, c: 1 })).toBe(`${law}, got \`c\`; the keys are \`W\`, \`b\``);
  expect(misfit({ layers: [POINT] }, { layers: [{ W }] })).toBe(
    'TypeError: the gradient of `layers[0]` must have the same keys as `layers[0]`, but has no `b`',
  );
});

test('containers have to be the same', () => {
  expect(misfit(POINT, [W, [7]])).toBe(
    'TypeError: the gradient must be a record { W, b } like the point, got an array of length 2',
  );
  expect(misfit(POINT, undefined)).toBe(
    'TypeError: the gradient must be a record { W, b } like the point, got undefined',
  );
  expect(misfit({ layers: [[1], [2, 3]] }, { layers: [[1]] })).toBe(
    'TypeError: the gradient of `layers` must be an array of length 2 like the variable, got an array of length 1',
  );
  expect(misfit({ layers: [[1], [2, 3]] }, { layers: { 0: [1] } })).toBe(
    'TypeError: the gradient of `layers` must be an array of length 2 like the variable, got { 0 }',
  );
});
