import { describe, expect, test } from 'vitest';
import { checkGradient } from '../../src/index.ts';

// A projection whose coefficients are rounded to ten decimals, each to stairs of its own: what is seen between two jumps is no derivative.

const { sin, cos, round } = Math;
const PIXEL = { x: 250, y: 120 };

/** Coefficients of the projection, and their derivatives by the three numbers they are made from. */
const coefficients = ([a, b, c]: readonly number[]) => ({
  values: [0.3 * cos(a), 0.2 * sin(b), 80 * cos(c), 1e-3 * sin(a + b), 2e-3 * cos(c - a)],
  slopes: [
    [-0.3 * sin(a), 0, 0, 1e-3 * cos(a + b), 2e-3 * sin(c - a)],
    [0, 0.2 * cos(b), 0, 1e-3 * cos(a + b), 0],
    [0, 0, -80 * sin(c), 0, -2e-3 * sin(c - a)],
  ],
});

/** Above and below of the fraction that they make. */
const fraction = ([p, q, r, s, t]: readonly number[]) => ({
  above: p * PIXEL.x + q * PIXEL.y + r,
  below: s * PIXEL.x + t * PIXEL.y + 1,
});

const rounded = (x: number) => round(1e10 * x) / 1e10;

function value(at: readonly number[]): number {
  const { above, below } = fraction(coefficients(at).values.map(rounded));
  return above / below;
}

function slopesAt(at: readonly number[]): number[] {
  const { values, slopes } = coefficients(at);
  const { above, below } = fraction(values);
  return slopes.map(([p, q, r, s, t]) => {
    const up = p * PIXEL.x + q * PIXEL.y + r;
    const down = s * PIXEL.x + t * PIXEL.y;
    return (up - (above / below) * down) / below;
  });
}

const points = Array.from({ length: 40 }, (_, k) =>
  [0.37, 0.61, 0.83].map((step, i) => 0.2 + ((step * (k + 1) + 0.1 * i) % 1.1)),
);

const verdictsOn = (wrong: (gradient: number[]) => number[]) =>
  points.map(
    (at) => checkGradient({ value, gradient: (x: number[]) => wrong(slopesAt(x)) }, { at }).verdict,
  );

describe('a projection by rounded coefficients', () => {
  test('right ones are never called wrong', () => {
    expect(verdictsOn((gradient) => gradient)).not.toContain('mismatch');
  });

  test.each<[string, (gradient: number[]) => number[]]>([
    ['a sign', ([a, ...others]) => [-a, ...others]],
    ['a factor', (gradient) => gradient.map((x) => 2 * x)],
  ])('%s never passes, and hardly any is left open', (_, wrong) => {
    const verdicts = verdictsOn(wrong);
    expect(verdicts).not.toContain('match');
    expect(verdicts.filter((one) => one === 'inconclusive').length).toBeLessThanOrEqual(4);
  });
});
