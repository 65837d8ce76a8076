import type { Arithmetic, BinaryName, UnaryName } from './arithmetic.ts';

/** An operand of a formula: a number of the arithmetic, or a constant. */
export type Operand<T> = T | number;

type UnaryFormulas<T> = { readonly [name in UnaryName]: (x: Operand<T>) => T };
type PairFormulas<T> = {
  readonly [name in Exclude<BinaryName, 'add' | 'mul' | 'max' | 'min'>]: (
    a: Operand<T>,
    b: Operand<T>,
  ) => T;
};
type ListFormulas<T> = {
  readonly [name in 'add' | 'mul' | 'max' | 'min']: (...operands: readonly Operand<T>[]) => T;
};

/** The vocabulary the zoo is written in: `add(mul(100, sq(sub(y, sq(x)))), sq(sub(1, x)))`. */
export interface Formulas<T> extends UnaryFormulas<T>, PairFormulas<T>, ListFormulas<T> {
  /** x to a constant power. */
  pow(x: Operand<T>, exponent: number): T;
  /** x to a power that may itself vary; x > 0. */
  power(x: Operand<T>, exponent: Operand<T>): T;
  sq(x: Operand<T>): T;
  cube(x: Operand<T>): T;
  /** Σᵢ term(i) for i = 0 … count − 1. */
  sum(count: number, term: (i: number) => Operand<T>): T;
  mean(list: readonly Operand<T>[]): T;
  dot(a: readonly Operand<T>[], b: readonly Operand<T>[]): T;
  norm(a: readonly Operand<T>[]): T;
  minus(a: readonly Operand<T>[], b: readonly Operand<T>[]): T[];
  cross(a: readonly Operand<T>[], b: readonly Operand<T>[]): T[];
  /** Row-major matrix times vector; the vector's length is the number of columns. */
  apply(matrix: readonly Operand<T>[], vector: readonly Operand<T>[]): T[];
  logSumExp(list: readonly Operand<T>[]): T;
  softmax(list: readonly Operand<T>[]): T[];
  clamp(x: Operand<T>, low: number, high: number): T;
  /** The plain value, for decisions that carry no derivative. */
  number(x: Operand<T>): number;
}

/** A function of the zoo, written once for every arithmetic. */
export type Formula = <T>(formulas: Formulas<T>, x: readonly T[]) => T;

type Elementary<T> = UnaryFormulas<T> &
  PairFormulas<T> &
  ListFormulas<T> &
  Pick<Formulas<T>, 'pow' | 'number'>;

/** The vocabulary over one arithmetic; plain numbers become its constants. */
export function formulas<T>(arithmetic: Arithmetic<T>): Formulas<T> {
  const base = elementary(arithmetic);
  const { add, sub, mul, div, exp, log, sqrt, max, min, number } = base;
  const sq = (x: Operand<T>) => mul(x, x);
  const sum = (count: number, term: (i: number) => Operand<T>) => {
    let total = add(term(0));
    for (let i = 1; i < count; i += 1) total = add(total, term(i));
    return total;
  };
  const dot = (a: readonly Operand<T>[], b: readonly Operand<T>[]) =>
    sum(a.length, (i) => mul(a[i], b[i]));
  // the shift cancels in the derivative, so it may be a constant
  const shifted = (list: readonly Operand<T>[], shift: number) =>
    list.map((x) => exp(sub(x, shift)));
  const largest = (list: readonly Operand<T>[]) => Math.max(...list.map(number));
  return {
    ...base,
    sq,
    sum,
    dot,
    cube: (x) => mul(x, x, x),
    power: (x, exponent) => exp(mul(exponent, log(x))),
    mean: (list) => div(add(...list), list.length),
    norm: (a) => sqrt(dot(a, a)),
    minus: (a, b) => a.map((ai, i) => sub(ai, b[i])),
    cross: ([a, b, c], [u, v, w]) => [
      sub(mul(b, w), mul(c, v)),
      sub(mul(c, u), mul(a, w)),
      sub(mul(a, v), mul(b, u)),
    ],
    apply: (matrix, vector) =>
      Array.from({ length: matrix.length / vector.length }, (_, row) =>
        dot(matrix.slice(row * vector.length, (row + 1) * vector.length), vector),
      ),
    logSumExp: (list) => add(largest(list), log(add(...shifted(list, largest(list))))),
    softmax: (list) => {
      const weights = shifted(list, largest(list));
      const total = add(...weights);
      return weights.map((weight) => div(weight, total));
    },
    clamp: (x, low, high) => min(max(x, low), high),
  };
}

function elementary<T>(arithmetic: Arithmetic<T>): Elementary<T> {
  const lift = (x: Operand<T>): T => (typeof x === 'number' ? arithmetic.constant(x) : x);
  const unary = (name: UnaryName) => (x: Operand<T>) => arithmetic.unary(name, lift(x));
  const pair = (name: BinaryName) => (a: Operand<T>, b: Operand<T>) =>
    arithmetic.binary(name, lift(a), lift(b));
  const list =
    (name: BinaryName) =>
    (...operands: readonly Operand<T>[]) => {
      let total = lift(operands[0]);
      for (let i = 1; i < operands.length; i += 1) {
        total = arithmetic.binary(name, total, lift(operands[i]));
      }
      return total;
    };
  // biome-ignore format: one line per group of operations
  return {
    neg: unary('neg'), abs: unary('abs'), relu: unary('relu'), sqrt: unary('sqrt'),
    exp: unary('exp'), expm1: unary('expm1'), log: unary('log'), log1p: unary('log1p'),
    sin: unary('sin'), cos: unary('cos'), tan: unary('tan'),
    asin: unary('asin'), acos: unary('acos'), atan: unary('atan'),
    sinh: unary('sinh'), cosh: unary('cosh'), tanh: unary('tanh'),
    sigmoid: unary('sigmoid'), softplus: unary('softplus'), erf: unary('erf'),
    sub: pair('sub'), div: pair('div'), atan2: pair('atan2'),
    add: list('add'), mul: list('mul'), max: list('max'), min: list('min'),
    pow: (x, exponent) => arithmetic.pow(lift(x), exponent),
    number: (x) => arithmetic.number(lift(x)),
  };
}
