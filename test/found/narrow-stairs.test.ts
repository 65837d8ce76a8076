import { describe, expect, test } from 'vitest';
import { checkGradient } from '../../src/index.ts';

// Next to 0 a rounding of 1 is a large part of 1 − cos x: the value is a saw, whose teeth are straight to ten digits, and the slope of a
// tooth is that of a gradient that has forgotten the way through the cosine.
const { cos, exp } = Math;

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
  const at = [1.1e-7, 2.7e-7, 6.3e-7, 1.2e-6, 2.9e-6, 7.7e-6];

  test.each(at)('the slope of a tooth does not match at %d', (x) => {
    expect(check(tooth, x).verdict).not.toBe('match');
  });

  test.each(at)('the right one is not called wrong at %d', (x) => {
    expect(check(right, x).verdict).not.toBe('mismatch');
  });
});
