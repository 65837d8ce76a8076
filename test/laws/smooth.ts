import fc from 'fast-check';

type Vector = readonly number[];

/** A smooth function on a box of doubles, with its derivative by a formula that loses no digits there. */
export interface Smooth {
  readonly name: string;
  readonly value: (x: Vector) => number;
  readonly gradient: (x: Vector) => number[];
  /** Of each coordinate. */
  readonly from: readonly number[];
  readonly to: readonly number[];
}

const { exp, expm1, log, log1p, sin, cos, tan, tanh, cosh, sinh, atan, asinh, sqrt, hypot } = Math;

const box = (size: number, n: number) => ({
  from: Array<number>(n).fill(-size),
  to: Array<number>(n).fill(size),
});

/** Everything that people differentiate; where a box ends early the value or its square would be infinite beyond. */
export const smooth: readonly Smooth[] = [
  {
    name: 'log1p(x²) sin(y)',
    value: ([x, y]) => log1p(x * x) * sin(y),
    gradient: ([x, y]) => [((2 * x) / (1 + x * x)) * sin(y), log1p(x * x) * cos(y)],
    ...box(5, 2),
  },
  {
    name: 'x y exp(-x² - y²)',
    value: ([x, y]) => x * y * exp(-x * x - y * y),
    gradient: ([x, y]) => [
      y * (1 - 2 * x * x) * exp(-x * x - y * y),
      x * (1 - 2 * y * y) * exp(-x * x - y * y),
    ],
    ...box(4, 2),
  },
  {
    name: 'tanh(x) + x² y',
    value: ([x, y]) => tanh(x) + x * x * y,
    gradient: ([x, y]) => [1 / cosh(x) ** 2 + 2 * x * y, x * x],
    ...box(5, 2),
  },
  {
    name: 'Rosenbrock',
    value: ([x, y]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2,
    gradient: ([x, y]) => [-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)],
    ...box(10, 2),
  },
  {
    name: 'x³ - 2 x y + y',
    value: ([x, y]) => x ** 3 - 2 * x * y + y,
    gradient: ([x, y]) => [3 * x * x - 2 * y, 1 - 2 * x],
    ...box(1e6, 2),
  },
  {
    name: 'x y z',
    value: ([x, y, z]) => x * y * z,
    gradient: ([x, y, z]) => [y * z, x * z, x * y],
    ...box(1e50, 3),
  },
  {
    name: '1 / (1 + x² + y²)',
    value: ([x, y]) => 1 / (1 + x * x + y * y),
    gradient: ([x, y]) => [
      (-2 * x) / (1 + x * x + y * y) ** 2,
      (-2 * y) / (1 + x * x + y * y) ** 2,
    ],
    ...box(30, 2),
  },
  {
    name: 'log(x) y',
    value: ([x, y]) => log(x) * y,
    gradient: ([x, y]) => [y / x, log(x)],
    from: [1e-12, -100],
    to: [1e12, 100],
  },
  {
    name: 'sqrt(x) + 1 / y',
    value: ([x, y]) => sqrt(x) + 1 / y,
    gradient: ([x, y]) => [0.5 / sqrt(x), -1 / y ** 2],
    from: [1e-9, 1e-6],
    to: [1e9, 1e6],
  },
  {
    name: 'exp(x - y)',
    value: ([x, y]) => exp(x - y),
    gradient: ([x, y]) => [exp(x - y), -exp(x - y)],
    ...box(300, 2),
  },
  {
    name: 'expm1(x) cos(y)',
    value: ([x, y]) => expm1(x) * cos(y),
    gradient: ([x, y]) => [exp(x) * cos(y), -expm1(x) * sin(y)],
    ...box(20, 2),
  },
  {
    name: 'atan(x y)',
    value: ([x, y]) => atan(x * y),
    gradient: ([x, y]) => [y / (1 + (x * y) ** 2), x / (1 + (x * y) ** 2)],
    ...box(50, 2),
  },
  {
    name: 'sqrt(1 + x² + y²)',
    value: ([x, y]) => hypot(1, x, y),
    gradient: ([x, y]) => [x / hypot(1, x, y), y / hypot(1, x, y)],
    ...box(1e6, 2),
  },
  {
    name: 'asinh(x) + sinh(y)',
    value: ([x, y]) => asinh(x) + sinh(y),
    gradient: ([x, y]) => [1 / hypot(1, x), cosh(y)],
    from: [-1e9, -20],
    to: [1e9, 20],
  },
  {
    name: 'log(exp(x) + exp(y)), stably',
    value: ([x, y]) => Math.max(x, y) + log1p(exp(-Math.abs(x - y))),
    gradient: ([x, y]) => [1 / (1 + exp(y - x)), 1 / (1 + exp(x - y))],
    ...box(15, 2),
  },
  {
    name: 'sin(x) + tan(y) / 4',
    value: ([x, y]) => sin(x) + tan(y) / 4,
    gradient: ([x, y]) => [cos(x), (1 + tan(y) ** 2) / 4],
    from: [-100, -1.5],
    to: [100, 1.5],
  },
];

/** Points as property-based tests draw them: 0, −0, subnormals and 1e-300 beside numbers of any size within the box. */
export const pointIn = ({ from, to }: Pick<Smooth, 'from' | 'to'>): fc.Arbitrary<number[]> =>
  fc.tuple(...from.map((min, k) => fc.double({ min, max: to[k], noNaN: true })));
