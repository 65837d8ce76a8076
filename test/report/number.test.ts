import { describe, expect, test } from 'vitest';
import { barPlace, formatBar, formatLeast } from '../../src/report/bar.ts';
import { formatError, formatErrors, formatNumber } from '../../src/report/number.ts';

describe('formatNumber()', () => {
  test.each([
    [0.62, -5, '0.62000'],
    [-1.2345678, -3, '-1.235'],
    [1234567, 3, '1234567'],
    [-0.0004, -2, '0.00'],
    [0, 0, '0'],
  ])('writes %d down to the place %d as %s', (value, place, text) => {
    expect(formatNumber(value, { notation: 'fixed', place })).toBe(text);
  });

  test.each([
    [6.02214076e23, 18, '6.02214e+23'],
    [-1.5e-9, -12, '-1.500e-9'],
    [4e-13, -12, '0'],
    [9.9996, -3, '1.000e+1'],
  ])('writes %d down to the place %d with an exponent as %s', (value, place, text) => {
    expect(formatNumber(value, { notation: 'exponent', place })).toBe(text);
  });

  test.each(['fixed', 'exponent'] as const)(
    'leaves what is no ordinary number alone (%s)',
    (notation) => {
      const texts = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0].map(
        (value) => formatNumber(value, { notation, place: -3 }),
      );
      expect(texts).toEqual(['NaN', 'Infinity', '-Infinity', '-0']);
    },
  );
});

describe('formatBar()', () => {
  // a bar is a bound, so it is rounded up; 1 and 2 get a second digit, because rounding them costs most
  test.each([
    [3e-11, '3e-11', -11],
    [3.1e-11, '4e-11', -11],
    [1.41e-7, '1.5e-7', -8],
    [2.98e-7, '3.0e-7', -8],
    [9.2e-4, '1e-3', -4],
    [0.5, '5e-1', -1],
  ])('writes %d as %s, its last digit at 10^%d', (bar, text, place) => {
    expect([formatBar(bar), barPlace(bar)]).toEqual([text, place]);
  });

  test('leaves none and an unbounded one as they are', () => {
    expect([formatBar(0), formatBar(Number.POSITIVE_INFINITY)]).toEqual(['0', 'Infinity']);
  });
});

describe('formatErrors()', () => {
  test('gives two digits, or as many as tell the numbers apart', () => {
    expect(formatErrors([3.24e-4, 1e-7])).toEqual(['3.2e-4', '1.0e-7']);
    expect(formatErrors([1.0002e-7, 1e-7])).toEqual(['1.0002e-7', '1.0000e-7']);
    expect(formatErrors([1e-7, 1e-7])).toEqual(['1.0e-7', '1.0e-7']);
  });

  test('shows zero, one and no number at all', () => {
    expect([0, 1, Number.NaN].map(formatError)).toEqual(['0', '1.0e+0', 'NaN']);
  });
});

test.each([
  [60.9, '6e+1'],
  [9.96, '9e+0'],
  [1.26, '1.2e+0'],
  [2.99, '2.9e+0'],
  [3, '3e+0'],
  [1, '1.0e+0'],
  [0.0312, '3e-2'],
])('what %f is at the least is written %s', (least, text) => {
  expect(formatLeast(least)).toBe(text);
});
