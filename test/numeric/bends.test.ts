import { describe, expect, test } from 'vitest';
import { bendAt, showsKinks, type Term } from '../../src/numeric/bends.ts';
import { estimateSlope } from '../../src/numeric/estimate.ts';
import { quotientsOver } from '../../src/numeric/quotient.ts';
import { baseAt, type Line, rungsOf, steps } from './ladders.ts';

const termsOf = (f: Line): readonly Term[] =>
  rungsOf(f).map((rung) => {
    const { central, bend } = quotientsOver(rung, baseAt(f(0)));
    return { ...central, gap: bend };
  });

const bendsOf = (f: Line) => termsOf(f).map((_, k, terms) => bendAt(terms, k));

const smooth: Readonly<Record<string, Line>> = {
  'a parabola': (t) => 1 + t + 3 * t * t,
  'a sine': (t) => Math.sin(5 * t + 1),
  exponential: (t) => Math.exp(3 * t),
  'a line': (t) => 2 * t + 1,
};

describe('a smooth function', () => {
  test.each(Object.keys(smooth))('%s shows no kinks, and bends by curvature alone', (name) => {
    expect(showsKinks(termsOf(smooth[name]))).toBe(false);
    expect(
      bendsOf(smooth[name])
        .slice(0, -1)
        .every((bend) => bend === 0),
    ).toBe(true);
  });

  test('a pole among the steps is no kink', () => {
    expect(showsKinks(termsOf((t) => 1 / (t - 0.01)))).toBe(false);
  });
});

describe('a kink beside the point', () => {
  const at = 1e-5;
  const kinked: Line = (t) => 1 + 2 * t + Math.max(0, t - at);

  test('shows over the steps beyond it, as far apart as the slopes of its sides', () => {
    expect(showsKinks(termsOf(kinked))).toBe(true);
    bendsOf(kinked).forEach((bend, k) => {
      if (steps[k] < at) expect(bend).toBe(0);
      if (steps[k] > 10 * at && steps[k] < 0.01) expect(bend).toBeCloseTo(1 - at / steps[k], 6);
    });
  });

  test('leaves its straight side, and that is the derivative', () => {
    const beyond = rungsOf(
      kinked,
      steps.filter((step) => step > at),
    );
    const { side, value, bar } = estimateSlope(baseAt(1), beyond);
    expect(Math.abs((side?.value ?? Number.NaN) - 2)).toBeLessThanOrEqual(side?.bar ?? Number.NaN);
    expect(Math.abs(value - 2)).toBeLessThanOrEqual(bar);
    expect(side?.bar).toBeLessThan(bar / 4);
  });
});
