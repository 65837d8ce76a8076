import { describe, expect, test } from 'vitest';
import { checkGradient } from '../../src/index.ts';
import type { Curve } from './holders.ts';

const { sin, tan, tanh, sinh, expm1, log1p, atan } = Math;

// Near 0 two parts of slope 1 cancel: each is rounded at its own size, over any step by the same part of its slope. Beside another
// coordinate the norm is the other's, and what is left of 0 by rounding is no slope.
const cancelling: readonly [string, Curve, Curve][] = [
  ['sin(x) - x', (x) => sin(x) - x, (x) => -2 * sin(x / 2) ** 2],
  ['x - tanh(x)', (x) => x - tanh(x), (x) => tanh(x) ** 2],
  ['tan(x) - x', (x) => tan(x) - x, (x) => tan(x) ** 2],
  ['x - sinh(x)', (x) => x - sinh(x), (x) => -2 * sinh(x / 2) ** 2],
  ['x - sinh(sinh(x))', (x) => x - sinh(sinh(x)), (x) => 1 - Math.cosh(sinh(x)) * Math.cosh(x)],
  ['expm1(x) - x', (x) => expm1(x) - x, expm1],
  ['x - log1p(x)', (x) => x - log1p(x), (x) => x / (1 + x)],
  ['atan(x) - x', (x) => atan(x) - x, (x) => (-x * x) / (1 + x * x)],
];

describe.each(cancelling)('%s beside y', (_, part, slope) => {
  const value = ([x, y]: number[]) => part(x) - y;
  const verdict = (gradient: (x: number[]) => number[], at: number[]) =>
    checkGradient({ value, gradient }, { at }).verdict;

  test.each([[[0, 0]], [[1.5e-202, 4e-279]], [[-3e-20, 1e-25]], [[1e-300, -2e-12]]])(
    'at %j',
    (at) => {
      expect(verdict(([x]) => [slope(x), -1], at)).toBe('match');
      expect(verdict(([x]) => [slope(x), 1], at)).toBe('mismatch');
      expect(verdict(() => [1e-4, -1], at)).toBe('mismatch');
    },
  );

  test('away from 0', () => {
    expect(verdict(([x]) => [slope(x), -1], [0.7, 0.2])).toBe('match');
    expect(verdict(([x]) => [1.01 * slope(x), -1], [0.7, 0.2])).toBe('mismatch');
  });
});

// below the first jump of what is rounded inside the value keeps to the slope without it, and there is no finer one that is right
describe.each([1, 1000])('a slope of %d without what cancels inside', (k) => {
  test.each([316.2277660168379, 1e4, 1e5, 1e6])(
    'is wrong in single precision at 0, beside %d',
    (large) => {
      const value = ([t]: Float32Array) => 1 + k * t + (large + t - large);
      const verdictOf = (slope: number) =>
        checkGradient({ value, gradient: () => Float32Array.of(slope) }, { at: Float32Array.of(0) })
          .verdict;
      expect(verdictOf(k)).not.toBe('match');
      expect(verdictOf(k + 1)).toBe('match');
    },
  );
});
