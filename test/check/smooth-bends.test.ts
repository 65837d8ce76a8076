import { describe, expect, test } from 'vitest';
import { checkGradient, checkJacobian } from '../../src/index.ts';

const curved = (y: number) => 3e7 * y * y;

describe('what bends within the first step', () => {
  test.each([0, 3.6e-5, -2e-6])('as a parabola does, at %f, takes one evaluation more', (y) => {
    const subject = { value: curved, gradient: (at: number) => 6e7 * at };
    const { verdict, evaluations } = checkGradient(subject, { at: y });
    expect(verdict).toBe('match');
    // the point, two steps, one nearer by, three coarse ones, a fine one
    expect(evaluations.value).toBeLessThanOrEqual(8);
  });

  test.each([
    ['at the point', 0],
    ['in the shorter step', 1e-7],
    ['at its end', 6e-7],
    ['in the longer one', 3e-6],
    ['to the left', -3e-6],
  ])('as a kink does, %s, is no match with what only the step makes', (_, kink) => {
    const h = 1.17 * 2 ** -18;
    const subject = {
      value: (x: number) => Math.abs(x - kink) + 2 * x,
      // what the first central difference says
      gradient: () => 2 + (Math.abs(h - kink) - Math.abs(h + kink)) / 2 / h,
    };
    const { verdict } = checkGradient(subject, { at: 0, kinks: 'fail' });
    expect(verdict).not.toBe('match');
  });

  test('a stationary point that rounding hides over first steps is measured, and matches', () => {
    // an arm of two links, stretched out
    const reach = {
      value: ([p, q]: readonly number[]) => Math.cos(p) + Math.cos(p + q) / 2,
      gradient: ([p, q]: readonly number[]) => [
        -Math.sin(p) - Math.sin(p + q) / 2,
        -Math.sin(p + q) / 2,
      ],
    };
    expect(checkGradient(reach, { at: [0, 0] }).verdict).toBe('match');
  });

  test('a zero between steep sides is a zero, and nothing else is', () => {
    const value = ([x, y]: readonly number[]) => [curved(y) + x * y, x];
    const jacobian = (by: number) => () => [
      [0, by],
      [1, 0],
    ];
    const at = [0, 0];
    expect(checkJacobian({ value, jacobian: jacobian(0) }, { at }).verdict).toBe('match');
    for (const wrong of [1e-3, -1, 100])
      expect(checkJacobian({ value, jacobian: jacobian(wrong) }, { at }).verdict).toBe('mismatch');
  });
});

describe('a row that first steps are too short for', () => {
  const value = ([x, y]: readonly number[]) => [x - 1e6, y * y];
  const rows = (entry: number) => () => [
    [entry, 0],
    [0, 3],
  ];
  const at = [1, 1.5];

  test('is resolved by the coarse steps that every row takes', () => {
    const { verdict, evaluations, threshold } = checkJacobian({ value, jacobian: rows(1) }, { at });
    expect([verdict, threshold]).toEqual(['match', 1e-7]);
    expect(evaluations.value).toBeLessThanOrEqual(2 * 2 + 5);
  });

  test.each([1 + 1e-5, 0.999, -1, 0, 2])('and is wrong with %f', (entry) => {
    const wrong = checkJacobian({ value, jacobian: rows(entry) }, { at });
    expect(wrong.verdict).toBe('mismatch');
    expect(wrong.variables[0].worst[0].coordinate).toBe('∂y[0]/∂x[0]');
  });
});
