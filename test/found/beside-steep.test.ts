import { describe, expect, test } from 'vitest';
import { checkGradient } from '../../src/index.ts';

// What rises steeply close by is no measure for the slope at the point, where that is resolved by itself.

describe('beside something steep a slope is still one', () => {
  test.each([3 + 1e-6, 3 + 3e-7, 3 - 1e-6])('x - floor(x) at %d', (at) => {
    const verdictOf = (claim: number) =>
      checkGradient({ value: (x: number) => x - Math.floor(x), gradient: () => claim }, { at })
        .verdict;
    expect(verdictOf(1)).toBe('match');
    for (const claim of [2, 1.01, 0.5, -1, 0, -5])
      expect([claim, verdictOf(claim)]).toEqual([claim, 'mismatch']);
  });

  test.each([1e-7, 3e-7])('a sigmoid %d away', (distance) => {
    const width = distance / 30;
    const value = (x: number) => x + 100 / (1 + Math.exp(-(x - 0.7 - distance) / width));
    const sigmoid = (x: number) => 1 / (1 + Math.exp(-(x - 0.7 - distance) / width));
    const slope = (x: number) => 1 + (100 * sigmoid(x) * (1 - sigmoid(x))) / width;
    const verdictOf = (factor: number) =>
      checkGradient({ value, gradient: (x: number) => factor * slope(x) }, { at: 0.7 }).verdict;
    expect(verdictOf(1)).toBe('match');
    for (const factor of [1.01, -1, 2])
      expect([factor, verdictOf(factor)]).toEqual([factor, 'mismatch']);
  });

  // 60 periods of interest in single precision: with steps of a half the value grows to 10¹²
  const { fround } = Math;
  const growth = (r: number, n: number) => fround(fround(1 + r) ** n);
  const annuities: Record<string, { value: (r: number) => number; slope: (r: number) => number }> =
    {
      'future value': {
        value: (r) => fround(fround(100 * fround(growth(r, 60) - 1)) / r),
        slope: (r) => (100 * (60 * (1 + r) ** 59 * r - Math.expm1(60 * Math.log1p(r)))) / r ** 2,
      },
      'present value': {
        value: (r) => fround(fround(100 * fround(1 - growth(r, -60))) / r),
        slope: (r) => (100 * (60 * (1 + r) ** -61 * r + Math.expm1(-60 * Math.log1p(r)))) / r ** 2,
      },
    };
  test.each(
    Object.keys(annuities).flatMap((name) =>
      [0.0021, 0.004, 0.0063, 0.009].map((rate) => ({ name, rate })),
    ),
  )('$name of an annuity at a rate of $rate', ({ name, rate }) => {
    const { value, slope } = annuities[name];
    const verdictOf = (factor: number) =>
      checkGradient(
        {
          value: ([r]: Float32Array) => value(r),
          gradient: ([r]: Float32Array) => Float32Array.of(factor * slope(r)),
        },
        { at: Float32Array.of(rate) },
      ).verdict;
    expect(verdictOf(1)).toBe('match');
    for (const factor of [-1, 0, 0.5, 2, 20])
      expect([factor, verdictOf(factor)]).not.toEqual([factor, 'match']);
  });
});
