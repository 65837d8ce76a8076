import { expect, test } from 'vitest';
import { checkGradient } from '../../src/index.ts';

// Numbers around 10⁶ in single precision are a sixteenth apart: their own spread is a few steps of that, and what lies beyond is another function.

const kurtosis = (x: ArrayLike<number>) => {
  const { second, fourth } = momentsOf(x);
  return (x.length * fourth) / second ** 2;
};

function kurtosisGradient(x: ArrayLike<number>): Float64Array {
  const { mean, second, third, fourth } = momentsOf(x);
  const n = x.length;
  return Float64Array.from(x, (xi) => {
    const d = xi - mean;
    return n * ((4 * (d ** 3 - third / n)) / second ** 2 - (4 * fourth * d) / second ** 3);
  });
}

function momentsOf(x: ArrayLike<number>) {
  const numbers = Array.from(x);
  const mean = numbers.reduce((sum, xi) => sum + xi, 0) / x.length;
  const sumOf = (power: number) => numbers.reduce((sum, xi) => sum + (xi - mean) ** power, 0);
  return { mean, second: sumOf(2), third: sumOf(3), fourth: sumOf(4) };
}

const shapes = [
  [-0.42, 1.31, 0.18, -1.77, 0.66, 0.05, -0.93],
  [1.02, -0.35, 0.71, -1.4, 0.22],
  [0.9, -2.1, 0.33, 1.64, -0.71, -0.12, 0.48, 0.02],
];

test.each([
  [1e3, 1],
  [1e5, 0.3],
  [1e5, 1],
  [1e6, 0.3],
  [1e6, 1],
  [1e6, 10],
])('the kurtosis of numbers around %d, %d apart, is not called wrong', (around, spread) => {
  for (const shape of shapes) {
    const at = Float32Array.from(shape, (z) => around + spread * z);
    const verdictOf = (factor: number) => {
      const gradient = (x: Float32Array) => kurtosisGradient(x).map((g) => factor * g);
      return checkGradient({ value: kurtosis, gradient }, { at }).verdict;
    };
    expect(verdictOf(1)).not.toBe('mismatch');
    expect(verdictOf(2)).not.toBe('match');
  }
});
