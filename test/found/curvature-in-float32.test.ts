import { describe, expect, test } from 'vitest';
import { checkGradient } from '../../src/index.ts';
import { estimateSlope } from '../../src/numeric/estimate.ts';
import { roundingIn } from '../../src/numeric/noise.ts';

// A sum of many terms in single precision hides their slopes over fine steps, and a curvature that changes within the coarse ones looks like
// a series in h²: three of them extrapolate to a slope that is none, alike for all coordinates and at any steps.
const TERMS = {
  huber: {
    term: (v: number) => (Math.abs(v) < 0.5 ? v * v : Math.abs(v) - 0.25),
    slope: (v: number) => (Math.abs(v) < 0.5 ? 2 * v : Math.sign(v)),
  },
  elu: {
    term: (v: number) => (v > 0 ? v : Math.expm1(v)),
    slope: (v: number) => (v > 0 ? 1 : Math.exp(v)),
  },
  'rectified square': {
    term: (v: number) => Math.max(0, v) ** 2,
    slope: (v: number) => 2 * Math.max(0, v),
  },
};
type Term = (typeof TERMS)['huber'];

/** What else is in the sum: as much as of many terms. */
const OTHERS = [40.3, 300.17, 511.9];
/** Each step 7.3 times as long as the one before, and one between the longest. */
const LADDER = [-6, -5, -4, -3, -2, -1, -0.5, 0].map((k) => 7.3 ** k);
/** As long as a check takes them, and in the golden ratio to that. */
const LONGEST = [0.74, 0.46, 0.3];
const POINTS = Array.from({ length: 150 }, (_, i) => Math.fround(-1 + 0.0133 * i + 0.0037));

/** By how many of its bars an estimate at a point is off, with the values of a sum over steps up to the longest. */
function barsOff(
  { value, slope }: Record<'value' | 'slope', (v: number) => number>,
  { v, longest }: Record<'v' | 'longest', number>,
): number {
  const noise = roundingIn('float32');
  const base = { value: value(v), noise, format: 'float32', size: 1, coordinate: v } as const;
  const rungs = LADDER.map((share) => longest * share).map((h) => ({
    right: h,
    left: h,
    plus: value(v + h),
    minus: value(v - h),
  }));
  const found = estimateSlope(base, rungs);
  return Math.abs(found.value - slope(v)) / found.bar;
}

describe.each(Object.entries(TERMS))('%s beside a sum in float32', (_, { term, slope }) => {
  test.each(OTHERS)('of %d: two bars cover the slope, but for one in a hundred', (others) => {
    const value = (v: number) => Math.fround(others + term(v));
    const off = POINTS.flatMap((v) =>
      LONGEST.map((longest) => barsOff({ value, slope }, { v, longest })),
    );
    expect(off.filter((bars) => bars > 2).length).toBeLessThan(off.length / 100);
  });
});

// places all over (−1, 1), by the golden ratio
const AT = Array.from({ length: 1500 }, (_, i) => Math.fround(2 * ((i * 0.6180339887) % 1) - 1));
const sumOf =
  ({ term }: Term) =>
  (x: readonly number[]) =>
    Math.fround(x.reduce((sum, v) => sum + term(v), 0));

describe.each(Object.entries(TERMS))('1500 terms of %s, summed in float32', (_, own) => {
  const value = sumOf(own);
  const right = (x: readonly number[]) => x.map(own.slope);

  test('coordinates whose steps lead beyond the bend are not called wrong', () => {
    const near = (v: number) => [-0.61, 0.16, 0.61].some((at) => Math.abs(v - at) < 0.01);
    const variables = [...AT.keys()].filter((i) => near(AT[i])).map((i) => `x[${i}]`);
    const found = checkGradient({ value, gradient: right }, { at: AT, variables });
    expect(found.verdict).not.toBe('mismatch');
  });

  test('the right gradient matches by directions through all of it', () => {
    const found = checkGradient({ value, gradient: right }, { at: AT });
    expect(found).toMatchObject({ verdict: 'match', variables: [{ dtype: 'float64' }] });
    expect(found.evaluations.value).toBeLessThan(1000);
  });

  test.each([3, 700, 1499])('a wrong coordinate, %d, is named', (wrong) => {
    const gradient = (x: readonly number[]) => right(x).map((g, i) => (i === wrong ? g + 1 : g));
    const found = checkGradient({ value, gradient }, { at: AT });
    expect(found.verdict).toBe('mismatch');
    const [{ worst }] = found.variables;
    expect(worst.map(({ coordinate }) => coordinate)).toEqual([`x[${wrong}]`]);
  });

  test('a gradient that is a tenth too large is called wrong', () => {
    const gradient = (x: readonly number[]) => right(x).map((g) => 1.1 * g);
    expect(checkGradient({ value, gradient }, { at: AT }).verdict).toBe('mismatch');
  });
});
