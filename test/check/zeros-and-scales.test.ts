import { describe, expect, test } from 'vitest';
import { checkGradient } from '../../src/index.ts';

type Function1 = (x: number) => number;

function verdict(value: Function1, claim: { readonly at: number; readonly slope: number }) {
  return checkGradient({ value, gradient: () => claim.slope }, { at: claim.at }).verdict;
}

describe('zero is ordinary', () => {
  test.each([0, 7, -1e30, 1e30, 1e-30, 1e-300])('the constant %s', (constant) => {
    const value = () => constant;
    expect(verdict(value, { at: 3, slope: 0 })).toBe('match');
    expect(verdict(value, { at: 3, slope: Math.max(1, 1e-3 * Math.abs(constant)) })).toBe(
      'mismatch',
    );
  });

  test.each<[string, Function1, number]>([
    ['x² at 0', (x) => x * x, 0],
    ['x⁴ at 0', (x) => x ** 4, 0],
    ['x³ at 0', (x) => x ** 3, 0],
    ['1 + (x − 3)² at 3', (x) => 1 + (x - 3) ** 2, 3],
    ['cos at 0', Math.cos, 0],
    ['cos at 2π', Math.cos, 2 * Math.PI],
    ['eˣ − x at 0', (x) => Math.exp(x) - x, 0],
    ['x|x| at 0', (x) => x * Math.abs(x), 0],
  ])('stationary: %s', (_, value, at) => {
    expect(verdict(value, { at, slope: 0 })).toBe('match');
    expect(verdict(value, { at, slope: 1e-3 })).toBe('mismatch');
    expect(verdict(value, { at, slope: -1 })).toBe('mismatch');
  });

  test('a whole gradient of zeros beside inputs that do not matter', () => {
    const at = Array.from({ length: 30 }, (_, k) => Math.sin(k));
    const value = (x: readonly number[]) => (x[3] - at[3]) ** 2;
    const zeros = () => at.map(() => 0);
    const planted = () => at.map((_, k) => (k === 17 ? 1e-3 : 0));
    expect(checkGradient({ value, gradient: zeros }, { at }).verdict).toBe('match');
    const wrong = checkGradient({ value, gradient: planted }, { at });
    expect(wrong.verdict).toBe('mismatch');
    expect(wrong.variables[0].worst.map(({ coordinate }) => coordinate)).toEqual(['x[17]']);
  });

  test('a lost zero: the gradient is zero where it must not be', () => {
    const subject = { value: ([x, y]: readonly number[]) => x * y, gradient: () => [0, 2] };
    const check = checkGradient(subject, { at: [2, 3] });
    expect(check.verdict).toBe('mismatch');
    expect(check.variables[0].worst).toMatchObject([
      { coordinate: 'x[0]', analytic: 0, relativeError: 1 },
    ]);
  });
});

describe('every scale', () => {
  const sizes = [1e-12, 1e-6, 1, 1e6, 1e12];
  const at = sizes.map((size, k) => size * (0.5 + 0.1 * k));
  const value = (x: readonly number[]) =>
    x.reduce((sum, xi, k) => sum + Math.sin(xi / sizes[k]), 0);
  const gradient = (x: readonly number[]) => x.map((xi, k) => Math.cos(xi / sizes[k]) / sizes[k]);

  test('x from 1e-12 to 1e12 in one point', () => {
    expect(checkGradient({ value, gradient }, { at }).verdict).toBe('match');
  });

  test.each([0, 1, 2, 3, 4])(
    'a slip of one per cent in coordinate %i of that point, though the norm hides all but the first',
    (slip) => {
      const slipped = (x: readonly number[]) =>
        gradient(x).map((g, k) => (k === slip ? 1.01 * g : g));
      const check = checkGradient({ value, gradient: slipped }, { at });
      expect(check.verdict).toBe('mismatch');
      expect(check.variables[0].worst.map(({ coordinate }) => coordinate)).toEqual([`x[${slip}]`]);
    },
  );

  test.each([1e-30, 1e-12, 1e12, 1e30])('values of size %s', (size) => {
    const f: Function1 = (x) => size * Math.sin(x);
    expect(verdict(f, { at: 1, slope: size * Math.cos(1) })).toBe('match');
    expect(verdict(f, { at: 1, slope: -size * Math.cos(1) })).toBe('mismatch');
    expect(verdict(f, { at: 1, slope: 1.001 * size * Math.cos(1) })).toBe('mismatch');
  });

  test.each<[string, Function1, number, number]>([
    ['ln at 1e-12', Math.log, 1e-12, 1e12],
    ['ln at 1e-100', Math.log, 1e-100, 1e100],
    ['√ at 1e-20', Math.sqrt, 1e-20, 5e9],
    ['1/x at 1e-9', (x) => 1 / x, 1e-9, -1e18],
    ['√ at 1e100', Math.sqrt, 1e100, 5e-51],
    ['e¹⁰⁰ˣ at 1', (x) => Math.exp(100 * x), 1, 100 * Math.exp(100)],
    ['sin(10⁶x) at 1', (x) => Math.sin(1e6 * x), 1, 1e6 * Math.cos(1e6)],
  ])('%s', (_, f, point, slope) => {
    expect(verdict(f, { at: point, slope })).toBe('match');
    expect(verdict(f, { at: point, slope: -slope })).toBe('mismatch');
    expect(verdict(f, { at: point, slope: 1.01 * slope })).toBe('mismatch');
  });

  // the square root of a product of two such numbers is 0 or infinite
  test.each<[string, Function1, number, number]>([
    ['√ at 1e-300', Math.sqrt, 1e-300, 5e149],
    ['ln at 1e-200', Math.log, 1e-200, 1e200],
    ['√ at 1e200', Math.sqrt, 1e200, 5e-101],
    ['x at 1e160', (x) => x, 1e160, 1],
  ])('beyond the square root of the largest number: %s', (_, f, point, slope) => {
    expect(verdict(f, { at: point, slope })).toBe('match');
    expect(verdict(f, { at: point, slope: -slope })).toBe('mismatch');
  });

  test('a gradient a billion times smaller than the value: the right one passes, the flipped one does not', () => {
    const f: Function1 = (x) => 1e9 + x * x;
    expect(verdict(f, { at: 1, slope: 2 })).not.toBe('mismatch');
    expect(verdict(f, { at: 1, slope: -2 })).toBe('mismatch');
  });

  test('a gradient lost in the round-off of the value is no match, whatever is claimed', () => {
    const f: Function1 = (x) => 1e15 + x * x;
    expect([2, -2].map((slope) => verdict(f, { at: 1, slope }))).not.toContain('match');
  });
});

test.each<[string, Function1]>([
  ['jumps', Math.sign],
  ['is infinitely steep', Math.cbrt],
])('where f %s no number in the record is lost: the threshold stays the one asked for', (_, f) => {
  const check = checkGradient({ value: f, gradient: () => 3 }, { at: 0 });
  expect([check.threshold, check.variables[0].threshold]).toEqual([1e-7, 1e-7]);
  expect(check.coverage.smallestDetectable).toBeGreaterThanOrEqual(1e-7);
  expect(check.coverage.smallestDetectable).toBeLessThanOrEqual(1);
});
