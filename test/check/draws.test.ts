import { describe, expect, test } from 'vitest';
import { checkGradient, type GradientCheckOptions } from '../../src/index.ts';
import { type Purpose, uniformNumbers } from '../../src/subject/random.ts';

interface Point {
  readonly W: number[][];
  readonly b: number[];
}

const W = Array.from({ length: 9 }, (_, i) =>
  Array.from({ length: 7 }, (_, j) => Math.sin(3 * i + j)),
);
const b = Array.from({ length: 30 }, (_, i) => Math.cos(i));
const value = (p: Point) =>
  p.W.flat().reduce((sum, w, i) => sum + Math.sin(w) * (1 + i / 9), 0) +
  p.b.reduce((sum, x) => sum + x ** 3, 0);
const gradient = (p: Point) => ({
  W: p.W.map((row, i) => row.map((w, j) => Math.cos(w) * (1 + (7 * i + j) / 9))),
  b: p.b.map((x) => 3 * x * x),
});

/** Which single coordinates a check has moved, by variable. */
function movedIn(options: GradientCheckOptions) {
  const moved = { W: new Set<number>(), b: new Set<number>() };
  const [w, bias] = [W.flat(), b];
  const watched = (p: Point) => {
    const inW = p.W.flat().flatMap((x, k) => (x === w[k] ? [] : [k]));
    const inB = p.b.flatMap((x, k) => (x === bias[k] ? [] : [k]));
    if (inW.length + inB.length === 1) {
      for (const k of inW) moved.W.add(k);
      for (const k of inB) moved.b.add(k);
    }
    return value(p);
  };
  const check = checkGradient({ value: watched, gradient }, { at: { W, b }, ...options });
  const sorted = (set: Set<number>) => [...set].sort((i, j) => i - j);
  return { check, W: sorted(moved.W), b: sorted(moved.b) };
}

describe('a part of a check can be repeated alone', () => {
  test.each([1, 2, 77])('seed %i: the same coordinates are drawn for a variable', (seed) => {
    const whole = movedIn({ coordinates: 6, seed });
    expect(whole.check.verdict).toBe('match');
    expect([whole.W.length, whole.b.length]).toEqual([6, 6]);
    for (const name of ['W', 'b'] as const) {
      const alone = movedIn({ coordinates: 6, seed, variables: [name] });
      expect(alone[name]).toEqual(whole[name]);
      const of = (check: typeof alone.check) => check.variables.find(({ path }) => path === name);
      expect(of(alone.check)).toEqual(of(whole.check));
    }
  });

  test('another seed draws others', () => {
    const [one, two] = [1, 2].map((seed) => movedIn({ coordinates: 6, seed }));
    expect(one.W).not.toEqual(two.W);
    expect(one.b).not.toEqual(two.b);
  });

  test('which coordinates does not depend on how many rows or evaluations there are', () => {
    const { W: drawn } = movedIn({ coordinates: 6 });
    expect(movedIn({ coordinates: 6, maxEvaluations: 500 }).W).toEqual(drawn);
    expect(movedIn({ coordinates: 6, epsilon: 1e-6, threshold: 1e-5 }).W).toEqual(drawn);
  });
});

describe('a sequence of its own for every purpose and every set', () => {
  const purposes: readonly Purpose[] = [
    'input',
    'cotangent',
    'samples',
    'nudge',
    'strata',
    'direction',
    'noise',
    'rounding',
  ];
  const firstOf = (seed: number, purpose: Purpose, set?: string) => {
    const uniform = uniformNumbers({ seed, purpose, ...(set !== undefined && { set }) });
    return Array.from({ length: 4 }, uniform);
  };

  test('no two are alike, and none moves another', () => {
    const before = firstOf(1, 'strata', 'W');
    const keys = [1, 2, 2 ** 31].flatMap((seed) =>
      purposes.flatMap((purpose) =>
        ['', 'W', 'b', '0 10', '0 11'].map((set) => firstOf(seed, purpose, set)),
      ),
    );
    expect(new Set(keys.map(String)).size).toBe(keys.length);
    expect(firstOf(1, 'strata', 'W')).toEqual(before);
  });

  test('without a set is the empty one', () => {
    expect(firstOf(5, 'noise')).toEqual(firstOf(5, 'noise', ''));
  });

  test('sequences of neighbouring seeds do not resemble each other', () => {
    const means = purposes.map((purpose) => {
      const first = Array.from({ length: 400 }, (_, seed) => firstOf(seed, purpose)[0]);
      return first.reduce((sum, x) => sum + x, 0) / first.length;
    });
    // five standard deviations of a mean of 400
    for (const mean of means) expect(Math.abs(mean - 0.5)).toBeLessThan(5 / Math.sqrt(12 * 400));
  });
});
