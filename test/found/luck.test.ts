import { describe, expect, test } from 'vitest';
import { checkGradient } from '../../src/index.ts';

// What a long step leaves, and a mistake of the same size, make up for each other: differences over that very step agree to all digits.

const { exp, log, fround } = Math;
const FIRST_STEP = 1.17 * 2 ** -7;

type Curve = (x: number) => number;

const curves: readonly [name: string, value: Curve, slope: Curve][] = [
  ['e^6x', (x) => exp(6 * x), (x) => 6 * exp(6 * x)],
  ['e^-9x', (x) => exp(-9 * x), (x) => -9 * exp(-9 * x)],
  ['ln(0.03 + x)', (x) => log(0.03 + x), (x) => 1 / (0.03 + x)],
  ['1 / (0.1 + x)', (x) => 1 / (0.1 + x), (x) => -1 / (0.1 + x) ** 2],
];
const points = [0.11, 0.23, 0.37, 0.52, 0.64, 0.81, 0.97].map(fround);

function differenceOver(value: Curve, x: number): number {
  const [right, left] = [fround(x + FIRST_STEP), fround(x - FIRST_STEP)];
  return (value(right) - value(left)) / (right - left);
}

function check(value: Curve, slope: Curve, x: number) {
  const subject = {
    value: ([t]: Float32Array) => fround(value(t)),
    gradient: ([t]: Float32Array) => Float32Array.of(slope(t)),
  };
  return checkGradient(subject, { at: Float32Array.of(x) });
}

describe.each(curves)('%s in single precision', (_, value, slope) => {
  test('the right slope matches', () => {
    expect(points.map((x) => check(value, slope, x).verdict)).toEqual(points.map(() => 'match'));
  });

  test('a central difference over the first step is no match beyond the printed threshold', () => {
    for (const x of points) {
      const made = differenceOver(value, x);
      const error = Math.abs(made - slope(x)) / (Math.abs(made) + Math.abs(slope(x)));
      const { verdict, threshold } = check(value, (t) => differenceOver(value, t), x);
      expect([x, verdict === 'match' && error > threshold]).toEqual([x, false]);
    }
  });
});
