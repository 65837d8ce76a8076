import { describe, expect, test } from 'vitest';
import { checkGradient } from '../../src/index.ts';

// Layer norm of activations with an offset, in single precision: over first steps of a part of the offset it is level, and over a few
// roundings of the point the mean stands still.

const { fround, sin, cos, sqrt } = Math;
const SIZE = 12;
const indices = Array.from({ length: SIZE }, (_, i) => i);

function normed(x: Float32Array, weights: readonly number[]): number {
  const mean = x.reduce((sum, v) => fround(sum + fround(v / SIZE)), 0);
  const away = Array.from(x, (v) => fround(v - mean));
  const variance = away.reduce((sum, v) => fround(sum + fround(fround(v * v) / SIZE)), 0);
  const deviation = fround(sqrt(fround(variance + fround(1e-5))));
  return away.reduce((sum, v, i) => fround(sum + fround(fround(weights[i] * v) / deviation)), 0);
}

function slopesOf(x: Float32Array, weights: readonly number[]): number[] {
  const mean = x.reduce((a, b) => a + b, 0) / SIZE;
  const away = Array.from(x, (v) => v - mean);
  const variance = away.reduce((sum, v) => sum + v * v, 0) / SIZE + fround(1e-5);
  const deviation = sqrt(variance);
  const center = weights.reduce((a, b) => a + b) / SIZE;
  const along = away.reduce((sum, v, i) => sum + v * weights[i], 0);
  return away.map(
    (v, i) => (weights[i] - center) / deviation - (v * along) / SIZE / (variance * deviation),
  );
}

describe.each([100, 1000, 2000, 5000])('an offset of %d', (offset) => {
  test.each([0.01, 0.05, 0.2, 1])('and a spread of %d: right is not called wrong', (spread) => {
    for (const k of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]) {
      const weights = indices.map((i) => fround(1.3 * cos(2.1 * i + k)));
      const at = Float32Array.from(
        indices,
        (i) => offset * (1 + 0.2 * sin(k)) + spread * sin(3.7 * i * k),
      );
      const gradient = (x: Float32Array) => Float32Array.from(slopesOf(x, weights));
      const { verdict } = checkGradient(
        { value: (x: Float32Array) => normed(x, weights), gradient },
        { at },
      );
      expect([k, verdict]).not.toEqual([k, 'mismatch']);
    }
  });
});
