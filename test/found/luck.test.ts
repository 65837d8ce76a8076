import { describe, expect, test } from 'vitest';
import { checkGradient } from '../../src/index.ts';

// What a step leaves and a mistake may make up for each other.

/** Beside a zero of sinc², where curvature says nothing of the scale. */
describe('the intensity behind a slit', () => {
  const at = [2.595878684060636, 2.6942637378097323];
  const value = ([x, a]: readonly number[]) => {
    const u = Math.PI * a * x;
    return (Math.sin(u) / u) ** 2;
  };
  const slopes = ([x, a]: readonly number[]) => {
    const u = Math.PI * a * x;
    const d = ((2 * Math.sin(u)) / u) * (Math.cos(u) / u - Math.sin(u) / u / u);
    return [d * Math.PI * a, d * Math.PI * x];
  };

  test.each([1e-6, -1e-6, 9e-6, 1e-5, 1.1e-5, -1e-5, 1e-4])('off by %d is a mismatch', (off) => {
    const gradient = (x: number[]) => [slopes(x)[0] * (1 + off), slopes(x)[1]];
    expect(checkGradient({ value, gradient }, { at }).verdict).toBe('mismatch');
  });

  test('right is a match', () => {
    expect(
      checkGradient({ value, gradient: slopes as (x: number[]) => number[] }, { at }).verdict,
    ).toBe('match');
  });
});

/** The likelihood of returns by a GARCH(1, 1) in single precision, whose first steps are a tenth of the coordinate long. */
describe('a volatility in single precision', () => {
  const { fround, log, sin } = Math;
  const returns = Array.from(
    { length: 50 },
    (_, i) => 1.1 * sin(12.9898 * i) + 0.6 * sin(78.233 * i),
  );
  const value = ([w, a, b]: Float32Array) => {
    let [h, total] = [1, 0];
    for (const y of returns) {
      const square = fround(fround(y) * fround(y));
      h = fround(fround(w + fround(a * square)) + fround(b * h));
      total = fround(total + fround(0.5 * fround(fround(log(h)) + fround(square / h))));
    }
    return total;
  };
  const slopes = ([w, a, b]: ArrayLike<number> & Iterable<number>) => {
    let h = 1;
    let dh = [0, 0, 0];
    const total = [0, 0, 0];
    for (const y of returns) {
      dh = [1 + b * dh[0], y * y + b * dh[1], h + b * dh[2]];
      h = w + a * y * y + b * h;
      for (const k of [0, 1, 2]) total[k] += 0.5 * (1 / h - (y * y) / h ** 2) * dh[k];
    }
    return total;
  };
  const at = Float32Array.of(0.013, 0.0958, 0.615);

  test.each([0, 1, 2])('coordinate %d off by 1 %, either way, is a mismatch', (k) => {
    for (const off of [0.01, -0.01, 0.02, -0.02, 0.005, -0.005]) {
      const gradient = (x: Float32Array) =>
        Float32Array.from(slopes(x), (g, i) => (i === k ? g * (1 + off) : g));
      expect([off, checkGradient({ value, gradient }, { at }).verdict]).toEqual([off, 'mismatch']);
    }
  });

  test.each([0, 1])('coordinate %d off by what the first step leaves is a mismatch', (k) => {
    const step = 1.17 * 2 ** -7;
    const [above, below] = [1, -1].map((sign) =>
      value(at.map((v, i) => (i === k ? v + sign * step : v))),
    );
    const gradient = (x: Float32Array) =>
      Float32Array.from(slopes(x), (g, i) => (i === k ? (above - below) / 2 / step : g));
    expect(checkGradient({ value, gradient }, { at }).verdict).toBe('mismatch');
  });

  test('right is a match', () => {
    const gradient = (x: Float32Array) => Float32Array.from(slopes(x));
    expect(checkGradient({ value, gradient }, { at }).verdict).toBe('match');
  });
});
