import { describe, expect, test } from 'vitest';
import '../src/vitest.ts';
import {
  checkHessian,
  checkJacobian,
  checkJvp,
  formatGradientCheck,
  type GradientCheck,
} from '../src/index.ts';

type Vector = readonly number[];

const value = ([x, y]: Vector) => [x * y, Math.sin(x)];
const rows = ([x, y]: Vector) => [
  [y, x],
  [Math.cos(x), 0],
];
const wrongRows = (x: Vector) => rows(x).map((row) => row.map((entry) => 2 * entry));
const jvp = (x: Vector, v: Vector) =>
  rows(x).map((row) => row.reduce((sum, entry, k) => sum + entry * v[k], 0));
const vjp = (x: Vector, w: Vector) =>
  x.map((_, k) => rows(x).reduce((sum, row, i) => sum + row[k] * w[i], 0));
const negated = (product: typeof jvp) => (x: Vector, v: Vector) => product(x, v).map((y) => -y);
const bowl = {
  value: ([x, y]: Vector) => x * x * y,
  gradient: ([x, y]: Vector) => [2 * x * y, x * x],
  hessian: ([x, y]: Vector) => [
    [2 * y, 2 * x],
    [2 * x, 0],
  ],
};
const identity = [
  [1, 0],
  [0, 1],
];
const at = [0.3, 0.7];

test('each of them negated', () => {
  expect({ value, jacobian: wrongRows }).not.toHaveCorrectJacobian({ at });
  expect({ ...bowl, hessian: () => identity }).not.toHaveCorrectHessian({ at });
  expect({ value, jvp: negated(jvp) }).not.toHaveCorrectJvp({ at });
  expect({ value, vjp: negated(vjp) }).not.toHaveCorrectVjp({ at });
  expect(wrongRows(at)).not.toMatchNumericalJacobian(value, at);
  expect(identity).not.toMatchNumericalHessian(bowl.value, at);
  for (const assertion of [
    () => expect({ value, jacobian: rows }).not.toHaveCorrectJacobian({ at }),
    () => expect(bowl).not.toHaveCorrectHessian({ at }),
    () => expect({ value, jvp }).not.toHaveCorrectJvp({ at }),
    () => expect({ value, vjp }).not.toHaveCorrectVjp({ at }),
  ])
    expect(assertion).toThrow('is correct in all 4 entries, but a mismatch was');
});

test('each of them awaited', async () => {
  const slow = { value: async (x: Vector) => value(x) };
  await expect({ ...slow, jacobian: async (x: Vector) => rows(x) }).toHaveCorrectJacobian({ at });
  await expect({ ...slow, jvp: async (x: Vector, v: Vector) => jvp(x, v) }).toHaveCorrectJvp({
    at,
  });
  await expect({ ...slow, vjp: async (x: Vector, w: Vector) => vjp(x, w) }).toHaveCorrectVjp({
    at,
  });
  await expect({
    gradient: async (x: Vector) => bowl.gradient(x),
    hessian: async (x: Vector) => bowl.hessian(x),
  }).toHaveCorrectHessian({ at });
  await expect(
    expect({ ...slow, jacobian: async (x: Vector) => wrongRows(x) }).toHaveCorrectJacobian({ at }),
  ).rejects.toThrow('Jacobian mismatch');
  await expect(Promise.resolve(bowl.hessian(at))).resolves.toMatchNumericalHessian(bowl.value, at);
});

test('each of them inside of another assertion', () => {
  const held = {
    fit: { value, jacobian: rows },
    bowl,
    forwards: { value, jvp },
    back: { value, vjp },
  };
  expect(held).toEqual({
    fit: expect.toHaveCorrectJacobian({ at }),
    bowl: expect.toHaveCorrectHessian({ at }),
    forwards: expect.toHaveCorrectJvp({ at }),
    back: expect.toHaveCorrectVjp({ at }),
  });
  expect({ rows: rows(at), hessian: bowl.hessian(at) }).toEqual({
    rows: expect.toMatchNumericalJacobian(value, at),
    hessian: expect.toMatchNumericalHessian(bowl.value, at),
  });
  expect({ fit: { value, jacobian: wrongRows } }).toEqual({
    fit: expect.not.toHaveCorrectJacobian({ at }),
  });
});

describe('a report and a page of each', () => {
  const ring = (x: Vector) => x.map((own, i) => Math.sin(own) * x[(i + 1) % x.length] + x[0]);
  const ringRows = (x: Vector) =>
    x.map((own, i) =>
      x.map(
        (_, j) =>
          (j === i ? Math.cos(own) * x[(i + 1) % x.length] : 0) +
          (j === (i + 1) % x.length ? Math.sin(own) : 0) +
          (j === 0 ? 1 : 0),
      ),
    );
  const point = [0.3, 0.5, 0.7, -0.2, 1.1, 0.9];
  const withoutRow = (x: Vector, v: Vector) =>
    ringRows(x).map((row, i) => (i === 3 ? 0 : row.reduce((sum, a, k) => sum + a * v[k], 0)));
  const doubled = ([x, y]: Vector) => [
    [2 * y, 4 * x],
    [4 * x, 0],
  ];

  test.each([
    [
      'Jacobian mismatch',
      checkJacobian(
        { value: ring, jacobian: (x: Vector) => x.map((_, j) => ringRows(x).map((row) => row[j])) },
        { at: point },
      ),
      'where ∂y/∂x [6, 6] is wrong',
    ],
    ['Hessian mismatch', checkHessian({ ...bowl, hessian: doubled }, { at }), '∂²f/∂x[0]∂x[1]'],
    [
      'Jacobian-vector product mismatch',
      checkJvp({ value: ring, jvp: withoutRow }, { at: point }),
      'zeros in 3',
    ],
  ])('%s', (headline, check, place) => {
    const report = formatGradientCheck(check as GradientCheck);
    expect(report).toContain(headline);
    expect(report).toContain(place);
    expect(formatGradientCheck(check as GradientCheck, { as: 'html' })).toContain('<svg');
  });
});
