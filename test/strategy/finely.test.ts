import { describe, expect, test } from 'vitest';
import { checkOf, normOf } from '../../bench/large/asked.ts';
import { families, inSinglePrecision } from '../../bench/large/functions.ts';
import { checkRectifier as checked } from '../../bench/large/rectifier.ts';
import { checkGradient } from '../../src/index.ts';

describe('a network of rectifiers in single precision', () => {
  // in 7, 19, 33, 69 and 76 units sit next to their kinks, which all directions cross; in 76 these make as much of each of them
  test.each([
    [3, 150],
    [7, 210],
    [16, 150],
    [19, 320],
    [21, 150],
    [33, 340],
    [69, 260],
    [76, 210],
  ])('%s: right, to a resolution that is said, in no more than %s', (key, most) => {
    const { verdict, variables, evaluations } = checked(key);
    expect(verdict).toBe('match');
    expect(evaluations.value).toBeLessThanOrEqual(most);
    for (const { smallestDetectable } of variables)
      expect(smallestDetectable).toBeLessThanOrEqual(5e-3);
  });

  test.each([
    [1, 200],
    [3, 200],
    [19, 260],
  ])('%s: one weight before the kinks is named, in no more than %s', (key, most) => {
    const { verdict, named, evaluations } = checked(key, { in: 'W1', part: 0.08 });
    expect({ verdict, named }).toEqual({ verdict: 'mismatch', named: ['W1[10,321]'] });
    expect(evaluations.value).toBeLessThanOrEqual(most);
  });

  test('one weight behind them is named by its own size', () => {
    const { verdict, named, evaluations } = checked(3, { in: 'W2', part: 1e-3 });
    expect({ verdict, named }).toEqual({ verdict: 'mismatch', named: ['W2[108,1]'] });
    expect(evaluations.value).toBeLessThanOrEqual(300);
  });
});

describe('a mistake in all of a variable is not taken for kinks', () => {
  test('of many rectified terms in single precision', () => {
    const size = 3000;
    const at = Float32Array.from({ length: size }, (_, i) => Math.sin(i) + 0.2);
    const value = (x: Float32Array) =>
      Math.fround(x.reduce((sum, one) => sum + Math.max(0, one) ** 2, 0));
    const gradient = (x: Float32Array) => x.map((one) => 2.06 * Math.max(0, one));
    expect(checkGradient({ value, gradient }, { at }).verdict).not.toBe('match');
  });
});

describe('a dense layer of rectifiers in single precision', () => {
  // along the coordinate alone a kink is near, and finer steps agree by noise with whatever is less than the ceiling
  test.each([3e-4, 1e-3])(
    'one entry that is off by %f is named, at the default threshold',
    (relative) => {
      const large = inSinglePrecision(families['dense, rectified']({ size: 2000, key: 59 }));
      const analytic = large.gradient.slice();
      // [19, 17] of 50 × 40
      analytic[777] += relative * 2 * normOf(large.gradient);
      const { verdict, threshold, variables } = checkOf({ large, analytic, seed: 59 });
      expect([verdict, threshold]).toEqual(['mismatch', 1e-4]);
      expect(variables[0].worst.map(({ index }) => index)).toContainEqual([19, 17]);
    },
  );
});
