import fc from 'fast-check';

type Vector = readonly number[];

/** A value with its gradient, by forward accumulation. */
interface Dual {
  readonly value: number;
  readonly slopes: Vector;
  /** What was added up to each slope: where that is far larger, the slope has cancelled. */
  readonly sizes: Vector;
}

/** An expression of three variables. */
export interface Tree {
  readonly at: (x: Vector) => Dual;
  toString(): string;
}

interface Rule {
  readonly value: (a: number) => number;
  readonly slope: (a: number) => number;
}

const { exp, expm1, log1p, sin, cos, tanh, cosh, sinh, atan, hypot, abs } = Math;

const unary: Readonly<Record<string, Rule>> = {
  sin: { value: sin, slope: cos },
  cos: { value: cos, slope: (a) => -sin(a) },
  tanh: { value: tanh, slope: (a) => 1 / cosh(a) ** 2 },
  atan: { value: atan, slope: (a) => 1 / (1 + a * a) },
  exp: { value: exp, slope: exp },
  expm1: { value: expm1, slope: exp },
  sinh: { value: sinh, slope: cosh },
  square: { value: (a) => a * a, slope: (a) => 2 * a },
  cube: { value: (a) => a ** 3, slope: (a) => 3 * a * a },
  log1pSquare: { value: (a) => log1p(a * a), slope: (a) => (2 * a) / (1 + a * a) },
  hypot1: { value: (a) => hypot(1, a), slope: (a) => a / hypot(1, a) },
  sigmoid: { value: (a) => 1 / (1 + exp(-a)), slope: (a) => 1 / (2 + exp(a) + exp(-a)) },
  softplus: {
    value: (a) => Math.max(a, 0) + log1p(exp(-abs(a))),
    slope: (a) => 1 / (1 + exp(-a)),
  },
};

const combine = (
  a: Dual,
  b: Dual,
  { value, da, db }: { value: number; da: number; db: number },
) => ({
  value,
  slopes: a.slopes.map((s, i) => da * s + db * b.slopes[i]),
  sizes: a.sizes.map((s, i) => abs(da) * s + abs(db) * b.sizes[i]),
});

const binary: Readonly<Record<string, (a: Dual, b: Dual) => Dual>> = {
  '+': (a, b) => combine(a, b, { value: a.value + b.value, da: 1, db: 1 }),
  '-': (a, b) => combine(a, b, { value: a.value - b.value, da: 1, db: -1 }),
  '*': (a, b) => combine(a, b, { value: a.value * b.value, da: b.value, db: a.value }),
};

const NAMES = ['x', 'y', 'z'];

function variable(i: number): Tree {
  const own = NAMES.map((_, k) => (k === i ? 1 : 0));
  return {
    at: (x) => ({ value: x[i], slopes: own, sizes: own }),
    toString: () => NAMES[i],
  };
}

function constant(c: number): Tree {
  const none = NAMES.map(() => 0);
  return { at: () => ({ value: c, slopes: none, sizes: none }), toString: () => String(c) };
}

function applied(name: string, inner: Tree): Tree {
  const { value, slope } = unary[name];
  return {
    at: (x) => {
      const a = inner.at(x);
      const d = slope(a.value);
      return {
        value: value(a.value),
        slopes: a.slopes.map((s) => d * s),
        sizes: a.sizes.map((s) => abs(d) * s),
      };
    },
    toString: () => `${name}(${inner})`,
  };
}

function joined(operator: string, left: Tree, right: Tree): Tree {
  return {
    at: (x) => binary[operator](left.at(x), right.at(x)),
    toString: () => `(${left} ${operator} ${right})`,
  };
}

/** Smooth everywhere, of a depth up to 4. */
export const tree: fc.Arbitrary<Tree> = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, depthSize: 'small', withCrossShrink: true },
    fc.nat({ max: NAMES.length - 1 }).map(variable),
    fc.constantFrom(2, 0.5, -1, 3).map(constant),
    fc.tuple(fc.constantFrom(...Object.keys(unary)), tie('tree')).map((all) => applied(...all)),
    fc
      .tuple(fc.constantFrom(...Object.keys(binary)), tie('tree'), tie('tree'))
      .map((all) => joined(...all)),
  ),
})).tree;

/** The part of what was added up to a slope that is left of it, at the least: beyond, any program rounds it away. */
const LEFT = 1e-8;
/** Beyond, a sine is no function of a double any more. */
const LARGEST = 1e6;

/** Whether value and gradient are what doubles can say: finite, of a size to work with, and no slope all but cancelled. */
export function isOrdinary({ value, slopes, sizes }: Dual): boolean {
  const isLeft = (slope: number, i: number) => abs(slope) >= LEFT * sizes[i];
  return abs(value) <= LARGEST && slopes.every(isLeft) && sizes.every((s) => s <= LARGEST ** 2);
}
