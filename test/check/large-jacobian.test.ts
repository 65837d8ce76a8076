import { describe, expect, test } from 'vitest';
import { checkJacobian, type GradientCheck, type GradientCheckOptions } from '../../src/index.ts';

type Rows = Float64Array[];

/** y = tanh(A x): every output a function of one sum, level along some direction or other. */
const SIZE = 400;
const weights = Array.from({ length: SIZE }, (_, i) =>
  Float64Array.from(
    { length: SIZE },
    (_, j) => Math.sin(7 * i * j + 5 * j + i * i) / 4 / Math.sqrt(SIZE),
  ),
);
const at = Float64Array.from({ length: SIZE }, (_, j) => Math.cos(j));
const product = (row: Float64Array, x: Float64Array) =>
  row.reduce((sum, w, j) => sum + w * x[j], 0);
const value = (x: Float64Array) => weights.map((row) => Math.tanh(product(row, x)));
const right = value(at).map((y, i) => weights[i].map((w) => (1 - y * y) * w));
const changed = (change: (rows: Rows) => Rows) => change(right.map((row) => row.slice()));

const check = (jacobian: Rows, options: GradientCheckOptions = {}) =>
  checkJacobian({ value, jacobian }, { at, ...options }) as GradientCheck;
const named = ({ diagnoses }: GradientCheck) => diagnoses.map(({ title }) => title);

describe('a matrix of more entries than are worth a look each', () => {
  test('is judged row by row along directions that all rows share', () => {
    const { verdict, evaluations, coverage, threshold } = check(right);
    expect([verdict, threshold]).toEqual(['match', 1e-7]);
    expect(evaluations.value).toBeLessThan(SIZE);
    expect(evaluations.gradient).toBe(2);
    expect(coverage).toMatchObject({ probes: 6, total: SIZE * SIZE });
  });

  test.each([
    ['a hundredth too large', (entry: number) => 1.01 * entry],
    ['of the other sign', (entry: number) => -entry],
    ['forgotten', () => 0],
  ])('an entry that is %s is located, and takes few evaluations more', (_, slip) => {
    const wrong = check(
      changed((rows) => {
        rows[133][250] = slip(rows[133][250]);
        return rows;
      }),
    );
    expect(wrong.verdict).toBe('mismatch');
    expect(wrong.variables[0]).toMatchObject({ wrong: 1 });
    expect(wrong.variables[0].worst[0].coordinate).toBe('∂y[133]/∂x[250]');
    expect(wrong.evaluations.value).toBeLessThan(SIZE);
  });

  test('so are entries in several rows', () => {
    const places = [3, 50, 51, 200, 399].map((row) => [row, (37 * row) % SIZE] as const);
    const wrong = check(
      changed((rows) => {
        for (const [row, column] of places) rows[row][column] *= 1.5;
        return rows;
      }),
    );
    const found = wrong.variables[0].worst.map(({ coordinate }) => coordinate);
    expect([...found].sort()).toEqual(places.map(([i, j]) => `∂y[${i}]/∂x[${j}]`).sort());
  });

  test('a column that is wrong costs about as much as an entry: rows look where others have looked', () => {
    const wrong = check(
      changed((rows) => {
        for (const row of rows) row[5] = 0;
        return rows;
      }),
    );
    expect(named(wrong)).toEqual(['zeros in the column of x[5]']);
    expect(wrong.variables[0].wrong).toBe(SIZE);
    expect(wrong.evaluations.value).toBeLessThan(2 * SIZE + 5);
  });

  test('single entries may be asked for', () => {
    const { verdict, coverage } = check(right, { variables: ['∂y[7]/∂x[9]', '∂y[8]/∂x[9]'] });
    expect([verdict, coverage.checked]).toEqual(['match', 2]);
  });
});

test.each([
  ['a sign flip', (rows: Rows) => rows.map((row) => row.map((entry) => -entry))],
  [
    'a transposed matrix',
    (rows: Rows) => rows.map((_, i) => Float64Array.from(rows, (row) => row[i])),
  ],
  ['a constant factor of 2', (rows: Rows) => rows.map((row) => row.map((entry) => 2 * entry))],
])('%s of one that is checked quickly has its name', (title, slip) => {
  const few = 60;
  const part = (rows: Rows) => rows.slice(0, few).map((row) => row.slice(0, few));
  const small = {
    value: (x: Float64Array) => part(weights).map((row) => Math.tanh(product(row, x))),
    jacobian: (x: Float64Array) =>
      slip(
        part(weights).map((row) => {
          const y = Math.tanh(product(row, x));
          return row.map((w) => (1 - y * y) * w);
        }),
      ),
  };
  const wrong = checkJacobian(small, { at: at.slice(0, few), mode: 'quick' }) as GradientCheck;
  expect(wrong.coverage).toMatchObject({ probes: 6, total: few * few });
  expect([wrong.verdict, ...named(wrong)]).toEqual(['mismatch', title]);
});

test('one with many rows and few columns is compared entry by entry', () => {
  const basis = Array.from({ length: 2000 }, (_, i) =>
    Float64Array.from({ length: 70 }, (_, j) => 1.5 + Math.sin(i + 3 * j)),
  );
  const fit = {
    value: (x: Float64Array) => basis.map((row) => product(row, x)),
    jacobian: () => basis,
  };
  const { verdict, coverage, evaluations } = checkJacobian(fit, { at: at.slice(0, 70) });
  expect([verdict, coverage.checked]).toEqual(['match', 140_000]);
  expect(evaluations.value).toBeLessThanOrEqual(2 * 70 + 5);
});
