import type { Dtype } from './dtype.ts';

const FRACTION_BITS: Readonly<Record<Dtype, number>> = { float64: 52, float32: 23, float16: 10 };
const SMALLEST_EXPONENT: Readonly<Record<Dtype, number>> = {
  float64: -1022,
  float32: -126,
  float16: -14,
};

/** From here on numbers round to infinity in float16, whose largest is 65504. */
const LARGEST_FLOAT16 = 65520;

/** The distance from |x| to the next larger number of a format. */
export function spacing(x: number, dtype: Dtype): number {
  return 2 ** (Math.max(binaryExponent(x), SMALLEST_EXPONENT[dtype]) - FRACTION_BITS[dtype]);
}

/** Rounds a number to the nearest one of a format, ties to even. */
export function roundTo(x: number, dtype: Dtype): number {
  if (dtype === 'float64' || !Number.isFinite(x) || x === 0) return x;
  if (dtype === 'float32') return Math.fround(x);
  if (Math.abs(x) >= LARGEST_FLOAT16) return x * Number.POSITIVE_INFINITY;
  const grid = spacing(x, 'float16');
  // x / grid + 1.5·2⁵² − 1.5·2⁵² rounds to an integer with ties to even, as the hardware does
  return (x / grid + 1.5 * 2 ** 52 - 1.5 * 2 ** 52) * grid;
}

/** The e for which 2ᵉ ≤ |x| < 2ᵉ⁺¹; −1074 for zero. */
function binaryExponent(x: number): number {
  const size = Math.abs(x);
  if (size === 0) return -1074;
  const guess = Math.max(Math.floor(Math.log2(size)), -1074);
  // log2 is rounded: next to a power of two the guess can be one off either way
  if (2 ** guess > size) return guess - 1;
  return 2 ** (guess + 1) <= size ? guess + 1 : guess;
}
