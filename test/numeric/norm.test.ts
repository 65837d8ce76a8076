import { describe, expect, test } from 'vitest';
import { norm, relativeError } from '../../src/numeric/norm.ts';

const MAX = Number.MAX_VALUE;
const TINY = Number.MIN_VALUE;

describe('norm', () => {
  test.each<[number[], number]>([
    [[], 0],
    [[0, -0], 0],
    [[-3], 3],
    [[3, 4], 5],
    [[2, -3, 6], 7],
    [[3e200, 4e200], 5e200],
    [[3 * 2 ** -1000, 4 * 2 ** -1000], 5 * 2 ** -1000],
    [[3 * TINY, 4 * TINY], 5 * TINY],
    [[MAX], MAX],
    [[1, 1 / 0], 1 / 0],
    [[1, Number.NaN, 1 / 0], Number.NaN],
  ])('of %o is %s', (values, expected) => {
    // 3e200 is no multiple of a power of two: one rounding
    expect(Math.abs(norm(values) / expected - 1) || 0).toBeLessThanOrEqual(2 ** -52);
    if (!Number.isFinite(expected) || expected === 0) expect(norm(values)).toBe(expected);
  });

  // 0.1² + 0.2² + 0.3², summed from the left
  test('is the plain sum near 1, digit for digit', () => {
    expect(norm([0.1, 0.2, 0.3])).toBe(Math.sqrt(0.1 * 0.1 + 0.2 * 0.2 + 0.3 * 0.3));
  });
});

describe('relativeError', () => {
  test.each<[number[], number[], number]>([
    [[], [], 0],
    [[0], [0], 0],
    [[0], [-0], 0],
    [[1], [1], 0],
    [[1], [-1], 1],
    [[1], [0], 1],
    [[0], [1], 1],
    [[3], [1], 0.5],
    [[3, 0], [1, 0], 0.5],
    [[3, 4], [4, 3], Math.sqrt(2) / 10],
    [[1 / 0], [1 / 0], 0],
    [[1 / 0], [1], 1],
    [[1], [-1 / 0], 1],
    [[Number.NaN], [1], Number.NaN],
    [[Number.NaN], [Number.NaN], Number.NaN],
    [[1 / 0, Number.NaN], [1, 1], Number.NaN],
  ])('of %o and %o is %s', (analytic, numeric, expected) => {
    expect(relativeError({ analytic, numeric })).toBe(expected);
  });

  test('reads typed arrays', () => {
    const analytic = Float32Array.of(3, 0);
    expect(relativeError({ analytic, numeric: Float64Array.of(1, 0) })).toBe(0.5);
  });

  test.fails('of the largest numbers does not overflow', () => {
    expect(relativeError({ analytic: [MAX], numeric: [MAX / 2] })).toBeCloseTo(1 / 3, 12);
  });
});
