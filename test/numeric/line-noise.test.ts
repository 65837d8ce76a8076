import { describe, expect, test } from 'vitest';
import { formatShown } from '../../src/numeric/format-shown.ts';
import {
  largestRounding,
  largestRoundingAtPoint,
  type Onset,
  readLineNoise,
} from '../../src/numeric/line-noise.ts';
import { roundingIn } from '../../src/numeric/noise.ts';
import type { Base } from '../../src/numeric/rung.ts';
import { baseAt, type Line, rungsOf, steps } from './ladders.ts';

const noiseOn = (f: Line, onset?: Onset) => readLineNoise(baseAt(f(0)), rungsOf(f), onset);

const roundedTo =
  (quantum: number): Line =>
  (t) =>
    Math.round((1 + t) / quantum) * quantum;

describe('a level', () => {
  const parabola: Line = (t) => 1 + 2 * t + 3 * t * t;
  /** 0, 1, 0, 1, … from one step to the next. */
  const parity = (t: number) => steps.indexOf(Math.abs(t)) % 2;
  /** Between ½ and 1½: what is the same at every step is no noise. */
  const uneven = (t: number) => 0.5 + Math.abs(Math.sin(1e4 * (steps.indexOf(Math.abs(t)) + 1)));

  const alternating: Readonly<Record<string, Line>> = {
    'between the point and both sides': (t) => (t === 0 ? -1 : uneven(t)),
    'from side to side, and from step to step': (t) =>
      Math.sign(t) * uneven(t) * (parity(t) ? 1 : -1),
  };

  test.each(
    Object.keys(alternating).flatMap((way) =>
      [1e-12, 1e-9, 1e-6, 1e-3].map((size) => ({ way, size })),
    ),
  )('of ±$size $way is read within a factor of three', ({ way, size }) => {
    const { kind, deviation } = noiseOn((t) => parabola(t) + size * alternating[way](t));
    expect(kind).toBe('level');
    expect(Math.abs(Math.log(deviation / size))).toBeLessThan(Math.log(3));
  });

  test('of one rounding shows in a value that does not show how large it was inside', () => {
    // 1e6 + t is rounded by 2⁻³⁴ at the most: uniformly, by 2⁻³³/√12
    const { kind, deviation } = noiseOn((t) => 1e6 + t - 1e6);
    expect(kind).toBe('level');
    expect(Math.abs(Math.log(deviation / (2 ** -33 / Math.sqrt(12))))).toBeLessThan(Math.log(3));
  });

  test('is none where a value is not finite', () => {
    expect(noiseOn((t) => (t > 0 ? Number.NaN : parity(t)))).toEqual({
      kind: 'none',
      deviation: 0,
    });
  });
});

describe('a quantum', () => {
  // by which halving the interval finds the value to change at its first step, which stays whole
  const jumping = (size: number): Onset => ({ at: size / 2, size, shrinks: false });

  test.each([
    { quantum: 1e-6, seen: 1e-6 },
    { quantum: 1e-3, seen: 2e-3 },
  ])(
    'of $quantum that nobody looked into is half the smallest change seen, or what is added before that',
    ({ quantum, seen }) => {
      const { kind, deviation } = noiseOn(roundedTo(quantum));
      expect(kind).toBe('quantum');
      expect(deviation).toBeGreaterThan(0.499 * seen);
      expect(deviation).toBeLessThan(0.6 * seen);
    },
  );

  test('is rounding where the value jumps by little', () => {
    const size = 1e-12;
    const f: Line = (t) => (Math.abs(t) < 1e-7 ? 1 : roundedTo(size)(t));
    expect(noiseOn(f, jumping(size))).toEqual({ kind: 'quantum', deviation: size / 2 });
  });

  test('is a stair where it jumps by much: it stands still, and says so only there', () => {
    expect(noiseOn(roundedTo(1e-3), jumping(1e-3))).toEqual({ kind: 'still', deviation: 0 });
  });

  test('is none where the value begins to move without a jump', () => {
    const hinge: Line = (t) => 1 + Math.max(0, t - 1e-6);
    const gently: Onset = { at: 1e-6, size: 1e-12, shrinks: true };
    expect(noiseOn(hinge, gently)).toEqual({ kind: 'still', deviation: 0 });
  });

  test('of a few spacings is rounding, however it begins', () => {
    const size = 4 * Number.EPSILON;
    const hardly: Onset = { at: 1e-6, size, shrinks: true };
    const f: Line = (t) => 1 + Math.max(0, t - 1e-6);
    expect(noiseOn(f, hardly)).toEqual({ kind: 'quantum', deviation: size / 2 });
  });
});

describe('a value that never moved', () => {
  test('hides a change of four spacings of the point, or of the value if that is larger', () => {
    expect(noiseOn(() => 0)).toEqual({ kind: 'blind', deviation: 2 * Number.EPSILON });
    expect(noiseOn(() => 8)).toEqual({ kind: 'blind', deviation: 16 * Number.EPSILON });
  });

  test('hides more at a large point, and in a coarse format', () => {
    const rungs = rungsOf(() => 0);
    const base: Base = { ...baseAt(0), size: 1024 };
    expect(readLineNoise(base, rungs, undefined).deviation).toBe(2048 * Number.EPSILON);
    const single: Base = { ...baseAt(0, roundingIn('float32')), format: 'float32' };
    expect(readLineNoise(single, rungs, undefined).deviation).toBe(2 * 2 ** -23);
  });
});

describe('no noise', () => {
  test.each<[string, Line]>([
    ['a line', (t) => 3 + 2 * t],
    ['a parabola', (t) => t * t],
    ['eᵗ', Math.exp],
    ['sin 3t', (t) => Math.sin(3 * t)],
    ['a kink', Math.abs],
    ['a small kink on a curve', (t) => Math.exp(t) + 1e-3 * Math.abs(t)],
    ['a kink beside the point', (t) => Math.abs(t - 1e-3)],
    ['a pole beside the point', (t) => 1 / (t - 0.01)],
    ['a logarithm near its edge', (t) => Math.log(1e-3 + t)],
    ['a domain that ends at the point', (t) => (t < 0 ? Number.NaN : Math.exp(t))],
  ])('is in %s', (_, f) => {
    expect(noiseOn(f)).toEqual({ kind: 'none', deviation: 0 });
  });

  test('is in no rungs at all', () => {
    expect(readLineNoise(baseAt(1), [], undefined)).toEqual({ kind: 'none', deviation: 0 });
  });
});

describe('the format that values show', () => {
  const single: Line = (t) => Math.fround(Math.exp(t));
  const shown = (format: Base['format'], f: Line) =>
    formatShown({ value: f(0), format }, rungsOf(f));

  test('is single precision where all of them are numbers of it', () => {
    expect(shown('float64', single)).toBe('float32');
    expect(shown('float32', single)).toBe('float32');
  });

  test('is double where any of them has more digits, whatever the point is stored in', () => {
    expect(shown('float32', Math.exp)).toBe('float64');
    expect(formatShown({ value: 0.1, format: 'float32' }, [])).toBe('float64');
  });

  test('is what was given where a few values are numbers of both', () => {
    expect(shown('float64', (t) => Math.sign(t))).toBe('float64');
    expect(shown('float32', (t) => Math.sign(t))).toBe('float32');
  });

  test('says nothing of values that are no numbers', () => {
    expect(shown('float64', (t) => (t > 0 ? Number.NaN : single(t)))).toBe('float32');
  });

  test('stays half precision where it was that', () => {
    expect(shown('float16', Math.exp)).toBe('float16');
  });
});

describe('the largest rounding', () => {
  const line: Line = (t) => 0.1 + 0.3 * t;

  test('is a hundred thousand of those of the point, in double precision, or four spacings in single of the value', () => {
    const near = { ...baseAt(1e-9), size: 300 };
    expect(largestRounding(near, [])).toBe(300 * 1e5 * 2 ** -53);
    expect(largestRounding(baseAt(line(0)), rungsOf(line, [1e-8, 1e-7]))).toBe(2 ** -21 * 0.1);
    expect(largestRounding(baseAt(-40.1), [])).toBe(2 ** -21 * 40.1);
  });

  test('is a rounding in single of it at the point itself', () => {
    expect(largestRoundingAtPoint(baseAt(-40.1), [])).toBe(2 ** -24 * 40.1);
  });

  test('is a thousand of them in single precision, and four in half', () => {
    const single: Line = (t) => Math.fround(line(t));
    expect(largestRounding(baseAt(single(0)), rungsOf(single))).toBe(2 ** 10 * 2 ** -24);
    expect(largestRounding({ ...baseAt(0.5), format: 'float16' }, [])).toBe(4 * 2 ** -11);
  });

  test('is four spacings in single precision of what the value changes by, where that is more', () => {
    const steep: Line = (t) => 1e9 * (t + 0.1) - 1e8;
    const range = steep(steps[steps.length - 1]);
    expect(largestRounding(baseAt(steep(0)), rungsOf(steep))).toBeCloseTo(range * 2 ** -21, 6);
  });
});
