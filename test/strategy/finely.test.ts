import { describe, expect, test } from 'vitest';
import { checkOf, normOf } from '../../bench/large/asked.ts';
import { families, inSinglePrecision } from '../../bench/large/functions.ts';
import { checkRectifier as checked } from '../../bench/large/rectifier.ts';
import { checkGradient } from '../../src/index.ts';

describe('a network of rectifiers in single precision', () => {
  // in 7, 19, 33, 55, 66, 69, 76 and 98 units sit next to their kinks, which all directions cross; in 76 these make as much of each of them
  test.each([
    [3, 140],
    [4, 200],
    [7, 170],
    [16, 140],
    [19, 240],
    [21, 140],
    [33, 240],
    [55, 170],
    [66, 225],
    [69, 205],
    [76, 180],
    [98, 180],
  ])('%s: right, to a resolution that is said, in no more than %s', (key, most) => {
    const { verdict, variables, evaluations } = checked(key);
    expect(verdict).toBe('match');
    expect(evaluations.value).toBeLessThanOrEqual(most);
    for (const { smallestDetectable } of variables)
      expect(smallestDetectable).toBeLessThanOrEqual(5e-3);
  });

  // three units are so near to their kinks that no direction shows any
  test('19: right, and not called wrong along other directions either', () => {
    expect(checked(19, undefined, { seed: 1005 }).verdict).not.toBe('mismatch');
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

  // all directions are straight over the shorter step; over twice that one of them crosses a kink, and is no reason to doubt the others
  test.each([52, 81, 90])(
    'what %i would have been seen to be wrong by is seen: one entry that is off by twice as much',
    (key) => {
      const large = inSinglePrecision(families['dense, rectified']({ size: 2000, key }));
      const right = checkOf({ large, analytic: large.gradient, seed: key });
      expect([right.verdict, right.coverage.smallestDetectable]).toEqual(['match', 1e-4]);
      const analytic = large.gradient.slice();
      analytic[777] += 2e-4 * 2 * normOf(large.gradient);
      const { verdict, variables } = checkOf({ large, analytic, seed: key });
      expect(verdict).toBe('mismatch');
      expect(variables[0].worst.map(({ index }) => index)).toContainEqual([19, 17]);
    },
  );
});

test('one direction along a parabola that noise makes uneven does not double what the others take', () => {
  // W2 and b2 are behind the last kink
  const { variables, evaluations } = checked(33, undefined, { variables: ['W2', 'b2'] });
  expect(variables.map(({ isAmongKinks }) => isAmongKinks)).toEqual([false, false]);
  expect(evaluations.value).toBeLessThanOrEqual(70);
});
