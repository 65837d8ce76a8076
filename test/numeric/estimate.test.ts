import { describe, expect, test } from 'vitest';
import { estimateSlope, type Rung } from '../../src/numeric/estimate.ts';

const quiet = { absolute: 0, relative: 2 ** -52 };
const steps = [0, 2, 4, 7, 10, 13].map((k) => 2 ** (-4 - k));

function rung(f: (t: number) => number, h: number): Rung {
  return { right: h, left: h, plus: f(h), minus: f(-h) };
}

const estimate = (f: (t: number) => number, noise = quiet) =>
  estimateSlope(
    { value: f(0), noise },
    steps.map((h) => rung(f, h)),
  );

describe('when nothing is known', () => {
  const nothing = { value: Number.NaN, bar: Number.POSITIVE_INFINITY };

  test('no rung, or one, has no bar', () => {
    expect(estimateSlope({ value: 0, noise: quiet }, [])).toEqual(nothing);
    expect(estimateSlope({ value: 1, noise: quiet }, [rung(Math.exp, 2 ** -10)])).toEqual(nothing);
  });

  test('nor has a function that is finite on neither side', () => {
    expect(estimate((t) => (t === 0 ? 1 : Number.NaN))).toEqual(nothing);
    expect(estimate((t) => (t === 0 ? 1 : Number.POSITIVE_INFINITY))).toEqual(nothing);
  });

  test('nor has a jump, or a slope without bound', () => {
    expect(estimate(Math.sign).bar).toBe(Number.POSITIVE_INFINITY);
    expect(estimate(Math.cbrt).bar).toBe(Number.POSITIVE_INFINITY);
  });
});

// the value at a jump belongs to one of its sides; the other is finite too, and its slope without bound
test.fails('a jump from one side only has no bar either', () => {
  expect(estimate((t) => (t < 0 ? 0 : 1)).bar).toBe(Number.POSITIVE_INFINITY);
});

describe('a smooth function', () => {
  test.each<[string, (t: number) => number, number, number]>([
    ['a constant', () => 7, 0, 1e-10],
    ['a line', (t) => 3 + 2 * t, 2, 1e-10],
    ['a parabola at its vertex', (t) => t * t, 0, 1e-15],
    ['eᵗ', Math.exp, 1, 1e-9],
    ['sin 3t', (t) => Math.sin(3 * t), 3, 1e-8],
    ['1/(1 − t)', (t) => 1 / (1 - t), 1, 1e-8],
  ])('%s: the bar covers the slope, and is narrow', (_, f, slope, widest) => {
    const { value, bar, slopes } = estimate(f);
    expect(slopes).toBeUndefined();
    expect(Math.abs(value - slope)).toBeLessThanOrEqual(bar);
    expect(bar).toBeLessThanOrEqual(widest);
  });

  test('the order of the rungs does not matter', () => {
    const base = { value: 1, noise: quiet };
    const rungs = steps.map((h) => rung(Math.exp, h));
    expect(estimateSlope(base, [...rungs].reverse())).toEqual(estimateSlope(base, rungs));
    const shuffled = [3, 0, 5, 1, 4, 2].map((k) => rungs[k]);
    expect(estimateSlope(base, shuffled)).toEqual(estimateSlope(base, rungs));
  });

  test('steps of two lengths are read as they were taken', () => {
    const lopsided = steps.map((h) => ({
      right: h,
      left: h / 2,
      plus: 2 * h,
      minus: -h,
    }));
    const { value, bar } = estimateSlope({ value: 0, noise: quiet }, lopsided);
    expect(Math.abs(value - 2)).toBeLessThanOrEqual(bar);
    expect(bar).toBeLessThan(1e-12);
  });
});

describe('an edge', () => {
  test('where only one side is finite, that side speaks', () => {
    const right = estimate((t) => (t < 0 ? Number.NaN : Math.exp(t)));
    const left = estimate((t) => (t > 0 ? Number.POSITIVE_INFINITY : Math.exp(t)));
    for (const { value, bar, slopes } of [right, left]) {
      expect(slopes).toBeUndefined();
      expect(Math.abs(value - 1)).toBeLessThanOrEqual(bar);
      expect(bar).toBeLessThan(1e-5);
    }
  });

  test('beyond which f is not finite, nearer than the coarse steps: the finer ones decide', () => {
    // ln(x + t) at x = 1e-3
    const { value, bar } = estimate((t) => Math.log(1e-3 + t));
    expect(Math.abs(value - 1000)).toBeLessThanOrEqual(bar);
    expect(bar).toBeLessThan(10);
  });

  test('a pole between the coarse and the fine steps does not mislead', () => {
    // 1/(t − 0.01): slope −10⁴ at 0; the coarse steps straddle the pole
    const { value, bar } = estimate((t) => 1 / (t - 0.01));
    expect(Math.abs(value + 1e4)).toBeLessThanOrEqual(bar);
    expect(bar).toBeLessThan(100);
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
    expect(bar).toBeLessThan(1e-6);
  });

  test('strong curvature is none', () => {
    expect(estimate((t) => 1e6 * t * t + t).slopes).toBeUndefined();
    expect(estimate((t) => t * Math.abs(t)).slopes).toBeUndefined();
  });
});

describe('noise', () => {
  /** ±1 with the parity of the step: no two neighbours agree. */
  const zigzag = (t: number) => (Math.round(t * 2 ** 17) % 3) - 1;

  test('that is known widens the bar to cover it', () => {
    const level = 1e-6;
    const f = (t: number) => 1 + 2 * t + level * zigzag(t);
    const { value, bar } = estimate(f, { absolute: level, relative: 0 });
    expect(Math.abs(value - 2)).toBeLessThanOrEqual(bar);
    expect(bar).toBeGreaterThan(level / 2 ** -4);
    expect(bar).toBeLessThan(1e-3);
  });

  test('a flat value under noise may have any slope up to noise over step', () => {
    const { value, bar } = estimate(() => 1, { absolute: 1e-3, relative: 0 });
    expect(value).toBe(0);
    // three deviations over the coarsest span, at least
    expect(bar).toBeGreaterThanOrEqual((3 * Math.SQRT2 * 1e-3) / 2 ** -3);
  });

  test('a small kink below the noise is no kink', () => {
    const f = (t: number) => 1 + 1e-9 * Math.abs(t);
    expect(estimate(f, { absolute: 1e-8, relative: 0 }).slopes).toBeUndefined();
  });
});
