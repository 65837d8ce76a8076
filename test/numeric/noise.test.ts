import { expect, test } from 'vitest';
import { noiseOf, roundingIn } from '../../src/numeric/noise.ts';

test('noiseOf takes the larger part, of either sign of the value', () => {
  expect(noiseOf(0, { absolute: 0, relative: 1 })).toBe(0);
  expect(noiseOf(0, { absolute: 0.5, relative: 1 })).toBe(0.5);
  expect(noiseOf(-4, { absolute: 0.5, relative: 0.25 })).toBe(1);
});

test('a value in a format is rounded to its last digit, and near 0 to the smallest number', () => {
  expect(noiseOf(1, roundingIn('float64'))).toBe(Number.EPSILON);
  expect(noiseOf(-8, roundingIn('float32'))).toBe(8 * 2 ** -23);
  expect(noiseOf(0, roundingIn('float64'))).toBe(Number.MIN_VALUE);
  expect(noiseOf(0, roundingIn('float16'))).toBe(2 ** -24);
});
