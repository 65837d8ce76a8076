import type { BinaryName, UnaryName } from './arithmetic.ts';

/** Rounds to the format computed in: identity for float64, `Math.fround` for float32. */
export type Round = (value: number) => number;

/** An operation y = f(x) on plain numbers, and its backward rule dy/dx. */
export interface UnaryOperation {
  value(x: number): number;
  slope(r: Round, x: number, y: number): number;
}

/** An operation y = f(a, b) on plain numbers, and its backward rule [dy/da, dy/db]. */
export interface BinaryOperation {
  value(a: number, b: number): number;
  slopes(r: Round, a: number, b: number): readonly [number, number];
}

/** Backward rules as a careful person writes them, rounded after each step. */
export const unaryOperations: Readonly<Record<UnaryName, UnaryOperation>> = {
  neg: { value: (x) => -x, slope: () => -1 },
  exp: { value: Math.exp, slope: (_r, _x, y) => y },
  expm1: { value: Math.expm1, slope: (r, _x, y) => r(y + 1) },
  log: { value: Math.log, slope: (r, x) => r(1 / x) },
  log1p: { value: Math.log1p, slope: (r, x) => r(1 / r(1 + x)) },
  sqrt: { value: Math.sqrt, slope: (r, _x, y) => r(0.5 / y) },
  sin: { value: Math.sin, slope: (r, x) => r(Math.cos(x)) },
  cos: { value: Math.cos, slope: (r, x) => -r(Math.sin(x)) },
  tan: { value: Math.tan, slope: (r, _x, y) => r(1 + r(y * y)) },
  asin: { value: Math.asin, slope: (r, x) => r(1 / cosineFromSine(r, x)) },
  acos: { value: Math.acos, slope: (r, x) => -r(1 / cosineFromSine(r, x)) },
  atan: { value: Math.atan, slope: (r, x) => r(1 / r(1 + r(x * x))) },
  sinh: { value: Math.sinh, slope: (r, x) => r(Math.cosh(x)) },
  cosh: { value: Math.cosh, slope: (r, x) => r(Math.sinh(x)) },
  tanh: { value: Math.tanh, slope: (r, _x, y) => r(r(1 - y) * r(1 + y)) },
  sigmoid: { value: sigmoid, slope: (r, x, y) => r(y * r(sigmoid(-x))) },
  softplus: {
    value: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
    slope: (r, x) => r(sigmoid(x)),
  },
  erf: { value: erf, slope: (r, x) => r((2 / Math.sqrt(Math.PI)) * Math.exp(-x * x)) },
  abs: { value: Math.abs, slope: (_r, x) => Math.sign(x) },
  relu: { value: (x) => Math.max(x, 0), slope: (_r, x) => (x > 0 ? 1 : 0) },
};

export const binaryOperations: Readonly<Record<BinaryName, BinaryOperation>> = {
  add: { value: (a, b) => a + b, slopes: () => [1, 1] },
  sub: { value: (a, b) => a - b, slopes: () => [1, -1] },
  mul: { value: (a, b) => a * b, slopes: (_r, a, b) => [b, a] },
  div: { value: (a, b) => a / b, slopes: (r, a, b) => [r(1 / b), -r(r(a / b) / b)] },
  max: { value: Math.max, slopes: (_r, a, b) => (a >= b ? [1, 0] : [0, 1]) },
  min: { value: Math.min, slopes: (_r, a, b) => (a <= b ? [1, 0] : [0, 1]) },
  atan2: {
    value: Math.atan2,
    slopes: (r, a, b) => {
      const square = r(r(a * a) + r(b * b));
      return [r(b / square), -r(a / square)];
    },
  },
};

function cosineFromSine(r: Round, x: number): number {
  return r(Math.sqrt(r(r(1 - x) * r(1 + x))));
}

// the branch keeps the small side accurate
function sigmoid(x: number): number {
  return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
}

// erf(x) = 2/√π · exp(−x²) · Σ 2ⁿ x^(2n+1) / (2n+1)!!, all terms of one sign (Abramowitz & Stegun 7.1.6)
function erf(x: number): number {
  if (Math.abs(x) > 6) return Math.sign(x);
  let term = x;
  let total = x;
  for (let n = 1; Math.abs(term) > 1e-18 * Math.abs(total); n += 1) {
    term *= (2 * x * x) / (2 * n + 1);
    total += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * total;
}

/** float64: nothing to round. */
export const toFloat64: Round = (value) => value;

/** float32, by rounding each float64 result once more; exact for + − × ÷ √ (Figueroa 1995, doi:10.1145/221332.221334). */
export const toFloat32: Round = Math.fround;
