import { describe, expect, test } from 'vitest';
import { convergingRun, remainder } from '../../src/numeric/convergence.ts';

type Slope = (h: number) => number;

const quotients = (slope: Slope, noise = 0) =>
  [1, 4, 16, 64].map((h) => ({ step: 1e-3 * h, slope: slope(1e-3 * h), noise }));

describe('the converging run', () => {
  test('is all of a power series', () => {
    const series = quotients((h) => 1 + h ** 2 + h ** 4);
    expect(convergingRun(series, 2)).toEqual(series);
  });

  test('ends where the slope begins to turn', () => {
    // cos 100h: the changes from 0.1 to 0.4 to 1.6 to 6.4 turn back at the last
    const turning = quotients((h) => Math.cos(100 * h));
    expect(convergingRun(turning, 2)).toEqual(turning.slice(0, 3));
  });

  test('keeps what noise alone may have changed', () => {
    const noisy = quotients((h) => 1 + 1e-3 * Math.sin(1e6 * h), 1e-3);
    expect(convergingRun(noisy, 2)).toEqual(noisy);
  });
});

describe('the remainder', () => {
  test('of a power series is none', () => {
    expect(
      remainder(
        quotients((h) => 1 + h ** 2),
        2,
      ),
    ).toBe(0);
    expect(
      remainder(
        quotients((h) => 1 + h),
        1,
      ),
    ).toBe(0);
  });

  // changes of h^q say which q, and that the limit is h₀^q away
  test.each([0.25, 0.4])('of slopes 1 + h^%s is what the finest still has to go', (q) => {
    const series = quotients((h) => 1 + h ** q);
    // twenty halvings leave a millionth of q
    expect(remainder(series, 1) / 1e-3 ** q).toBeCloseTo(1, 4);
  });

  test('of slopes that grow as the step shrinks is anything', () => {
    const growing = quotients((h) => 1 / h);
    expect(remainder(growing, 2)).toBe(Number.POSITIVE_INFINITY);
  });

  test('of two is what they differ by, and of noise none', () => {
    const two = quotients((h) => h).slice(0, 2);
    expect(remainder(two, 1)).toBeCloseTo(3e-3, 15);
    expect(remainder(quotients((h) => h, 1).slice(0, 2), 1)).toBe(0);
  });
});
