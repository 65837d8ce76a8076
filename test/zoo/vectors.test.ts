import { describe, expect, test } from 'vitest';
import { checkJacobian, type GradientCheck } from '../../src/index.ts';
import { LARGER } from './larger-vectors.ts';
import { slipsOf } from './vector-slips.ts';
import { VECTORS, type VectorFunction } from './vectors.ts';

const check = ({ value }: VectorFunction, jacobian: unknown, at: readonly number[]) =>
  checkJacobian({ value, jacobian }, { at }) as GradientCheck;

/** So many slips are tried of one function. */
const MOST = 60;

describe.each([...VECTORS, ...LARGER])('$name', (f) => {
  test.each(f.points.map((at) => [at]))('is right at %j', (at) => {
    const { verdict, evaluations } = check(f, f.jacobian, at);
    expect(verdict).toBe('match');
    expect(evaluations.gradient).toBe(2);
    expect(evaluations.value).toBeLessThanOrEqual(2 * at.length + 5);
  });

  test.each(f.points.map((at) => [at]))('no slip at %j passes', (at) => {
    const slips = slipsOf(f.jacobian(at));
    // the bench tries all of them
    const some = slips.filter((_, k) => k % Math.ceil(slips.length / MOST) === 0);
    const passed = some.filter(([, rows]) => check(f, rows, at).verdict !== 'mismatch');
    expect(passed.map(([name]) => name)).toEqual([]);
  });
});
