import { describe, expect, test } from 'vitest';
import { checkGradient } from '../../src/index.ts';

/** What happens between 0 and 1, and nothing beyond; the slope at a place that is far from every kink. */
interface Feature {
  readonly value: (v: number) => number;
  readonly at: number;
  readonly slope: number;
}

const features: Readonly<Record<string, Feature>> = {
  clamp: { value: (v) => Math.min(Math.max(v, 0), 1), at: 0.53, slope: 1 },
  hat: { value: (v) => Math.max(0, 1 - Math.abs(2 * v - 1)), at: 0.21, slope: 2 },
  smoothstep: {
    value: (v) => {
      const t = Math.min(Math.max(v, 0), 1);
      return t * t * (3 - 2 * t);
    },
    at: 0.4,
    slope: 6 * 0.4 * 0.6,
  },
};

// values that stand still far to both sides show as much at every long step, and no noise is as large as all that happens
describe.each(Object.entries(features))('a %s at points in single precision', (_, feature) => {
  test.each([
    [-10472.3974609375, 291.39140230661326],
    [8825.916015625, 228.3308105650166],
    [93880.96875, 1130.8669911583786],
    [-26984.685546875, 43.34014749976154],
    [12597.25, 14.86515588302947],
  ])('at %d, %d wide', (x, width) => {
    const at = Float32Array.of(x);
    const begin = at[0] - feature.at * width;
    const value = ([t]: Float32Array) => feature.value((t - begin) / width);
    const verdictOf = (slope: number) =>
      checkGradient({ value, gradient: () => Float32Array.of(slope) }, { at }).verdict;
    const slope = feature.slope / width;
    expect(verdictOf(slope)).toBe('match');
    expect([0, -slope, 1.1 * slope].map(verdictOf)).toEqual(Array(3).fill('mismatch'));
  });
});
