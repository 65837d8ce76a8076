import { describe, expect, test } from 'vitest';
import { checkGradient } from '../../src/index.ts';

const { sin, cos, fround } = Math;

// the norm is the other entry's, and round-off hides the small one at steps of ordinary length; wider ones resolve it
describe.each([1e4, 1e8, 1e10])('s (1 + 1e-3 sin x) + y / 2 at s = %d', (size) => {
  const value = ([x, y]: ArrayLike<number> & Iterable<number>) =>
    size * (1 + 1e-3 * sin(x)) + 0.5 * y;
  const holders = [(x: number[]) => x, (x: number[]) => Float64Array.from(x)];
  const verdicts = (small: number) =>
    holders.map((hold) => {
      const gradient = ([x]: ArrayLike<number> & Iterable<number>) =>
        hold([1e-3 * size * cos(x), small]);
      return checkGradient({ value, gradient }, { at: hold([0.4, 0.2]) }).verdict;
    });

  test('1/2 is right, another small number is not', () => {
    expect(verdicts(0.5)).toEqual(['match', 'match']);
    for (const wrong of [0, -0.5, 1, 0.7])
      expect(verdicts(wrong)).toEqual(['mismatch', 'mismatch']);
  });
});

// float32 in units of 1e4 / 2²⁴ cannot show 1e-3: nothing is compared, and nobody is told that it were zero
describe.each([
  [1e4, 1e-3],
  [1e5, 1e-3],
  [-3e4, 1e-4],
  [1e6, 0.1],
])('a loss of %d in float32 that changes by %d', (large, small) => {
  const value = ([x]: ArrayLike<number> & Iterable<number>) =>
    fround(large + fround(small * sin(x)));
  const check = (slope: number) =>
    checkGradient(
      { value, gradient: ([x]: Float32Array) => Float32Array.of(slope * small * cos(x)) },
      { at: Float32Array.of(0.4) },
    );

  test.each([1, -1])('%d times its slope is neither right nor wrong nor zero', (slope) => {
    const { verdict, variables } = check(slope);
    expect(verdict).toBe('inconclusive');
    expect(variables[0].resolution).toBeGreaterThan(5e-3);
    expect(variables[0].unverified).toBe(false);
  });

  test('what is far steeper is wrong', () => {
    expect(check(1000).verdict).toBe('mismatch');
  });
});
