import { describe, expect, test } from 'vitest';
import { checkJacobian, type GradientCheck } from '../../src/index.ts';
import { VECTORS, type VectorFunction } from './vectors.ts';

type Rows = readonly (readonly number[])[];

const check = ({ value }: VectorFunction, jacobian: unknown, at: readonly number[]) =>
  checkJacobian({ value, jacobian }, { at }) as GradientCheck;

/** Every slip that changes the matrix at a point: in one entry, in a row or a column, in all of it. */
function slipsOf(rows: Rows): readonly (readonly [name: string, rows: Rows])[] {
  const entries = rows.flatMap((row, i) =>
    row.flatMap((entry, j) =>
      [1.01 * entry, -entry, entry + 1].map(
        (wrong, k) =>
          [
            `entry ${i},${j} ${['× 1.01', 'negated', '+ 1'][k]}`,
            put(rows, { i, j, wrong }),
          ] as const,
      ),
    ),
  );
  const whole = [
    ['rows turned round', [...rows].reverse()],
    ['columns turned round', rows.map((row) => [...row].reverse())],
    ['doubled', rows.map((row) => row.map((entry) => 2 * entry))],
    [
      'the last row forgotten',
      rows.map((row, i) => (i < rows.length - 1 ? row : row.map(() => 0))),
    ],
    ['the first column forgotten', rows.map((row) => row.map((entry, j) => (j > 0 ? entry : 0)))],
    ['transposed', rows[0].map((_, j) => rows.map((row) => row[j]))],
  ] as const;
  return [...entries, ...whole].filter(
    ([, wrong]) => JSON.stringify(wrong) !== JSON.stringify(rows) && !isSame(wrong, rows),
  );
}

function put(rows: Rows, { i, j, wrong }: { i: number; j: number; wrong: number }): Rows {
  return rows.map((row, r) => row.map((entry, c) => (r === i && c === j ? wrong : entry)));
}

function isSame(one: Rows, other: Rows): boolean {
  const [a, b] = [one.flat(), other.flat()];
  return one.length === other.length && a.every((entry, k) => entry === b[k]);
}

describe.each(VECTORS)('$name', (f) => {
  test.each(f.points.map((at) => [at]))('is right at %j', (at) => {
    const { verdict, evaluations } = check(f, f.jacobian, at);
    expect(verdict).toBe('match');
    expect(evaluations.gradient).toBe(2);
    expect(evaluations.value).toBeLessThanOrEqual(2 * at.length + 5 + (f.more ?? 0));
  });

  test.each(f.points.map((at) => [at]))('no slip at %j passes', (at) => {
    const passed = slipsOf(f.jacobian(at)).filter(
      ([, rows]) => check(f, rows, at).verdict !== 'mismatch',
    );
    expect(passed.map(([name]) => name)).toEqual([]);
  });
});
