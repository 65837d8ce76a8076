import { describe, expect, test } from 'vitest';
import { normal, randomNumbers } from '../../bench/large/random.ts';
import { shownNorm } from '../../src/numeric/shown-norm.ts';
import { TYPICAL_WEIGHT } from '../../src/numeric/weights.ts';

const runs = 4000;

describe('the norm of many numbers, by a few weighings', () => {
  test.each([
    { often: 6, sizes: [1] },
    { often: 24, sizes: [1] },
    { often: 6, sizes: [1, 1, 1, 1] },
    { often: 1, sizes: Array<number>(16).fill(1) },
    { often: 6, sizes: [3, 1, 1, 1] },
  ])('lies more than nine times of ten between what is said: %j', ({ often, sizes }) => {
    const random = randomNumbers(3);
    const norm = Math.hypot(...sizes);
    const inside = Array.from({ length: runs }, () => {
      const parts = sizes.map((size) =>
        Array.from({ length: often }, () => ({
          value: size * TYPICAL_WEIGHT * normal(random),
          bar: 0,
        })),
      );
      const { least, most } = shownNorm(parts);
      return least <= norm && norm <= most;
    }).filter(Boolean).length;
    expect(inside / runs).toBeGreaterThan(0.9);
    expect(inside / runs).toBeLessThan(0.985);
  });

  test('is no better known than each weighing is', () => {
    const one = { value: TYPICAL_WEIGHT, bar: TYPICAL_WEIGHT / 2 };
    const { size, least, most } = shownNorm([Array(10_000).fill(one)]);
    expect(size).toBeCloseTo(1, 12);
    expect(least).toBeCloseTo(0.5, 1);
    expect(most).toBeCloseTo(1.5, 1);
  });

  test('is open to above where one weighing is all there is', () => {
    expect(shownNorm([[{ value: 1, bar: 0 }]]).most).toBe(Number.POSITIVE_INFINITY);
  });
});
