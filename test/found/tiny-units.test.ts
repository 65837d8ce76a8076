import { describe, expect, test } from 'vitest';
import { checkGradient } from '../../src/index.ts';
import { type Curve, verdictsOf } from './holders.ts';

// What people compute in SI units: coordinates of 1e-15 m, values of 1e-12 J, and first steps that lead into another world.

interface Scaled {
  readonly value: Curve;
  readonly slope: Curve;
}

const CURVES: Record<string, Scaled> = {
  cos: { value: Math.cos, slope: (v) => -Math.sin(v) },
  tanh: { value: Math.tanh, slope: (v) => 1 - Math.tanh(v) ** 2 },
  'v / (1 + v)': { value: (v) => v / (1 + v), slope: (v) => 1 / (1 + v) ** 2 },
};

describe.each(Object.entries(CURVES))('%s', (_, { value, slope }) => {
  const scales = [1e-9, 1e-13, 1e-15, 1e-18].flatMap((length) =>
    [1, 1e-9, 1e-12, 1e-20].map((size) => [length, size] as const),
  );

  test.each(scales)(
    'over %d and as large as %d: right ones match, others do not',
    (length, size) => {
      for (const v of [0.6, 1.3, 2.4]) {
        const claimed = (factor: number) => ({
          value: (x: number) => size * value(x / length),
          slope: (x: number) => (factor * size * slope(x / length)) / length,
          at: v * length,
        });
        expect([v, verdictsOf(claimed(1))]).toEqual([v, ['match']]);
        for (const factor of [0, -1, 2, 1.01])
          expect([v, factor, verdictsOf(claimed(factor))]).toEqual([v, factor, ['mismatch']]);
      }
    },
  );
});

/** A Woods–Saxon well, −V / (1 + e^((r − R) / a)), in joule and metres. */
describe('the potential of a nucleus', () => {
  const DEPTH = 8e-12;
  const value = ([r, radius, skin]: readonly number[]) =>
    -DEPTH / (1 + Math.exp((r - radius) / skin));
  const slopes = ([r, radius, skin]: readonly number[]) => {
    const e = Math.exp((r - radius) / skin);
    const steep = (DEPTH * e) / (1 + e) ** 2 / skin;
    return [steep, -steep, (-steep * (r - radius)) / skin];
  };

  test.each([2.3e-15, 3.9e-15, 5.2e-15])('at %d m', (r) => {
    const at = [r, 4e-15, 0.6e-15];
    const verdictOf = (factors: readonly number[]) =>
      checkGradient(
        { value, gradient: (x: number[]) => slopes(x).map((g, i) => factors[i] * g) },
        { at },
      ).verdict;
    expect(verdictOf([1, 1, 1])).toBe('match');
    for (const factors of [
      [0, 1, 1],
      [1, 0, 1],
      [-1, 1, 1],
      [1, 1, 1.5],
    ])
      expect([factors, verdictOf(factors)]).toEqual([factors, 'mismatch']);
  });
});

// So far away slopes are as large as one likes: nothing is a zero against them.
describe('a forgotten derivative of a parabola', () => {
  test.each([1e-9, 1e-13, 1e-14, 1e-15, 1e-18])('in units of %d', (unit) => {
    const value = ([x, y]: readonly number[]) => (x / unit - 1) ** 2 + (y / unit + 2) ** 2;
    const at = [1.3 * unit, 0.5 * unit];
    const verdictOf = (x: number, y: number) =>
      checkGradient({ value, gradient: () => [(0.6 * x) / unit, (5 * y) / unit] }, { at }).verdict;
    expect(verdictOf(1, 1)).toBe('match');
    for (const [x, y] of [
      [0, 1],
      [1, 0],
      [0, 0],
      [-1, 1],
      [2, 1],
    ])
      expect([x, y, verdictOf(x, y)]).toEqual([x, y, 'mismatch']);
  });

  const { fround } = Math;

  test.each([1e-4, 1e-6, 1e-7, 1e-8])('in single precision, in units of %d', (unit) => {
    const side = (x: number, from: number) => fround(fround(fround(x / fround(unit)) - from) ** 2);
    const value = ([x, y]: Float32Array) => fround(side(x, 1) + side(y, -2));
    const at = Float32Array.of(1.3 * unit, 0.5 * unit);
    const verdictOf = (x: number, y: number) =>
      checkGradient(
        { value, gradient: () => Float32Array.of((0.6 * x) / unit, (5 * y) / unit) },
        { at },
      ).verdict;
    expect(verdictOf(1, 1)).toBe('match');
    for (const [x, y] of [
      [0, 1],
      [1, 0],
      [-1, 1],
      [2, 1],
    ])
      expect([x, y, verdictOf(x, y)]).toEqual([x, y, 'mismatch']);
  });
});

/** Five beads joined by springs, in micrometres and single precision. */
describe('springs', () => {
  const UNIT = 1e-6;
  const { fround, sqrt } = Math;
  const atUnits = [1.1, -0.4, -1.7, 0.9, 0.3, 1.6, -0.8, -1.2, 1.9, 0.2];
  const pairs = [0, 1, 2, 3, 4].flatMap((i) =>
    Array.from({ length: i }, (_, j) => [i, j] as const),
  );

  const value = (at: Float32Array) => {
    const x = Array.from(at, (one) => fround(one / fround(UNIT)));
    const energy = pairs.reduce((sum, [i, j]) => {
      const [a, b] = [fround(x[2 * i] - x[2 * j]), fround(x[2 * i + 1] - x[2 * j + 1])];
      const stretch = fround(fround(sqrt(fround(fround(a * a) + fround(b * b)))) - 1);
      return fround(sum + fround(fround(0.5 * (i + 1)) * fround(stretch * stretch)));
    }, 0);
    return fround(fround(UNIT) * energy);
  };

  const slopes = (x: readonly number[]) => {
    const gradient = x.map(() => 0);
    for (const [i, j] of pairs) {
      const [a, b] = [x[2 * i] - x[2 * j], x[2 * i + 1] - x[2 * j + 1]];
      const length = Math.hypot(a, b);
      const along = ((i + 1) * (length - 1)) / length;
      gradient[2 * i] += along * a;
      gradient[2 * i + 1] += along * b;
      gradient[2 * j] -= along * a;
      gradient[2 * j + 1] -= along * b;
    }
    return gradient;
  };

  const at = Float32Array.from(atUnits, (x) => x * UNIT);
  const right = slopes(Array.from(at, (x) => x / UNIT));
  const verdictOf = (gradient: readonly number[]) =>
    checkGradient({ value, gradient: () => Float32Array.from(gradient) }, { at }).verdict;

  test('the right forces match', () => {
    expect(verdictOf(right)).toBe('match');
  });

  test.each(right.map((_, k) => [k]))(
    'without force %d they do not, nor with the other sign',
    (k) => {
      for (const factor of [0, -1]) {
        const wrong = right.map((g, i) => (i === k ? factor * g : g));
        expect([factor, verdictOf(wrong)]).toEqual([factor, 'mismatch']);
      }
    },
  );
});

// Between 0 and the point a wave goes up and down a thousand times, and the first step leads over ten million of them.
describe('the phase of light, over femtoseconds', () => {
  const times = [1.2e-14, 3.1e-14, 1.1e-13, 4.7e-13, 2.3e-12, 9.1e-12];
  const value = ([t, w, phase]: readonly number[]) => Math.cos(w * t + phase) ** 2 + 1e10 * t;
  const slopes = ([t, w, phase]: readonly number[]) => {
    const steep = -Math.sin(2 * (w * t + phase));
    return [steep * w + 1e10, steep * t, steep];
  };

  test.each(times)('%d s: right ones match, forgotten ones never', (t) => {
    for (const phase of [0.3, 1.1, 2.6]) {
      const at = [t, 2.1e15, phase];
      const verdictOf = (factor: number) =>
        checkGradient(
          { value, gradient: (x: number[]) => [factor * slopes(x)[0], ...slopes(x).slice(1)] },
          { at },
        ).verdict;
      expect([phase, verdictOf(1)]).toEqual([phase, 'match']);
      expect([phase, verdictOf(0)]).not.toEqual([phase, 'match']);
    }
  });
});

test('a missing gradient is no kink, and a few steps tell', () => {
  const value = ([q, p, r]: readonly number[]) => (8.98755e9 * q * p) / r;
  const at = [3.2e-19, 1.6e-19, 1.1022e-10];
  const { verdict, variables, evaluations } = checkGradient(
    { value, gradient: () => [0, 0, 0] },
    { at },
  );
  expect(verdict).toBe('mismatch');
  expect([variables[0].kinks, variables[0].wrong]).toEqual([0, 3]);
  expect(evaluations.value).toBeLessThan(400);
});

// Far away slopes are steep, and the gradient is resolved all the same: it counts as no zero beside them.
describe('two units in one array', () => {
  const units = [1e-9, 1e-12, 1e-15, 1e-20];
  test.each(units)('of %d and of 1: off by 1e-4 is a mismatch', (unit) => {
    for (const k of [1, 2, 3, 4, 5, 6]) {
      const [x, y] = [1 + 0.9 * Math.sin(k * 1.3), 1 + 0.9 * Math.cos(k * 2.1)];
      const value = ([a, b]: readonly number[]) =>
        (a / unit) ** 2 + 3 * Math.sin(a / unit + b) + b ** 3;
      const gradient = (factor: number) => () => [
        (factor * (2 * x + 3 * Math.cos(x + y))) / unit,
        3 * Math.cos(x + y) + 3 * y ** 2,
      ];
      const check = (factor: number) =>
        checkGradient({ value, gradient: gradient(factor) }, { at: [x * unit, y] });
      const right = check(1);
      expect([k, right.verdict, right.variables[0].unverified]).toEqual([k, 'match', false]);
      expect([k, check(1.0001).verdict]).toEqual([k, 'mismatch']);
    }
  });
});
