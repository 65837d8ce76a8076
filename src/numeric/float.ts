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
  return powerOfTwo(Math.max(binaryExponent(x), SMALLEST_EXPONENT[dtype]) - FRACTION_BITS[dtype]);
}

/** A number as its bits: exponents are read off and written ten times as fast as by logarithms and powers. */
const number = new Float64Array(1);
const halves = new Uint32Array(number.buffer);
const UPPER = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 1 : 0;
const BIAS = 1023;
const BEYOND = 2 * BIAS + 1;
const FRACTION_OF_UPPER = 20;

function powerOfTwo(exponent: number): number {
  const biased = exponent + BIAS;
  if (!(biased > 0 && biased < BEYOND)) return 2 ** exponent;
  halves[1 - UPPER] = 0;
  halves[UPPER] = biased << FRACTION_OF_UPPER;
  return number[0];
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
  number[0] = x;
  const biased = (halves[UPPER] >>> FRACTION_OF_UPPER) & BEYOND;
  return biased > 0 && biased < BEYOND ? biased - BIAS : exponentByLogarithm(Math.abs(x));
}

/** The same of what has no exponent of its own: zero, subnormal numbers and what is not finite. */
function exponentByLogarithm(size: number): number {
  if (size === 0) return -1074;
  const guess = Math.max(Math.floor(Math.log2(size)), -1074);
  // log2 is rounded: next to a power of two the guess can be one off either way
  if (2 ** guess > size) return guess - 1;
  return 2 ** (guess + 1) <= size ? guess + 1 : guess;
}
