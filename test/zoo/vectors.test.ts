import { describe, expect, test } from 'vitest';
import { checkJacobian, type GradientCheck } from '../../src/index.ts';
import { colouringOf } from '../../src/numeric/colouring.ts';
import { LARGER } from './larger-vectors.ts';
import { type Rows, slipsOf } from './vector-slips.ts';
import { VECTORS, type VectorFunction } from './vectors.ts';

const check = ({ value }: VectorFunction, jacobian: unknown, at: readonly number[]) =>
  checkJacobian({ value, jacobian }, { at }) as GradientCheck;

/** A matrix without its zeros, and how many colours its columns take. */
function tripletsOf(rows: Rows) {
  const width = rows[0].length;
  const entries = rows.flatMap((row, i) =>
    row.flatMap((entry, j) => (entry === 0 ? [] : [[i, j, entry] as const])),
  );
  const [cols, before] = [
    entries.map(([, j]) => j),
    (i: number) => entries.filter(([row]) => row < i).length,
  ];
  const starts = Uint32Array.from({ length: rows.length + 1 }, (_, i) => before(i));
  const { groups } = colouringOf({ starts, columns: Uint32Array.from(cols), width });
  const values = entries.map(([, , entry]) => entry);
  const jacobian = { rows: entries.map(([i]) => i), cols, values, shape: [rows.length, width] };
  return { jacobian, colours: groups.length };
}

/** So many slips are tried of one function. */
const MOST = 60;

describe.each([...VECTORS, ...LARGER])('$name', (f) => {
  test.each(f.points.map((at) => [at]))('is right at %j', (at) => {
    const { verdict, evaluations } = check(f, f.jacobian, at);
    expect(verdict).toBe('match');
    expect(evaluations.gradient).toBe(2);
    expect(evaluations.value).toBeLessThanOrEqual(2 * at.length + 5);
  });

  test.each(f.points.map((at) => [at]))('is right at %j as triplets, by its colours', (at) => {
    const { jacobian, colours } = tripletsOf(f.jacobian(at));
    const { verdict, evaluations } = check(f, () => jacobian, at);
    expect(verdict).toBe('match');
    expect(evaluations.value).toBeLessThanOrEqual(2 * colours + 6);
  });

  test.each(f.points.map((at) => [at]))('no slip at %j passes', (at) => {
    const slips = slipsOf(f.jacobian(at));
    // the bench tries all of them
    const some = slips.filter((_, k) => k % Math.ceil(slips.length / MOST) === 0);
    const passed = some.filter(([, rows]) => check(f, rows, at).verdict !== 'mismatch');
    expect(passed.map(([name]) => name)).toEqual([]);
  });
});
