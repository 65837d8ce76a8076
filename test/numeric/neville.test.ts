import { describe, expect, test } from 'vitest';
import { extrapolations } from '../../src/numeric/neville.ts';

const quotients = (slope: (h: number) => number, { noise }: { readonly noise: number }) =>
  [0.25, 0.5, 1, 4].map((step) => ({ step, slope: slope(step), noise }));

describe('Neville’s scheme', () => {
  test('is exact from as many quotients on as a polynomial in the step squared has terms', () => {
    const through = extrapolations(
      quotients((h) => 7 - 3 * h ** 2 + h ** 4, { noise: 0 }),
      2,
    ).map(({ value }) => value);
    // the first is the finest quotient itself, 7 − 3/16 + 1/256; the powers of two divide without rounding but for the shares
    expect(through[0]).toBe(7 - 47 / 256);
    expect(Math.abs(through[1] - 7)).toBeGreaterThan(0.01);
    expect(through.slice(2)).toEqual([expect.closeTo(7, 13), expect.closeTo(7, 13)]);
  });

  test('takes the step itself for one-sided quotients', () => {
    const through = extrapolations(
      quotients((h) => 7 - 3 * h, { noise: 0 }),
      1,
    );
    expect(through[1].value).toBeCloseTo(7, 13);
  });

  test('adds the noises as if they all had the worst sign', () => {
    const through = extrapolations(
      quotients(() => 7, { noise: 0.3 }),
      2,
    );
    // the shares of steps ¼ and ½ in the limit are 4/3 and −1/3
    expect(through[0].noise).toBe(0.3);
    expect(through[1].noise).toBeCloseTo(0.3 * (4 / 3 + 1 / 3), 14);
  });

  test('does not underflow where the steps squared do', () => {
    const tiny = [1e-170, 4e-170].map((step) => ({ step, slope: 5, noise: 0 }));
    expect(extrapolations(tiny, 1)[1].value).toBeCloseTo(5, 13);
    expect(extrapolations(tiny, 2)[1].value).toBeCloseTo(5, 13);
  });
});
