import { describe, expect, test } from 'vitest';
import { checkGradient, type GradientCheck } from '../../src/index.ts';

// A value that refuses points outside of its domain says the same as one that returns NaN there.

type Curve = (x: number) => number;

const refusing = (isInside: (x: number) => boolean, value: Curve): Curve => {
  return (x) => {
    if (!isInside(x)) throw new RangeError(`${x} is outside of the domain`);
    return value(x);
  };
};

interface Edged {
  readonly value: Curve;
  readonly slope: Curve;
  readonly at: readonly number[];
}

const CURVES: Readonly<Record<string, Edged>> = {
  'a square root that throws': {
    value: refusing((x) => x >= 0, Math.sqrt),
    slope: (x) => 0.5 / Math.sqrt(x),
    at: [0.5, 1e-2, 1e-4, 1e-6],
  },
  'a logit that throws': {
    value: refusing(
      (p) => p > 0 && p < 1,
      (p) => Math.log(p / (1 - p)),
    ),
    slope: (p) => 1 / (p * (1 - p)),
    at: [0.5, 1e-3, 1e-7, 0.999, 0.999999],
  },
  'a logarithm that becomes no number': {
    value: (x) => (x > 0 ? Math.log(x) : (false as unknown as number)),
    slope: (x) => 1 / x,
    at: [0.5, 1e-2, 1e-6],
  },
};

describe.each(Object.entries(CURVES))('%s', (_, { value, slope, at }) => {
  test.each(at)('at %d is judged by what there is', (x) => {
    const verdictOf = (factor: number) =>
      checkGradient({ value, gradient: (t: number) => factor * slope(t) }, { at: x }).verdict;
    expect([1, 2, -1, 1.01].map(verdictOf)).toEqual(['match', 'mismatch', 'mismatch', 'mismatch']);
  });
});

test('so is one that is asynchronous, and one of several points in one call', async () => {
  const { value, slope } = CURVES['a square root that throws'];
  const later = async (x: readonly number[]) => value(x[0]);
  const values = (points: readonly (readonly number[])[]) => points.map(([x]) => value(x));
  const gradient = (x: readonly number[]) => [slope(x[0])];
  const at = [1e-4];
  const check = await (checkGradient({ value: later, gradient }, { at }) as Promise<GradientCheck>);
  expect(check.verdict).toBe('match');
  const together = { value: (x: readonly number[]) => value(x[0]), values, gradient };
  expect(checkGradient(together, { at }).verdict).toBe('match');
});

test('what is thrown everywhere but at the point is thrown on', () => {
  const failure = new Error('shapes do not fit');
  const value = (x: number) => {
    if (x !== 0.5) throw failure;
    return x;
  };
  expect(() => checkGradient({ value, gradient: () => 1 }, { at: 0.5 })).toThrow(failure);
});
