import { describe, expect, test } from 'vitest';
import { type Curve, type Holder, verdictIn, verdictsOf } from './holders.ts';

const { floor, round, ceil, trunc, sin, cos } = Math;
const inEvery: readonly Holder[] = ['number', 'array', 'Float64Array'];

// wider than rounding: zero is right between two jumps, and neither verdict is a matter of the seed
describe('on a stair zero is right, and what is steeper than all stairs together is wrong', () => {
  test.each<[string, Curve, number]>([
    ['floor', floor, 100.3],
    ['floor', floor, 100.0012],
    ['floor', floor, -3.4],
    ['ceil', ceil, 0.7],
    ['trunc', trunc, 12.9],
    ['round(255 x) / 255', (x) => round(255 * x) / 255, 0.7312],
    ['round(255 x) / 255', (x) => round(255 * x) / 255, 0.1],
    ['round(15 x) / 15', (x) => round(15 * x) / 15, 0.55],
    ['round to a thousandth', (x) => round(x * 1000) / 1000, 1.23417],
    ['sign', Math.sign, -0.2],
  ])('%s at %d', (_, value, at) => {
    expect(verdictsOf({ value, slope: () => 0, at })).toEqual(['match']);
    expect(verdictsOf({ value, slope: () => 3, at })).toEqual(['mismatch']);
    expect(verdictsOf({ value, slope: () => -1, at })).toEqual(['mismatch']);
  });

  test.each([0.3, 5.6, 20.4])('beside something smooth at %d its slope is right', (at) => {
    const value: Curve = (x) => sin(x) + 0.1 * floor(x);
    expect(verdictsOf({ value, slope: cos, at })).toEqual(['match']);
    expect(verdictsOf({ value, slope: (x) => 2 * cos(x), at })).toEqual(['mismatch']);
  });
});

// the derivative does not exist; the slope beside the jump is no mistake unless kinks are
describe.each([0, 0.3, -2])('a jump at the point: x + step(x - p) at p = %d', (p) => {
  describe.each([1, 0.01, 1e-5, -1])('of %d', (height) => {
    const value: Curve = (x) => x + (x > p ? height : 0);

    test.each(inEvery)('%s', (holder) => {
      const verdict = (slope: number, options = {}) =>
        verdictIn(holder, { value, slope: () => slope, at: p }, options);
      expect(verdict(1)).toBe('match');
      expect(verdict(1, { kinks: 'inconclusive' })).toBe('inconclusive');
      expect(verdict(1, { kinks: 'fail' })).toBe('mismatch');
      expect([verdict(0), verdict(-1), verdict(1.1)]).not.toContain('match');
    });
  });
});

// zero is the slope beside it, and what a jump counts as is for the user to say
test.each<[string, Curve, number]>([
  ['floor', floor, 2],
  ['a step', (x) => (x >= 0 ? 1 : 0), 0],
])('%s at its jump, beside which it is level', (_, value, at) => {
  const verdict = (options = {}) => verdictIn('number', { value, slope: () => 0, at }, options);
  expect(verdict()).toBe('match');
  expect(verdict({ kinks: 'inconclusive' })).toBe('inconclusive');
  expect(verdict({ kinks: 'fail' })).toBe('mismatch');
});

// a guard or a dead zone is no rounding, however narrow: beyond it the value goes on, where one that is rounded stands still again
describe.each([1e-9, 1e-8, 1e-7, 1e-5])('within a dead zone %d wide zero is right', (width) => {
  test.each([0.3, -0.6])('at %d of it', (part) => {
    const value: Curve = (x) => (Math.abs(x) < width ? 0 : 3 * x);
    expect(verdictsOf({ value, slope: () => 0, at: part * width })).toEqual(['match']);
    expect(verdictsOf({ value, slope: () => -3, at: part * width })).not.toContain('match');
  });
});

// a term that is rounded at 1e13 goes up in stairs of 0.002: which slope is meant, of one or over many, cannot be told
describe.each([1, 1000])('what climbs in stairs beside a slope of %d', (k) => {
  test.each([
    [1e13, 0.3],
    [3e12, -1.7],
    [1e14, 0.3],
  ])('rounded at %d, at %d', (large, at) => {
    const value: Curve = (x) => 1 + k * x + (large + x - large);
    expect(verdictsOf({ value, slope: () => k + 1, at })).not.toContain('mismatch');
    for (const slope of [-k - 1, 2 * k + 2])
      expect(verdictsOf({ value, slope: () => slope, at })).toEqual(['mismatch']);
  });
});

// teeth far away from the point: what many of them climb by is no derivative
describe('far from where it falls back, the slope of a sawtooth is right', () => {
  test.each<[number, number, number]>([
    [1, 9785.948857665062, 24],
    [0.26, 75.74, -1.63],
    [7.26, 25193.57, 2.08],
    [2e-5, 0.0747873, -48.9],
    [4.06, 14630.2, 0.0165],
  ])('with a period of %d at %d', (period, at, slope) => {
    const value: Curve = (x) => slope * (x - period * floor(x / period));
    expect(verdictsOf({ value, slope: () => slope, at })).toEqual(['match']);
    expect(verdictsOf({ value, slope: () => 1.01 * slope, at })).not.toContain('match');
  });
});

// a single jump of a few roundings is all that a slope over longer steps may be off by
describe('beside a jump, less than the first step away, the slope at the point is right', () => {
  const at = 0.5780255608260632;

  test.each([
    [4.182e-7, 5.262e-7],
    [1e-6, -1e-6],
    [-3e-7, 1e-7],
  ])('%d away, of %d', (distance, height) => {
    const value: Curve = (x) => Math.exp(x / 2) + (x > at + distance ? height : 0);
    const slope: Curve = (x) => Math.exp(x / 2) / 2;
    for (const seed of [1, 2, 3, 83156])
      expect(verdictIn('number', { value, slope, at }, { seed })).toBe('match');
  });
});

// the slopes of the two sides of a jump, or of one tooth and of many, are no uncertainty beside which any gradient is zero
describe('just beside a jump a gradient is not small because the jump is steep', () => {
  const fall = (x: number) => x - floor(x);
  const step = (x: number) => (x > 0 ? 1 : 0) + x / 100;

  test.each<[string, Jumping, Place]>([
    [
      'a sawtooth',
      { shape: fall, slope: 3 },
      { at: -64347500, period: 25847.59427261018, beyond: 0.02848171 },
    ],
    [
      'a sawtooth',
      { shape: fall, slope: 23.9 },
      { at: 17095.949588272837, period: 316.598, beyond: 3.932e-5 },
    ],
    [
      'a step',
      { shape: step, slope: 2.15e-4 },
      { at: -2677.5744630888325, period: 110.869, beyond: 1.0531e-4 },
    ],
    [
      'a step',
      { shape: step, slope: 2.174e-3 },
      { at: 8635.341859886688, period: 7978.439, beyond: 2.634e-3 },
    ],
  ])('%s', (_, { shape, slope }, { at, period, beyond }) => {
    const steep = slope / (shape === step ? 0.01 : 1);
    const value: Curve = (x) => steep * period * shape((x - (at - beyond)) / period);
    expect(verdictsOf({ value, slope: () => slope, at })).toEqual(['match']);
    for (const wrong of [0, -slope, 2 * slope, 1.01 * slope])
      expect(verdictsOf({ value, slope: () => wrong, at })).not.toContain('match');
  });
});

interface Jumping {
  readonly shape: Curve;
  readonly slope: number;
}

/** A point a little beyond a jump of something periodic. */
interface Place {
  readonly at: number;
  readonly period: number;
  readonly beyond: number;
}
