import { describe, expect, test } from 'vitest';
import { checkGradient } from '../../src/index.ts';

// Steps are multiples of the spacing of the coordinate, and so is what is rounded inside: over fine steps the slopes agree with each other
// to all digits, and are off.

/** The kinetic energy next to the speed of light, m (1 / √(1 − v²) − 1), of which 1 − v² keeps few digits. */
describe('the rounding of a square in step with the steps', () => {
  const value = ([mass, v]: readonly number[]) => mass * (1 / Math.sqrt(1 - v * v) - 1);

  test.each([0.999999, 0.9999999, 0.99999])(
    'the slope that is printed at %d is the right one, give or take its bar',
    (v) => {
      // (1 − v²)^(−3/2) with 1 − v² = (1 − v)(1 + v), whose first factor is exact
      const rest = (1 - v) * (1 + v);
      const right = (2 * v) / rest ** 1.5;
      for (const factor of [2, 1.00001, -1]) {
        const { verdict, variables } = checkGradient(
          { value, gradient: () => [1 / Math.sqrt(rest) - 1, factor * right] },
          { at: [2, v] },
        );
        expect(verdict).toBe('mismatch');
        const [{ numeric, bars }] = variables;
        expect(Math.abs(numeric[1] - right)).toBeLessThanOrEqual(bars[1]);
      }
    },
  );
});

// Once some are certainly wrong the others keep their first difference: with as much noise as the ladders have shown, not as was assumed.
test('a linear form in hidden single precision, wrong everywhere', () => {
  const { fround } = Math;
  const factors = Array.from({ length: 24 }, (_, i) => fround(Math.sin(3 * i + 1) / (1 + (i % 5))));
  const at = factors.map((_, i) => Math.cos(i + 0.5));
  const value = (x: readonly number[]) =>
    x.reduce((sum, one, i) => fround(sum + fround(fround(one) * factors[i])), 0);
  const { verdict, variables } = checkGradient(
    { value, gradient: () => factors.map((one) => -one) },
    { at },
  );
  expect(verdict).toBe('mismatch');
  const [{ numeric, bars }] = variables;
  const beyond = factors.filter((right, i) => Math.abs(numeric[i] - right) > bars[i]);
  expect(beyond).toEqual([]);
});

// What the value reads in single precision it reads elsewhere: the gradient at the point differs from that there by as much as it bends.
test('a value that keeps every second coordinate in single precision', () => {
  const { fround } = Math;
  const kept = (x: readonly number[]) => x.map((one, i) => (i % 2 === 0 ? fround(one) : one));
  const weights = Array.from({ length: 12 }, (_, i) => Math.sin(2 * i + 1));
  const value = (x: readonly number[]) => {
    const own = kept(x);
    const inner = own.reduce((sum, one, i) => sum + weights[i] * one, 0);
    return Math.sin(inner) + own.reduce((sum, one) => sum + one ** 4, 0);
  };
  const slopes = (x: readonly number[]) => {
    const outer = Math.cos(x.reduce((sum, one, i) => sum + weights[i] * one, 0));
    return x.map((one, i) => weights[i] * outer + 4 * one ** 3);
  };
  for (let shift = 0; shift < 1; shift += 0.1) {
    const at = weights.map((_, i) => 1.3 * Math.cos(1.7 * i + shift));
    expect(checkGradient({ value, gradient: slopes }, { at }).verdict).not.toBe('mismatch');
    const verdict = checkGradient(
      { value, gradient: (x: number[]) => slopes(x).map((g, i) => (i === 3 ? 1.1 * g : g)) },
      { at },
    ).verdict;
    expect(verdict).toBe('mismatch');
  }
});

/** The likelihood of angles, 8 log I₀(κ) − κ Σ cos(θ − μ): smooth, and rounded by more than its value says. */
describe('a small mistake in a smooth function', () => {
  const angles = [0.4, 1.9, 2.2, 3.1, 0.9, 5.4, 2.8, 1.2];
  const bessel = (x: number, order: 0 | 1) => {
    let [sum, term] = [1, 1];
    for (let k = 1; k < 40; k++) {
      term *= (x * x) / (4 * k * (k + order));
      sum += term;
    }
    return order === 0 ? sum : (sum * x) / 2;
  };
  const value = ([mean, kappa]: readonly number[]) =>
    8 * Math.log(bessel(kappa, 0)) - kappa * angles.reduce((s, a) => s + Math.cos(a - mean), 0);
  const slopes = ([mean, kappa]: readonly number[]) => [
    -kappa * angles.reduce((s, a) => s + Math.sin(a - mean), 0),
    (8 * bessel(kappa, 1)) / bessel(kappa, 0) - angles.reduce((s, a) => s + Math.cos(a - mean), 0),
  ];

  test.each([
    [1.3, 2.1],
    [4.2, 0.8],
    [0.2, 3.3],
    [5.5, 1.4],
  ])('is no kink at %d, %d', (...at) => {
    for (const factor of [1 + 1e-5, 1 - 3e-6, 1 + 1e-4])
      for (const wrong of [0, 1]) {
        const gradient = (x: number[]) => slopes(x).map((g, i) => (i === wrong ? factor * g : g));
        expect([factor, wrong, checkGradient({ value, gradient }, { at }).verdict]).toEqual([
          factor,
          wrong,
          'mismatch',
        ]);
      }
  });
});
