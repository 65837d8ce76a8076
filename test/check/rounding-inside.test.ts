import { describe, expect, test } from 'vitest';
import { checkGradient } from '../../src/index.ts';

type F = (x: number) => number;

const verdict = (value: F, gradient: F, at: number) =>
  checkGradient({ value, gradient }, { at }).verdict;

describe('values below the smallest normal number are told apart by nothing finer than their spacing', () => {
  // d/dt e^(−t) = −e^(−t); the analytic side is rounded to the same spacing
  test.each([693, 708, 720, 730, 738])('e^(−t) at %d', (at) => {
    const value: F = (t) => Math.exp(-t);
    expect(verdict(value, (t) => -Math.exp(-t), at)).not.toBe('mismatch');
    expect(verdict(value, (t) => Math.exp(-t), at)).toBe('mismatch');
    expect(verdict(value, (t) => -2 * Math.exp(-t), at)).toBe('mismatch');
  });

  // d/dx x³ = 3x²
  test.each([1e-90, 3e-100, 1e-104])('x³ at %d', (at) => {
    expect(
      verdict(
        (x) => x ** 3,
        (x) => 3 * x * x,
        at,
      ),
    ).not.toBe('mismatch');
    expect(
      verdict(
        (x) => x ** 3,
        (x) => -3 * x * x,
        at,
      ),
    ).toBe('mismatch');
  });
});

describe('a plateau of fine steps that is rounding at something larger inside, and of coarse ones that are right', () => {
  // 1 + s·t + ((M + t) − M) has slope s + 1; below the spacing of M only s shows
  test.each([
    [1e3, 1e6],
    [1e3, 1e9],
    [10, 1e8],
    [-40, 1e10],
  ])('1 + %d t + ((%d + t) − it)', (s, large) => {
    const value: F = (t) => 1 + s * t + (large + t - large);
    expect(verdict(value, () => s + 1, 0)).not.toBe('mismatch');
    expect(verdict(value, () => 3 * s, 0)).toBe('mismatch');
  });

  // the kink is as near, but the value is continuous there: the fine side is right
  test.each([1e-9, 1e-7, 1e-4])('a kink %d away is no rounding', (x) => {
    const value: F = (t) => (Math.max(t, 0) + 1) ** 2;
    expect(verdict(value, (t) => 2 * (t + 1), x)).toBe('match');
    expect(verdict(value, () => 1, x)).toBe('mismatch');
  });
});
