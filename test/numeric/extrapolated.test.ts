import { describe, expect, test } from 'vitest';
import {
  deviationOf,
  type Excess,
  extrapolated,
  isSmooth,
  residue,
} from '../../src/numeric/extrapolated.ts';
import { standardNormal, uniformNumbers } from '../../src/subject/random.ts';

/** The excess of a supposed slope over a function's values, h to each side of 0. */
function excessOf(f: (t: number) => number, slope: number, step: number): Excess {
  const [above, below] = [step, -step].map((t) => slope * t - (f(t) - f(0)));
  return { step, odd: (above - below) / 2 / step, even: (above + below) / step };
}

const halved = (f: (t: number) => number, slope: number) =>
  [2 ** -3, 2 ** -4, 2 ** -5].map((step) => excessOf(f, slope, step));

describe('a slope that is too large', () => {
  test('is so by what two steps say, to the fourth power of them', () => {
    const [, far, near] = halved((t) => Math.exp(t), 1.25);
    expect(extrapolated(near, far)).toBeCloseTo(0.25, 6);
    expect(Math.abs(near.odd - 0.25)).toBeGreaterThan(1e-4);
  });

  test('what is left is no more than what the steps say is left', () => {
    const excesses = halved((t) => Math.sin(1 + 3 * t), 3 * Math.cos(1));
    const [, far, near] = excesses;
    const error = Math.abs(extrapolated(near, far));
    expect(error).toBeGreaterThan(0);
    expect(error).toBeLessThan(2 * residue(excesses));
  });
});

describe('smooth over the steps', () => {
  test('are functions that have derivatives', () => {
    for (const f of [Math.exp, Math.sin, (t: number) => 1 / (1 + t * t), (t: number) => t])
      expect(isSmooth(halved(f, 1), 0)).toBe(true);
  });

  test('is none with a kink at the point, or beside it, where its slopes agree by accident', () => {
    expect(isSmooth(halved(Math.abs, 0), 0)).toBe(false);
    for (const at of [0.01, 0.02, 0.03, 0.05])
      expect(
        isSmooth(
          halved((t) => Math.max(0, t - at), 0),
          0,
        ),
      ).toBe(false);
  });

  test('is a kink that noise hides', () => {
    expect(
      isSmooth(
        halved((t) => 1e-9 * Math.abs(t), 0),
        1e-9,
      ),
    ).toBe(true);
  });
});

test('the deviation of noise on a line is seen from its third differences', () => {
  const uniform = uniformNumbers({ seed: 1, purpose: 'noise' });
  const noisy = Float64Array.from(
    { length: 4000 },
    (_, i) => 3 * i + 1e-4 * i * i + standardNormal(uniform),
  );
  expect(deviationOf(noisy)).toBeGreaterThan(0.9);
  expect(deviationOf(noisy)).toBeLessThan(1.1);
});
