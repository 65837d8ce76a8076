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
});
