import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { slopeAtZero, type Term } from '../../src/numeric/candidates.ts';
import { NOISE_COVERAGE } from '../../src/numeric/convergence.ts';

const seed = 18;

const terms = (slopes: readonly number[], noise: (step: number) => number): readonly Term[] =>
  slopes.map((slope, k) => ({ step: 4 ** k, slope, noise: noise(4 ** k) }));

const nothing = { value: Number.NaN, bar: Number.POSITIVE_INFINITY };

describe('a quotient by itself', () => {
  const central: Term = { step: 0.5, slope: 3, noise: 0.01, gap: { slope: -0.4, noise: 0.02 } };

  test('is as wide as the slopes of its sides are apart, and its noise', () => {
    const { value, bar } = slopeAtZero([central], 2);
    expect(value).toBe(3);
    expect(bar).toBeCloseTo(0.4 / 2 + NOISE_COVERAGE * 0.01, 15);
  });

  test('is as wide as the slope changes to its neighbour, too', () => {
    const level = { slope: 0, noise: 0.02 };
    const coarser = { ...central, step: 1, slope: 3.5, gap: level };
    const { bar } = slopeAtZero([{ ...central, gap: level }, coarser], 2);
    expect(bar).toBeGreaterThanOrEqual(0.5 + NOISE_COVERAGE * 0.01);
  });

  test('says nothing when it has one side only, nor when it is not finite', () => {
    const { gap, ...oneSided } = central;
    expect(slopeAtZero([oneSided], 1)).toEqual(nothing);
    expect(slopeAtZero([{ ...central, slope: Number.NaN }], 2)).toEqual(nothing);
    expect(slopeAtZero([], 2)).toEqual(nothing);
  });
});

describe('a run', () => {
  test('goes around what is not finite', () => {
    const slopes = [5, 5, Number.POSITIVE_INFINITY, 5, Number.NaN];
    const { value, bar } = slopeAtZero(
      terms(slopes, (step) => 1e-9 / step),
      2,
    );
    expect(value).toBe(5);
    expect(bar).toBeLessThan(1e-9);
  });

  test('of coarse steps counts for nothing where finer ones speak against it', () => {
    // the coarse three agree with each other to the last digit: a kink, or a pole, that they have passed over
    const { value, bar } = slopeAtZero(
      terms([1, 1, 1, 2, 2, 2], (step) => 1e-3 / step),
      2,
    );
    expect(Math.abs(value - 1)).toBeLessThanOrEqual(bar);
    expect(bar).toBeLessThan(0.5);
  });

  test('that finer quotients lead away from counts for nothing', () => {
    const leading = [-900, 2, 2, 2].map((slope, k) => ({ step: 4 ** k, slope, noise: 1e-3 }));
    expect(slopeAtZero(leading, 2)).toEqual(nothing);
  });
});

describe('noise that is larger than it was taken to be', () => {
  /** ±1 in such an order that no power series passes through. */
  const signs = [1, -1, -1, 1, 1, -1, 1, -1];
  const scattered = (deviations: number) =>
    terms(
      signs.map((sign, k) => 1 + (sign * deviations * 1e-3) / 4 ** k),
      (step) => 1e-3 / step,
    );

  test.each([1, 10, 60])('by a factor of %s widens the bar', (deviations) => {
    const { value, bar } = slopeAtZero(scattered(deviations), 1);
    expect(Math.abs(value - 1)).toBeLessThanOrEqual(bar);
    expect(bar).toBeLessThan(1);
  });

  test('is what slopes without bound may be: then nothing is known', () => {
    expect(
      slopeAtZero(
        terms([64, 16, 4, 1], () => 1e-9),
        1,
      ),
    ).toEqual(nothing);
  });
});

const disturbed = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 2, maxLength: 14 });

/** Slopes that converge to 1, but for so many standard deviations. */
const converging = (deviations: readonly number[]) =>
  deviations.map((level, k) => {
    const step = 2 ** (k - 12);
    const noise = 1e-9 / step;
    return { step, slope: 1 + step + level * noise, noise };
  });

// a line in the step is extrapolated exactly, and the noises of a run are added up with the worst of their signs
test('of slopes on a line, disturbed within what noise may be, every bar covers the limit', () => {
  const law = fc.property(disturbed, (deviations) => {
    const { value, bar } = slopeAtZero(converging(deviations), 1);
    fc.pre(Number.isFinite(bar));
    expect(Math.abs(value - 1)).toBeLessThanOrEqual(bar);
  });
  fc.assert(law, { seed, numRuns: 1000 });
});
