import { describe, expect, test } from 'vitest';
import { checkGradient } from '../../src/index.ts';

// Next to 0 a rounding of 1 is a large part of 1 − cos x: the value is a saw, whose teeth are straight to ten digits, and the slope of a
// tooth is that of a gradient that has forgotten the way through the cosine.
const { cos, exp, fround } = Math;

const SAWS = {
  '(1 − cos x) / x²': {
    value: (x: number) => (1 - cos(x)) / x ** 2,
    tooth: (x: number) => (-2 * (1 - cos(x))) / x ** 3,
    right: (x: number) => -x / 12,
  },
  '(eˣ − 1 − x) / x²': {
    value: (x: number) => (exp(x) - 1 - x) / x ** 2,
    tooth: (x: number) => (-2 * (exp(x) - 1 - x)) / x ** 3,
    right: (x: number) => 1 / 6 + x / 12,
  },
};

describe.each(Object.entries(SAWS))('%s', (_, { value, tooth, right }) => {
  const check = (slope: (x: number) => number, x: number) =>
    checkGradient({ value: ([t]: number[]) => value(t), gradient: () => [slope(x)] }, { at: [x] });
  const at = [1.9e-7, 2.7e-7, 6.3e-7, 1.2e-6, 2.9e-6];

  test.each(at)('the slope of a tooth does not match at %d', (x) => {
    expect(check(tooth, x).verdict).not.toBe('match');
  });

  test.each(at)('the right one is not called wrong at %d', (x) => {
    expect(check(right, x).verdict).not.toBe('mismatch');
  });
});

describe('(eˣ − 1) / x in single precision', () => {
  const value = ({ 0: x }: ArrayLike<number>) => fround(fround(fround(exp(x)) - 1) / x);
  const check = (slope: number, x: number) =>
    checkGradient({ value, gradient: () => Float32Array.of(slope) }, { at: Float32Array.of(x) });
  const at = [3e-6, 6e-6, 1e-5, 1.4e-5, 2e-5, 2.054e-5, 3.1e-5, 4.8e-5, 1e-4, 3e-4, 1e-3];

  test.each(at)('the slope of a tooth does not match at %d', (x) => {
    expect(check(-Math.expm1(x) / x / x, x).verdict).not.toBe('match');
  });

  test.each(at)('the right one is not called wrong at %d', (x) => {
    expect(check(0.5 + x / 3, x).verdict).not.toBe('mismatch');
  });
});
