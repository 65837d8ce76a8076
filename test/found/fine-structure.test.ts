import { describe, expect, test } from 'vitest';
import { hashOfBits } from '../zoo/noise.ts';
import { type Curve, verdictsOf } from './holders.ts';

const { sin, cos } = Math;

// x² + (s/ω) cos ωx has slope 2x − s sin ωx: finer than what coarse steps call noise, and steps within its period show it
describe.each([
  [1e6, 1e-3],
  [1e5, 1e-2],
  [3e6, 1e-3],
  [1e4, 1e-4],
  [1e7, 1],
])('a ripple of frequency %d and slope %d', (frequency, slope) => {
  const value: Curve = (x) => x * x + (slope / frequency) * cos(frequency * x);
  const right: Curve = (x) => 2 * x - slope * sin(frequency * x);

  test.each([0.3, 1.1, -0.7, 1.9])('at %d', (at) => {
    expect(verdictsOf({ value, slope: right, at })).toEqual(['match']);
    expect(verdictsOf({ value, slope: (x) => 2 * x, at })).toEqual(['mismatch']);
    expect(verdictsOf({ value, slope: (x) => -right(x), at })).toEqual(['mismatch']);
  });
});

test('the slope of x² + 1e-9 cos(1e6 x) at 0.3 is 0.599892936', () => {
  const value: Curve = (x) => x * x + 1e-9 * cos(1e6 * x);
  expect(verdictsOf({ value, slope: () => 0.599892936, at: 0.3 })).toEqual(['match']);
});

// the first step agrees with the slope without it by luck, at one point of three
describe('a ripple of frequency 1e8 and slope 1e-3', () => {
  const value: Curve = (x) => x * x + 1e-11 * cos(1e8 * x);
  const right: Curve = (x) => 2 * x - 1e-3 * sin(1e8 * x);
  const points = Array.from({ length: 24 }, (_, i) => 0.2 + 0.0731 * i);

  test('without it no slope matches that is off by more than 1e-4', () => {
    for (const at of points) {
      const error = Math.abs(right(at) - 2 * at) / (4 * at);
      const verdicts = verdictsOf({ value, slope: (x) => 2 * x, at });
      expect([at, error > 1e-4 && verdicts.includes('match')]).toEqual([at, false]);
    }
  });

  test('the right slope is never called wrong', () => {
    for (const at of points)
      expect([at, verdictsOf({ value, slope: right, at }).includes('mismatch')]).toEqual([
        at,
        false,
      ]);
  });
});

// smallest at the minimum, and unlike itself at any two distances: two fine rungs may agree by luck
describe.each([1e-8, 1e-9, 1e-7])('(x - 1 + noise(x))² with noise of %d', (amplitude) => {
  const value: Curve = (x) => (x - 1 + amplitude * (2 * hashOfBits([x]) - 1)) ** 2;
  const slope: Curve = (x) => 2 * (x - 1);
  const distances = Array.from({ length: 40 }, (_, i) => 10 ** (-4 + i / 10) * (i % 2 ? 1 : -1));

  test('the right slope is never called wrong', () => {
    for (const d of distances) {
      const verdicts = verdictsOf({ value, slope, at: 1 + d });
      expect([d, verdicts.includes('mismatch')]).toEqual([d, false]);
    }
  });

  test('twice of it is no match', () => {
    for (const d of distances) {
      const verdicts = verdictsOf({ value, slope: (x) => 2 * slope(x), at: 1 + d });
      expect([d, verdicts.includes('match')]).toEqual([d, false]);
    }
  });
});
