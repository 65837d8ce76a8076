import type { Formulas, Operand } from '../../../test/zoo/formulas.ts';
import type { Operation } from './instructions.ts';

type Unary = <T>(formulas: Formulas<T>, x: T) => T;
type Binary = <T>(formulas: Formulas<T>, a: T, b: T) => T;
type Several = <T>(formulas: Formulas<T>, list: readonly T[]) => readonly T[];

const RARE = 0.15;

/** Two rows of a matrix times the operands, plus a bias. */
const rows = 2;
const affine: Operation = {
  name: 'affine',
  takes: 'several',
  weight: 2,
  isSmooth: true,
  suits: () => true,
  holds: (operands) => rows * (operands + 1),
  apply: (f, list, constants) =>
    Array.from({ length: rows }, (_, row) => {
      const own = constants.slice(row * (list.length + 1), (row + 1) * (list.length + 1));
      return f.add(f.dot(own.slice(1), list), own[0]);
    }),
};

/** What random programs are made of, with the arguments that people would give it. */
export const operations: readonly Operation[] = [
  unary(
    'exp',
    (x) => x > -12 && x < 6,
    (f, x) => f.exp(x),
  ),
  unary(
    'log',
    (x) => x > 0.02,
    (f, x) => f.log(x),
  ),
  unary(
    'log1p',
    (x) => x > -0.9,
    (f, x) => f.log1p(x),
  ),
  unary(
    'sqrt',
    (x) => x > 0.02,
    (f, x) => f.sqrt(x),
  ),
  unary('tanh', within(6), (f, x) => f.tanh(x)),
  unary('sigmoid', within(10), (f, x) => f.sigmoid(x)),
  unary('softplus', within(20), (f, x) => f.softplus(x)),
  unary('sin', within(50), (f, x) => f.sin(x)),
  unary('cos', within(50), (f, x) => f.cos(x)),
  unary('atan', within(100), (f, x) => f.atan(x)),
  unary('square', within(1e3), (f, x) => f.sq(x)),
  unary('cube', within(100), (f, x) => f.cube(x)),
  unary(
    'x^1.5',
    (x) => x > 0.05 && x < 1e3,
    (f, x) => f.pow(x, 1.5),
  ),
  unary(
    'x^-2',
    (x) => Math.abs(x) > 0.05,
    (f, x) => f.pow(x, -2),
  ),
  unary(
    'reciprocal',
    (x) => Math.abs(x) > 0.05,
    (f, x) => f.div(1, x),
  ),
  rare(unary('relu', isAnything, (f, x) => f.relu(x))),
  rare(unary('abs', isAnything, (f, x) => f.abs(x))),
  binary('add', isAnyPair, (f, a, b) => f.add(a, b)),
  binary('sub', isAnyPair, (f, a, b) => f.sub(a, b)),
  binary('mul', isAnyPair, (f, a, b) => f.mul(a, b)),
  binary('mul', isAnyPair, (f, a, b) => f.mul(a, b)),
  binary(
    'div',
    ([, b]) => Math.abs(b) > 0.05,
    (f, a, b) => f.div(a, b),
  ),
  rare(
    binary(
      'max',
      ([a, b]) => a !== b,
      (f, a, b) => f.max(a, b),
    ),
  ),
  several('sum', (f, list) => [f.add(...list)]),
  several('product', (f, list) => [f.mul(...list)]),
  several('mean of squares', (f, list) => [f.mean(list.map((x) => f.sq(x)))]),
  several(
    'norm',
    (f, list) => [f.norm(list)],
    (list) => Math.hypot(...list) > 0.01,
  ),
  several(
    'log-sum-exp',
    (f, list) => [f.logSumExp(list)],
    (list) => list.every(within(30)),
  ),
  several(
    'softmax',
    (f, list) => f.softmax(list),
    (list) => list.every(within(30)),
  ),
  several('normalise', normalise, (list) => Math.max(...list) - Math.min(...list) > 0.01),
  affine,
];

function unary(name: string, suits: (x: number) => boolean, apply: Unary): Operation {
  return {
    name,
    takes: 1,
    weight: 1,
    isSmooth: true,
    suits: ([x]) => suits(x),
    holds: () => 0,
    apply: (f, [x]) => [apply(f, x)],
  };
}

function binary(
  name: string,
  suits: (pair: readonly number[]) => boolean,
  apply: Binary,
): Operation {
  const shape = { takes: 2, weight: 2, isSmooth: true, holds: () => 0 } as const;
  return { name, suits, ...shape, apply: (f, [a, b]) => [apply(f, a, b)] };
}

function several(
  name: string,
  apply: Several,
  suits: (list: readonly number[]) => boolean = () => true,
): Operation {
  const shape = { takes: 'several', weight: 1, isSmooth: true, holds: () => 0 } as const;
  return { name, suits, ...shape, apply: (f, list) => apply(f, list) };
}

/** With a kink, and seldom in ordinary functions. */
function rare(operation: Operation): Operation {
  return { ...operation, weight: RARE, isSmooth: false };
}

function normalise<T>(f: Formulas<T>, list: readonly Operand<T>[]): readonly T[] {
  const mean = f.mean(list);
  const centred = list.map((x) => f.sub(x, mean));
  const deviation = f.sqrt(f.add(f.mean(centred.map((x) => f.sq(x))), 1e-5));
  return centred.map((x) => f.div(x, deviation));
}

function within(limit: number): (x: number) => boolean {
  return (x) => Math.abs(x) < limit;
}

function isAnything(): boolean {
  return true;
}

function isAnyPair(): boolean {
  return true;
}
