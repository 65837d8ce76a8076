import type { OperationName } from './arithmetic.ts';
import type { Local } from './tape.ts';

/** A classic mistake in the backward rule of one operation: one slope an input. */
export interface WrongRule {
  readonly operation: OperationName;
  readonly name: string;
  readonly slopes: (local: Local) => readonly number[];
}

type Rules = Readonly<Record<string, (local: Local) => readonly number[]>>;

const { abs, cos, cosh, exp, log, max, sign, sin, sinh, sqrt, tanh } = Math;

/** Each key says what the mistaken rule does; beside it stands the rule itself. */
const byOperation: Readonly<Record<OperationName, Rules>> = {
  neg: { 'keeps the sign': () => [1], 'passes nothing': () => [0] },
  add: {
    'forgets the first term': () => [0, 1],
    'forgets the second term': () => [1, 0],
    'splits between the terms': () => [0.5, 0.5],
  },
  sub: {
    'adds to both terms': () => [1, 1],
    'forgets the second term': () => [1, 0],
    'forgets the first term': () => [0, -1],
    'swaps the terms': () => [-1, 1],
  },
  mul: {
    'forgets the other factor': () => [1, 1],
    'multiplies by its own factor': ({ a, b }) => [a, b],
    'forgets the first factor': ({ a }) => [0, a],
    'forgets the second factor': ({ b }) => [b, 0],
    'multiplies by the product': ({ y }) => [y, y],
    'subtracts one side': ({ a, b }) => [b, -a],
  },
  div: {
    'denominator without its sign': ({ a, b }) => [1 / b, a / b ** 2],
    'denominator without its square': ({ a, b }) => [1 / b, -a / b],
    'denominator forgets the numerator': ({ b }) => [1 / b, -1 / b ** 2],
    'denominator taken as constant': ({ b }) => [1 / b, 0],
    'numerator not divided': ({ a, b }) => [1, -a / b ** 2],
    'numerator taken as constant': ({ a, b }) => [0, -a / b ** 2],
  },
  pow: {
    'forgets the exponent': ({ a, p }) => [a ** (p - 1)],
    'keeps the power': ({ a, p }) => [p * a ** p],
    'lowers the factor too': ({ a, p }) => [(p - 1) * a ** (p - 1)],
    'lowers the power twice': ({ a, p }) => [p * a ** (p - 2)],
    'exponential instead of power': ({ a, y }) => [y * log(abs(a))],
  },
  exp: {
    'slope one': () => [1],
    'power rule': ({ a, y }) => [(a * y) / Math.E],
    'times the argument': ({ a, y }) => [a * y],
    'minus sign': ({ y }) => [-y],
  },
  expm1: { 'output instead of output plus one': ({ y }) => [y], 'slope one': () => [1] },
  log: {
    'one over the square': ({ a }) => [1 / a ** 2],
    'the argument': ({ a }) => [a],
    'base ten': ({ a }) => [1 / (a * Math.LN10)],
    'one over the output': ({ y }) => [1 / y],
    'minus sign': ({ a }) => [-1 / a],
  },
  log1p: {
    'one over the argument': ({ a }) => [1 / a],
    'slope one': () => [1],
    'one over the square': ({ a }) => [1 / (1 + a) ** 2],
  },
  sqrt: {
    'without the half': ({ y }) => [1 / y],
    'times instead of over': ({ y }) => [0.5 * y],
    'half over the argument': ({ a }) => [0.5 / a],
    'two over the root': ({ y }) => [2 / y],
  },
  sin: {
    'minus cosine': ({ a }) => [-cos(a)],
    'sine again': ({ y }) => [y],
    'slope one': () => [1],
    'cosine of the output': ({ y }) => [cos(y)],
    'degrees taken for radians': ({ a }) => [cos((a * Math.PI) / 180)],
  },
  cos: {
    'sine without the minus': ({ a }) => [sin(a)],
    'cosine again': ({ y }) => [y],
    'minus sine of the output': ({ y }) => [-sin(y)],
    'passes nothing': () => [0],
  },
  tan: {
    'one minus the square': ({ y }) => [1 - y * y],
    'without the square': ({ y }) => [1 + y],
    'one over the cosine': ({ a }) => [1 / cos(a)],
    'cosine squared': ({ a }) => [cos(a) ** 2],
  },
  asin: {
    'without the root': ({ a }) => [1 / (1 - a * a)],
    'plus under the root': ({ a }) => [1 / sqrt(1 + a * a)],
    'rule of the arc cosine': ({ a }) => [-1 / sqrt(1 - a * a)],
  },
  acos: {
    'without the minus': ({ a }) => [1 / sqrt(1 - a * a)],
    'without the root': ({ a }) => [-1 / (1 - a * a)],
    'plus under the root': ({ a }) => [-1 / sqrt(1 + a * a)],
  },
  atan: {
    'minus in the denominator': ({ a }) => [1 / (1 - a * a)],
    'without the square': ({ a }) => [1 / (1 + a)],
    'root of the denominator': ({ a }) => [1 / sqrt(1 + a * a)],
    'square of the tangent': ({ y }) => [1 / (1 + y * y)],
  },
  atan2: {
    'arguments swapped': ({ a, b }) => [-a / (a * a + b * b), b / (a * a + b * b)],
    'second without the minus': ({ a, b }) => [b / (a * a + b * b), a / (a * a + b * b)],
    'root of the square': ({ a, b }) => [b / sqrt(a * a + b * b), -a / sqrt(a * a + b * b)],
    'forgets the square': ({ a, b }) => [b, -a],
  },
  sinh: { 'minus sign': ({ a }) => [-cosh(a)], 'hyperbolic sine again': ({ y }) => [y] },
  cosh: { 'minus sign': ({ a }) => [-sinh(a)], 'hyperbolic cosine again': ({ y }) => [y] },
  tanh: {
    'without the square': ({ y }) => [1 - y],
    'plus instead of minus': ({ y }) => [1 + y * y],
    'rule of the sigmoid': ({ y }) => [y * (1 - y)],
    'argument taken for output': ({ a }) => [1 - a * a],
    'hyperbolic tangent of the output': ({ y }) => [1 - tanh(y) ** 2],
    'slope one': () => [1],
  },
  sigmoid: {
    'forgets one minus': ({ y }) => [y],
    'forgets the output': ({ y }) => [1 - y],
    'plus instead of minus': ({ y }) => [y * (1 + y)],
    'rule of the hyperbolic tangent': ({ y }) => [1 - y * y],
    'squares one factor': ({ y }) => [y * (1 - y) ** 2],
    'argument taken for output': ({ a }) => [a * (1 - a)],
  },
  softplus: {
    'rule of relu': ({ a }) => [a > 0 ? 1 : 0],
    'hyperbolic tangent': ({ a }) => [tanh(a)],
    'other side': ({ a }) => [1 / (1 + exp(a))],
    'slope of the sigmoid': ({ a }) => [1 / (2 + exp(a) + exp(-a))],
  },
  erf: {
    'normal density': ({ a }) => [exp((-a * a) / 2) / sqrt(2 * Math.PI)],
    'without two over root pi': ({ a }) => [exp(-a * a)],
    'without the square': ({ a }) => [(2 / sqrt(Math.PI)) * exp(-abs(a))],
    'twice as steep': ({ a }) => [(2 / sqrt(Math.PI)) * exp(-2 * a * a)],
  },
  abs: {
    'slope one': () => [1],
    'minus sign': ({ a }) => [-sign(a)],
    'the argument': ({ a }) => [a],
    'passes nothing': () => [0],
  },
  relu: {
    'passes everything': () => [1],
    'mask upside down': ({ a }) => [a > 0 ? 0 : 1],
    'output instead of mask': ({ y }) => [y],
    'leaks below': ({ a }) => [a > 0 ? 1 : 0.01],
    'threshold at one': ({ a }) => [a > 1 ? 1 : 0],
  },
  max: {
    'to both': () => [1, 1],
    'to the loser': ({ a, b }) => (a >= b ? [0, 1] : [1, 0]),
    'half to each': () => [0.5, 0.5],
    'always to the first': () => [1, 0],
    'times the maximum': ({ a, b }) => (a >= b ? [max(a, b), 0] : [0, max(a, b)]),
  },
  min: {
    'to both': () => [1, 1],
    'to the loser': ({ a, b }) => (a <= b ? [0, 1] : [1, 0]),
    'half to each': () => [0.5, 0.5],
    'always to the second': () => [0, 1],
  },
};

/** Every wrong backward rule of the zoo. */
export const wrongRules: readonly WrongRule[] = Object.entries(byOperation).flatMap(
  ([operation, rules]) =>
    Object.entries(rules).map(([name, slopes]) => ({
      operation: operation as OperationName,
      name: `${operation}: ${name}`,
      slopes,
    })),
);
