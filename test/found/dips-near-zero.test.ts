import { describe, expect, test } from 'vitest';
import { checkGradient } from '../../src/index.ts';
import { hashOfBits } from '../zoo/noise.ts';

// A dip between two kinks next to 0 is narrower than ordinary steps: its rise to both sides is no rounding, however small.

const { abs, fround, max, min } = Math;

type Pair = readonly [number, number];

interface Piecewise {
  /** With what is stored on the way rounded, or not. */
  readonly value: (rounded: (x: number) => number) => (x: Pair) => number;
  readonly slopes: (x: Pair) => Pair;
}

/** Numbers evenly spread in (−1, 1), the same at every run. */
const spread = (i: number) => 2 * ((i * 0.6180339887498949) % 1) - 1;
const pairs = Array.from({ length: 12 }, (_, i): Pair => [spread(i + 1), spread(5 * i + 3)]);

const minimax: Piecewise = {
  value:
    (r) =>
    ([x, y]) =>
      r(min(max(r(x + y), r(x - y)), max(r(2 * x), r(y / 2)))),
  slopes: ([x, y]) => {
    if (x + abs(y) < max(2 * x, y / 2)) return [1, Math.sign(y)];
    return 2 * x > y / 2 ? [2, 0] : [0, 0.5];
  },
};

const maximum: Piecewise = {
  value:
    (r) =>
    ([x, y]) =>
      r(max(r(2 * x), r(y / 2))),
  slopes: ([x, y]) => (2 * x > y / 2 ? [2, 0] : [0, 0.5]),
};

function ofNumbers({ value, slopes }: Piecewise, at: Pair, given = slopes(at)) {
  return checkGradient({ value: value(fround), gradient: () => [...given] }, { at }).verdict;
}

function ofSingle({ value, slopes }: Piecewise, at: Pair) {
  const subject = {
    value: ([x, y]: Float32Array) => value(fround)([x, y]),
    gradient: () => Float32Array.from(slopes(at)),
  };
  return checkGradient(subject, { at: Float32Array.from(at) }).verdict;
}

describe.each([1e-4, 1e-5, 1e-7, 1e-9])('kinks about %d beside the point', (size) => {
  const points = pairs.map(([x, y]): Pair => [size * x, size * y]);

  test.each([
    ['a minimum of maxima', minimax],
    ['a maximum', maximum],
  ])('%s: right is never a mismatch', (_, one) => {
    const numbers = points.map((at) => ofNumbers(one, at));
    expect(numbers).not.toContain('mismatch');
    expect(points.map((at) => ofSingle(one, at))).not.toContain('mismatch');
    expect(numbers.filter((verdict) => verdict === 'match').length).toBeGreaterThanOrEqual(11);
  });

  test.each([
    ['a minimum of maxima', minimax],
    ['a maximum', maximum],
  ])('%s: wrong is never a match', (_, one) => {
    const all = points.map((at) => {
      const [a, b] = one.slopes(at);
      return ofNumbers(one, at, [1.1 * a + 0.1, 1.1 * b + 0.1]);
    });
    expect(all).not.toContain('match');
  });
});

// Two measurements of which each excludes what the other says prove no mistake.
test('noise that makes two measurements contradict each other blames nobody', () => {
  const value = ([x]: readonly number[]) => (x - 1 + 1e-9 * (2 * hashOfBits([x]) - 1)) ** 2;
  const at = [1 + 0.0015978989850723366];
  const check = checkGradient(
    { value, gradient: ([x]: readonly number[]) => [2 * (x - 1)] },
    { at, seed: 1 },
  );
  expect(check.verdict).not.toBe('mismatch');
});
