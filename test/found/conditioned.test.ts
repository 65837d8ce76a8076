import { describe, expect, test } from 'vitest';
import { checkGradient } from '../../src/index.ts';

// What coordinates are rounded by on the way moves a slope as well as a value: bars have to know.

/** Numbers evenly spread in [−1, 1), the same at every run. */
const spread = Array.from({ length: 50 }, (_, i) => 2 * ((i * 0.6180339887498949) % 1) - 1);

/** How many estimates the bars cover, and of how many. */
function covered(
  checks: readonly {
    readonly value: (x: number[]) => number;
    readonly at: number[];
    readonly slopes: number[];
    /** What the gradient to check is wrong by. */
    readonly factor?: number;
  }[],
) {
  const bars = checks.flatMap(({ value, at, slopes, factor = 1 }) => {
    const gradient = () => slopes.map((slope) => factor * slope);
    const [{ numeric, bars }] = checkGradient({ value, gradient }, { at }).variables;
    return slopes.map((slope, i) => Math.abs(numeric[i] - slope) <= bars[i]);
  });
  return { inside: bars.filter(Boolean).length, of: bars.length };
}

describe('Rosenbrock’s function beside its minimum', () => {
  const value = ([x, y]: readonly number[]) => 100 * (y - x * x) ** 2 + (1 - x) ** 2;

  test.each([1e-6, 1e-9, 1e-12])('%d away bars cover the error', (away) => {
    const checks = spread.map((r, i) => {
      const at = [1 + away * r, 1 + away * spread[(7 * i + 3) % spread.length]];
      // 1 is taken away without rounding
      const [dx, dy] = [at[0] - 1, at[1] - 1];
      const rest = dy - 2 * dx - dx * dx;
      return { value, at, slopes: [-400 * at[0] * rest + 2 * dx, 200 * rest] };
    });
    const { inside, of } = covered(checks);
    expect(of).toBe(100);
    expect(inside).toBeGreaterThanOrEqual(99);
  });

  test.each([1e-3, 1e-5])('%d away a factor of 1.001 is a mismatch', (away) => {
    const at = [1 + away, 1 - away];
    const [dx, dy] = [at[0] - 1, at[1] - 1];
    const rest = dy - 2 * dx - dx * dx;
    const gradient = () => [1.001 * (-400 * at[0] * rest + 2 * dx), 200.2 * rest];
    expect(checkGradient({ value, gradient }, { at }).verdict).toBe('mismatch');
  });
});

describe('the kinetic energy of an electron near the speed of light, in joule', () => {
  const c = 299792458;
  const value = ([m, v]: readonly number[]) => m * c * c * (1 / Math.sqrt(1 - (v / c) ** 2) - 1);

  test('bars cover the error that the speed is rounded by', () => {
    const checks = spread.map((r) => {
      const at = [9.1093837e-31 * (1 + r / 9), c * (1 - 1e-7 * (1.5 + r))];
      const [m, v] = at;
      const gamma = c / Math.sqrt((c - v) * (c + v));
      return { value, at, slopes: [c * c * (gamma - 1), m * gamma ** 3 * v] };
    });
    expect(covered(checks)).toEqual({ inside: 100, of: 100 });
  });
});

/** Values that are rounded to few digits show as much on every line, and each shows it by a few readings. */
describe('a difference of logarithms', () => {
  const value = ([x, y]: readonly number[]) => 1e4 * (Math.log(x + y) - Math.log(x));

  test.each([1, -1, 1.00001, 1.001])(
    'bars cover the error when checked against %d times it',
    (factor) => {
      const checks = spread.map((r) => {
        const [x, y] = [2 + r / 1e9, 1e-4];
        return { value, factor, at: [x, y], slopes: [(-1e4 * y) / (x * (x + y)), 1e4 / (x + y)] };
      });
      const { inside, of } = covered(checks);
      expect(of).toBe(100);
      expect(inside).toBeGreaterThanOrEqual(99);
    },
  );
});
