import { describe, expect, test } from 'vitest';
import { checkGradient, type Verdict } from '../../src/index.ts';
import { type Curve, verdictsOf } from './holders.ts';

// Below the smallest normal number the spacing is constant, on both sides of the comparison.

const { exp } = Math;

describe('exp(-t)', () => {
  const value: Curve = (t) => exp(-t);

  test.each([740, 735, 725, 744])('at %d, where it is few quanta, is not called wrong', (at) => {
    expect(verdictsOf({ value, slope: (t) => -exp(-t), at })).not.toContain('mismatch');
    expect(verdictsOf({ value, slope: () => 1, at })).toEqual(['mismatch']);
  });

  test.each([700, 710, 712])('at %d, where it is many, is resolved', (at) => {
    expect(verdictsOf({ value, slope: (t) => -exp(-t), at })).toEqual(['match']);
    expect(verdictsOf({ value, slope: (t) => exp(-t), at })).toEqual(['mismatch']);
    expect(verdictsOf({ value, slope: (t) => -1.1 * exp(-t), at })).toEqual(['mismatch']);
  });
});

// d/dx xⁿ = n xⁿ⁻¹, all but 0 beside what xⁿ does a step further
describe.each([2, 3, 4])('x to the power of %d', (power) => {
  test.each([7.5e-159, -7.5e-159, 1e-155, 3e-160, 1e-200])('at %d', (at) => {
    const value: Curve = (x) => x ** power;
    expect(verdictsOf({ value, slope: (x) => power * x ** (power - 1), at })).not.toContain(
      'mismatch',
    );
    expect(verdictsOf({ value, slope: () => 1e-3, at })).toEqual(['mismatch']);
  });
});

type Vector = ArrayLike<number>;

describe.each([1e-314, 5e-324, 1e-310, 0])('x y at [2, %d]', (y) => {
  const at = [2, y];
  const verdict = (gradient: (x: number[]) => number[]): Verdict =>
    checkGradient({ value: ([a, b]: number[]) => a * b, gradient }, { at }).verdict;

  test('[y, x] matches, a sign or a factor does not', () => {
    expect(verdict(([a, b]: number[]) => [b, a])).toBe('match');
    expect(verdict(([a, b]: number[]) => [b, -a])).toBe('mismatch');
    expect(verdict(([, b]: number[]) => [b, 1])).toBe('mismatch');
  });
});

describe('float32: exp(x)', () => {
  const value = ([x]: Float32Array) => Math.fround(exp(x));
  const verdict = (at: number, slope: Curve) =>
    checkGradient(
      { value, gradient: ([x]: Float32Array) => Float32Array.of(slope(x)) },
      { at: Float32Array.of(at) },
    ).verdict;

  test.each([-97, -95, -100, -103])('at %d, where it is few quanta, is not called wrong', (at) => {
    expect(verdict(at, exp)).not.toBe('mismatch');
    expect(verdict(at, () => 1)).toBe('mismatch');
  });

  test.each([-97, -95, -92])('at %d, of the other sign, is', (at) => {
    expect(verdict(at, (x) => -exp(x))).toBe('mismatch');
  });
});

describe('one entry of a softmax that is all but 0', () => {
  const softmax = (x: Vector) => {
    const weights = Array.from(x, (v) => exp(v - Math.max(...Array.from(x))));
    const total = weights.reduce((a, b) => a + b, 0);
    return weights.map((w) => w / total);
  };
  const value = (x: Vector) => softmax(x)[1];
  /** ∂p₁/∂x is p₁ (δ − p), and 1 − p₁ the sum of the others. */
  const right = (x: Vector) => {
    const [p0, p1, p2] = softmax(x);
    return [-p1 * p0, p1 * (p0 + p2), -p1 * p2];
  };
  const verdict = (at: readonly number[], gradient: (x: Vector) => number[]) =>
    checkGradient({ value, gradient }, { at: Float64Array.from(at) }).verdict;

  test.each([[[0, -730, -3]], [[0, -735, -1]], [[2, -720, 0]], [[0, -742, 0]]])('at %j', (at) => {
    expect(verdict(at, right)).not.toBe('mismatch');
    expect(verdict(at, () => [0, 0, 1e-3])).toBe('mismatch');
  });

  test.each([[[0, -730, -3]], [[0, -600, -3]], [[1, -20, 0]]])('at %j, of the other sign', (at) => {
    expect(verdict(at, (x) => right(x).map((g) => -g))).toBe('mismatch');
  });
});

// equal by luck is not agreed: what is told from zero has to be told from others, too
test('seventeen of the smallest numbers are not agreed on by a bar of seven', () => {
  const value = ({ x, y }: { readonly x: number; readonly y: number }) =>
    x * y * Math.exp(-x * x - y * y);
  const verdictOf = (slope: number) =>
    checkGradient(
      { value, gradient: ({ x }: { readonly x: number }) => ({ x: slope, y: x }) },
      { at: { x: -5e-324, y: -9e-323 } },
    ).verdict;
  const slopes = Array.from({ length: 8 }, (_, i) => -(14 + i) * 5e-324);
  for (const slope of slopes) expect([slope, verdictOf(slope)]).toEqual([slope, 'inconclusive']);
  expect(verdictOf(9e-323)).toBe('mismatch');
});
