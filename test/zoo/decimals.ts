import { Decimal as Base } from 'decimal.js';
import type { BinaryName, UnaryName } from './arithmetic.ts';

/** Fifty significant digits: thirty remain after the worst cancellation in the zoo. */
export const Decimal = Base.clone({ precision: 50, toExpNeg: -40, toExpPos: 40 });
export type Decimal = Base;

export const zero: Decimal = new Decimal(0);
export const one: Decimal = new Decimal(1);
const two = new Decimal(2);

const known = new Map<number, Decimal>();

/** The number a double stands for, not the short decimal it prints as. */
export function exactly(value: number): Decimal {
  const cached = known.get(value);
  if (cached) return cached;
  const result = Number.isInteger(value) ? new Decimal(value) : fromBits(value);
  known.set(value, result);
  return result;
}

// |value| = mantissa · 2^exponent with an integer mantissa below 2^53
function fromBits(value: number): Decimal {
  if (!Number.isFinite(value)) return new Decimal(value);
  let mantissa = value;
  let exponent = 0;
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    exponent -= 1;
  }
  return new Decimal(mantissa).mul(two.pow(exponent));
}

/** Value and derivative of every operation of one argument, in fifty digits. */
export const decimalUnary: Readonly<
  Record<Exclude<UnaryName, 'abs' | 'relu'>, (x: Decimal) => { y: Decimal; slope: Decimal }>
> = {
  neg: (x) => ({ y: x.neg(), slope: one.neg() }),
  exp: (x) => ({ y: x.exp(), slope: x.exp() }),
  expm1: (x) => ({ y: x.exp().sub(one), slope: x.exp() }),
  log: (x) => ({ y: x.ln(), slope: one.div(x) }),
  log1p: (x) => ({ y: x.add(one).ln(), slope: one.div(x.add(one)) }),
  sqrt: (x) => ({ y: x.sqrt(), slope: one.div(x.sqrt().mul(two)) }),
  sin: (x) => ({ y: x.sin(), slope: x.cos() }),
  cos: (x) => ({ y: x.cos(), slope: x.sin().neg() }),
  tan: (x) => ({ y: x.tan(), slope: one.div(x.cos().pow(2)) }),
  asin: (x) => ({ y: x.asin(), slope: one.div(one.sub(x.mul(x)).sqrt()) }),
  acos: (x) => ({ y: x.acos(), slope: one.div(one.sub(x.mul(x)).sqrt()).neg() }),
  atan: (x) => ({ y: x.atan(), slope: one.div(one.add(x.mul(x))) }),
  sinh: (x) => ({ y: x.sinh(), slope: x.cosh() }),
  cosh: (x) => ({ y: x.cosh(), slope: x.sinh() }),
  tanh: (x) => ({ y: tanh(x), slope: two.div(x.exp().add(x.neg().exp())).pow(2) }),
  sigmoid: (x) => ({ y: sigmoid(x), slope: sigmoid(x).mul(sigmoid(x.neg())) }),
  softplus: (x) => ({ y: x.exp().add(one).ln(), slope: sigmoid(x) }),
  erf: (x) => ({ y: erf(x), slope: gaussian(x) }),
};

/** Value and both partial derivatives of the smooth operations of two arguments. */
export const decimalBinary: Readonly<
  Record<
    Exclude<BinaryName, 'max' | 'min'>,
    (a: Decimal, b: Decimal) => { y: Decimal; slopes: readonly [Decimal, Decimal] }
  >
> = {
  add: (a, b) => ({ y: a.add(b), slopes: [one, one] }),
  sub: (a, b) => ({ y: a.sub(b), slopes: [one, one.neg()] }),
  mul: (a, b) => ({ y: a.mul(b), slopes: [b, a] }),
  div: (a, b) => ({ y: a.div(b), slopes: [one.div(b), a.neg().div(b.mul(b))] }),
  atan2: (a, b) => {
    const square = a.mul(a).add(b.mul(b));
    return { y: Decimal.atan2(a, b), slopes: [b.div(square), a.neg().div(square)] };
  },
};

function tanh(x: Decimal): Decimal {
  const e = x.mul(two).exp();
  return e.sub(one).div(e.add(one));
}

function sigmoid(x: Decimal): Decimal {
  return one.div(x.neg().exp().add(one));
}

// d/dx erf(x) = 2/√π · exp(−x²)
function gaussian(x: Decimal): Decimal {
  return two.div(Decimal.acos(-1).sqrt()).mul(x.mul(x).neg().exp());
}

// Abramowitz & Stegun 7.1.6
function erf(x: Decimal): Decimal {
  let term = x;
  let total = x;
  for (let n = 1; term.abs().gt(total.abs().mul('1e-52')); n += 1) {
    term = term
      .mul(x)
      .mul(x)
      .mul(two)
      .div(2 * n + 1);
    total = total.add(term);
  }
  return gaussian(x).mul(total);
}
