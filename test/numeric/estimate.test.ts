import { describe, expect, test } from 'vitest';
import { NOISE_COVERAGE } from '../../src/numeric/convergence.ts';
import { estimateSlope } from '../../src/numeric/estimate.ts';
import { type NoiseLevel, noiseOf, roundingIn } from '../../src/numeric/noise.ts';
import { baseAt, type Line, rungOver, rungsOf, steps } from './ladders.ts';

const quiet = roundingIn('float64');
const coarsest = steps[steps.length - 1];

const estimate = (f: Line, noise = quiet) => estimateSlope(baseAt(f(0), noise), rungsOf(f));

describe('when nothing is known', () => {
  const nothing = { value: Number.NaN, bar: Number.POSITIVE_INFINITY };

  test('no rung has no bar', () => {
    expect(estimateSlope(baseAt(0), [])).toEqual(nothing);
  });

  test('nor has a function that is finite on neither side', () => {
    expect(estimate((t) => (t === 0 ? 1 : Number.NaN))).toEqual(nothing);
    expect(estimate((t) => (t === 0 ? 1 : Number.POSITIVE_INFINITY))).toEqual(nothing);
  });
});

describe('a single rung', () => {
  const h = 2 ** -10;
  const { value, bar } = estimateSlope(baseAt(1), [rungOver(Math.exp, h)]);

  test('gives its central slope', () => {
    expect(value).toBe((Math.exp(h) - Math.exp(-h)) / (2 * h));
  });

  test('with a bar of half the gap between the slopes of its sides, and of noise', () => {
    const gap = (Math.exp(h) - 1) / h - (1 - Math.exp(-h)) / h;
    const noise = Math.hypot(noiseOf(Math.exp(h), quiet), noiseOf(Math.exp(-h), quiet)) / (2 * h);
    expect(bar).toBeCloseTo(gap / 2 + NOISE_COVERAGE * noise, 15);
    expect(Math.abs(value - 1)).toBeLessThan(bar);
  });

  test('finds no kink, but covers the slopes of both its sides', () => {
    const kink = estimateSlope(baseAt(0), [rungOver((t) => Math.max(0, t), h)]);
    expect(kink.slopes).toBeUndefined();
    expect(kink.value).toBe(0.5);
    expect(kink.bar).toBeGreaterThanOrEqual(0.5);
  });
});

describe('a jump', () => {
  test('to both sides leaves no slope', () => {
    const { bar, slopes } = estimate(Math.sign);
    expect(slopes).toBeUndefined();
    expect(bar).toBeGreaterThan(1 / coarsest);
  });

  test('to one side leaves the slope of the other', () => {
    const { value, bar, slopes } = estimate((t) => (t < 0 ? 2 * t : 1 + 3 * t));
    expect(slopes).toBeUndefined();
    expect(Math.abs(value - 3)).toBeLessThanOrEqual(bar);
    expect(bar).toBeLessThan(1e-6);
  });

  test('is not told from a slope without bound: the bar is wider than the estimate', () => {
    const { value, bar, slopes } = estimate(Math.cbrt);
    expect(slopes).toBeUndefined();
    expect(bar).toBeGreaterThan(value);
  });
});

describe('a smooth function', () => {
  test.each<[string, (t: number) => number, number, number]>([
    // three deviations of half a quantum of four spacings of 7, to each side of the coarsest step
    ['a constant', () => 7, 0, (3 * Math.SQRT1_2 * 2 * 2 ** -50) / coarsest],
    // every step is right: three deviations of the roundings of 3 at the coarsest, as much of the gap, and of the change
    ['a line', (t) => 3 + 2 * t, 2, (9 * Math.SQRT1_2 * 3 * 2 ** -52) / coarsest],
    ['a parabola at its vertex', (t) => t * t, 0, 1e-20],
    // measured: 2e-12, 1.5e-15, 2e-12, 4e-14
    ['eᵗ', Math.exp, 1, 4e-12],
    ['sin 3t', (t) => Math.sin(3 * t), 3, 3e-15],
    ['1/(1 − t)', (t) => 1 / (1 - t), 1, 4e-12],
    ['cos t', Math.cos, 0, 8e-14],
  ])('%s: the bar covers the slope, and is narrow', (_, f, slope, widest) => {
    const { value, bar, slopes } = estimate(f);
    expect(slopes).toBeUndefined();
    expect(Math.abs(value - slope)).toBeLessThanOrEqual(bar);
    expect(bar).toBeLessThanOrEqual(widest);
  });

  test('steps of two lengths are read as they were taken', () => {
    const f = (t: number) => 2 * t + 3 * t * t;
    const lopsided = steps.map((h) => ({ right: h, left: h / 3, plus: f(h), minus: f(-h / 3) }));
    const { value, bar } = estimateSlope(baseAt(0), lopsided);
    expect(Math.abs(value - 2)).toBeLessThanOrEqual(bar);
    // measured: 1.1e-15
    expect(bar).toBeLessThan(2e-15);
  });
});

describe('an edge', () => {
  test('where only one side is finite, that side speaks', () => {
    const right = estimate((t) => (t < 0 ? Number.NaN : Math.exp(t)));
    const left = estimate((t) => (t > 0 ? Number.POSITIVE_INFINITY : Math.exp(t)));
    for (const { value, bar, slopes } of [right, left]) {
      expect(slopes).toBeUndefined();
      expect(Math.abs(value - 1)).toBeLessThanOrEqual(bar);
      // measured: 3.5e-11
      expect(bar).toBeLessThan(1e-10);
    }
  });

  test('beyond which f is not finite, nearer than the coarse steps: the finer ones decide', () => {
    // ln(x + t) at x = 1e-3
    const { value, bar } = estimate((t) => Math.log(1e-3 + t));
    expect(Math.abs(value - 1000)).toBeLessThanOrEqual(bar);
    // measured: 5e-9
    expect(bar).toBeLessThan(1e-8);
  });

  test('a pole between the coarse and the fine steps does not mislead', () => {
    // 1/(t − 0.01): slope −10⁴ at 0; the coarse steps straddle the pole
    const { value, bar } = estimate((t) => 1 / (t - 0.01));
    expect(Math.abs(value + 1e4)).toBeLessThanOrEqual(bar);
    // measured: 1.1e-8
    expect(bar).toBeLessThan(2e-8);
  });
});

describe('a kink', () => {
  test.each([
    { left: -1, right: 1 },
    { left: 0, right: 1 },
    { left: 1, right: 0 },
    { left: 0.01, right: 1 },
    { left: -3e5, right: 2e5 },
  ])(
    'from slope $left to $right: both slopes, their middle, and a bar that spans them',
    ({ left, right }) => {
      const found = estimate((t) => (t < 0 ? left : right) * t);
      const size = Math.abs(left) + Math.abs(right);
      const [l, r] = found.slopes ?? [Number.NaN, Number.NaN];
      expect(Math.abs(l - left)).toBeLessThanOrEqual(1e-12 * size);
      expect(Math.abs(r - right)).toBeLessThanOrEqual(1e-12 * size);
      expect(found.value).toBe((l + r) / 2);
      expect(found.value - found.bar).toBeLessThanOrEqual(Math.min(l, r));
      expect(found.value + found.bar).toBeGreaterThanOrEqual(Math.max(l, r));
    },
  );

  test('beside the point, within the coarse steps, is none at it', () => {
    const { value, bar, slopes } = estimate((t) => Math.abs(t - 0.01));
    expect(slopes).toBeUndefined();
    expect(Math.abs(value + 1)).toBeLessThanOrEqual(bar);
    // three deviations of the roundings of 0.01 over a fifth of the way, at the most
    expect(bar).toBeLessThan(3e-14);
  });

  test('strong curvature is none', () => {
    expect(estimate((t) => 1e6 * t * t + t).slopes).toBeUndefined();
    expect(estimate((t) => t * Math.abs(t)).slopes).toBeUndefined();
  });
});

describe('curvature that is another to each side', () => {
  test('is a series in the step, no longer in its square, and the bar knows', () => {
    const { value, bar, slopes } = estimate((t) => 2 * t + (t < 0 ? 1 : -3) * t * t);
    expect(slopes).toBeUndefined();
    expect(Math.abs(value - 2)).toBeLessThanOrEqual(bar);
  });
});

describe('noise', () => {
  const level = 1e-6;
  /** Of deviation 1: from step to step it goes round so often that any phase may come next. */
  const zigzag = (t: number) => Math.SQRT2 * Math.sin(1e12 * t + 1);
  const noisy: Line = (t) => 1 + 2 * t + level * zigzag(t);
  const known: NoiseLevel = { absolute: level, relative: 0 };

  test.each([
    { name: 'that is known', noise: known },
    { name: 'that only shows', noise: quiet },
  ])('$name widens the bar to cover it', ({ noise }) => {
    const { value, bar } = estimate(noisy, noise);
    expect(Math.abs(value - 2)).toBeLessThanOrEqual(bar);
    // measured: two coverages of what one deviation makes over the coarsest span
    expect(bar).toBeGreaterThan(level / (2 * coarsest));
    expect(bar).toBeLessThan((10 * 3 * level) / (2 * coarsest));
  });

  test('of a flat value leaves any slope open up to noise over step', () => {
    const { value, bar } = estimate(() => 1, { absolute: 1e-3, relative: 0 });
    expect(value).toBe(0);
    expect(bar).toBeGreaterThanOrEqual((3 * Math.SQRT2 * 1e-3) / (2 * coarsest));
  });

  test('hides a small kink, which is none then', () => {
    const f = (t: number) => 1 + 1e-9 * Math.abs(t);
    expect(estimate(f, { absolute: 1e-8, relative: 0 }).slopes).toBeUndefined();
  });

  test('of single precision is seen in the values', () => {
    const { value, bar } = estimate((t) => Math.fround(Math.exp(t)));
    expect(Math.abs(value - 1)).toBeLessThanOrEqual(bar);
    expect(bar).toBeGreaterThan(2 ** -24);
    expect(bar).toBeLessThan(1e-3);
  });
});
