import type { VectorFunction } from './vectors.ts';

const { exp, sqrt } = Math;
type Vector = readonly number[];

/** A Jacobian from its entries by place; zero elsewhere. */
function filled(
  { rows, columns }: { readonly rows: number; readonly columns: number },
  entry: (i: number, j: number) => number,
): number[][] {
  return Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) => entry(i, j)),
  );
}

const numbers = (count: number, of: (i: number) => number) =>
  Array.from({ length: count }, (_, i) => of(i));

/** Problem 28 of Moré, Garbow and Hillstrom at n = 8. */
const BOUNDARY = { h: 1 / 9, t: numbers(8, (i) => (i + 1) / 9) };

/** Problem 18: the sixth exponential of Biggs. */
const BIGGS = numbers(13, (i) => (i + 1) / 10).map((t) => ({
  t,
  y: exp(-t) - 5 * exp(-10 * t) + 3 * exp(-4 * t),
}));

/** The Brusselator with diffusion on five points (Hairer and Wanner, IV.10), u and v in turns. */
const BRUSSELATOR = { points: 5, diffusion: 36 / 50 };

/** −Δu + exp(u) on a grid of 4 × 4 points. */
const GRID = 4;
const isBeside = (i: number, j: number) =>
  Math.abs(i - j) === GRID ||
  (Math.abs(i - j) === 1 && Math.floor(i / GRID) === Math.floor(j / GRID));

/**
 * Vector functions of more than five numbers: further residuals of Moré, Garbow and Hillstrom (doi:10.1145/355934.355936) at their starting
 * points, right-hand sides of Hairer and Wanner, a layer norm, a stencil.
 */
export const LARGER: readonly VectorFunction[] = [
  {
    name: 'Wood',
    value: ([a, b, c, d]) => [
      10 * (b - a * a),
      1 - a,
      sqrt(90) * (d - c * c),
      1 - c,
      sqrt(10) * (b + d - 2),
      (b - d) / sqrt(10),
    ],
    jacobian: ([a, , c]) => [
      [-20 * a, 10, 0, 0],
      [-1, 0, 0, 0],
      [0, 0, -2 * sqrt(90) * c, sqrt(90)],
      [0, 0, -1, 0],
      [0, sqrt(10), 0, sqrt(10)],
      [0, 1 / sqrt(10), 0, -1 / sqrt(10)],
    ],
    points: [[-3, -1, -3, -1]],
  },
  {
    name: 'Jennrich and Sampson',
    value: ([x, y]) => numbers(10, (i) => 2 + 2 * (i + 1) - exp((i + 1) * x) - exp((i + 1) * y)),
    jacobian: ([x, y]) =>
      [...Array(10).keys()].map((i) => [-(i + 1) * exp((i + 1) * x), -(i + 1) * exp((i + 1) * y)]),
    points: [[0.3, 0.4]],
  },
  {
    name: 'Biggs, six exponentials',
    value: ([a, b, c, d, e, f]) =>
      BIGGS.map(({ t, y }) => c * exp(-t * a) - d * exp(-t * b) + f * exp(-t * e) - y),
    jacobian: ([a, b, c, d, e, f]) =>
      BIGGS.map(({ t }) => [
        -t * c * exp(-t * a),
        t * d * exp(-t * b),
        exp(-t * a),
        -exp(-t * b),
        -t * f * exp(-t * e),
        exp(-t * e),
      ]),
    points: [[1, 2, 1, 1, 1, 1]],
  },
  {
    name: 'Broyden, tridiagonal',
    value: (x) =>
      x.map((own, i) => (3 - 2 * own) * own - (x[i - 1] ?? 0) - 2 * (x[i + 1] ?? 0) + 1),
    jacobian: (x) =>
      filled({ rows: 10, columns: 10 }, (i, j) => {
        if (i === j) return 3 - 4 * x[i];
        if (j === i - 1) return -1;
        return j === i + 1 ? -2 : 0;
      }),
    points: [Array<number>(10).fill(-1)],
  },
  {
    name: 'Brown, almost linear',
    value: (x) => {
      const sum = x.reduce((total, one) => total + one, 0);
      const product = x.reduce((total, one) => total * one, 1);
      return x.map((own, i) => (i < 5 ? own + sum - 7 : product - 1));
    },
    jacobian: (x) =>
      filled({ rows: 6, columns: 6 }, (i, j) =>
        i < 5
          ? 1 + Number(i === j)
          : x.reduce((product, one, k) => (k === j ? product : product * one), 1),
      ),
    points: [Array<number>(6).fill(0.5)],
  },
  {
    name: 'a discrete boundary value',
    value: (x) =>
      x.map((own, i) => {
        const { h, t } = BOUNDARY;
        return 2 * own - (x[i - 1] ?? 0) - (x[i + 1] ?? 0) + (h * h * (own + t[i] + 1) ** 3) / 2;
      }),
    jacobian: (x) =>
      filled({ rows: 8, columns: 8 }, (i, j) => {
        const { h, t } = BOUNDARY;
        if (i === j) return 2 + (3 / 2) * h * h * (x[i] + t[i] + 1) ** 2;
        return Math.abs(i - j) === 1 ? -1 : 0;
      }),
    points: [BOUNDARY.t.map((t) => t * (t - 1))],
  },
  {
    name: 'HIRES',
    value: ([a, b, c, d, e, f, g, h]) => [
      -1.71 * a + 0.43 * b + 8.32 * c + 0.0007,
      1.71 * a - 8.75 * b,
      -10.03 * c + 0.43 * d + 0.035 * e,
      8.32 * b + 1.71 * c - 1.12 * d,
      -1.745 * e + 0.43 * f + 0.43 * g,
      -280 * f * h + 0.69 * d + 1.71 * e - 0.43 * f + 0.69 * g,
      280 * f * h - 1.81 * g,
      -280 * f * h + 1.81 * g,
    ],
    jacobian: ([, , , , , f, , h]) => [
      [-1.71, 0.43, 8.32, 0, 0, 0, 0, 0],
      [1.71, -8.75, 0, 0, 0, 0, 0, 0],
      [0, 0, -10.03, 0.43, 0.035, 0, 0, 0],
      [0, 8.32, 1.71, -1.12, 0, 0, 0, 0],
      [0, 0, 0, 0, -1.745, 0.43, 0.43, 0],
      [0, 0, 0, 0.69, 1.71, -280 * h - 0.43, 0.69, -280 * f],
      [0, 0, 0, 0, 0, 280 * h, -1.81, 280 * f],
      [0, 0, 0, 0, 0, -280 * h, 1.81, -280 * f],
    ],
    // a while after its start, where most of them are no longer zero
    points: [[0.42, 0.083, 0.041, 0.61, 0.048, 0.1, 0.0052, 0.0005]],
  },
  {
    name: 'the Brusselator',
    value: (y) => {
      const { points, diffusion } = BRUSSELATOR;
      const at = (i: number, k: 0 | 1) => y[2 * i + k] ?? (k === 0 ? 1 : 3);
      const spread = (i: number, k: 0 | 1) =>
        diffusion * (at(i - 1, k) - 2 * at(i, k) + at(i + 1, k));
      return [...Array(points).keys()].flatMap((i) => {
        const reaction = at(i, 0) ** 2 * at(i, 1);
        return [1 + reaction - 4 * at(i, 0) + spread(i, 0), 3 * at(i, 0) - reaction + spread(i, 1)];
      });
    },
    jacobian: (y) =>
      filled({ rows: 10, columns: 10 }, (i, j) => {
        const { diffusion } = BRUSSELATOR;
        if (Math.abs(i - j) === 2) return diffusion;
        const [u, v] = [y[i - (i % 2)], y[i - (i % 2) + 1]];
        if (i === j) return (i % 2 === 0 ? 2 * u * v - 4 : -u * u) - 2 * diffusion;
        if (Math.floor(i / 2) !== Math.floor(j / 2)) return 0;
        return i % 2 === 0 ? u * u : 3 - 2 * u * v;
      }),
    points: [numbers(10, (i) => (i % 2 === 0 ? 1 + Math.sin(i) / 2 : 3 + Math.cos(i) / 4))],
  },
  {
    name: 'a layer norm',
    value: (x) => normed(x).y,
    jacobian: (x) => {
      const { y, scale } = normed(x);
      return filled(
        { rows: 6, columns: 6 },
        (i, j) => (Number(i === j) - (1 + y[i] * y[j]) / 6) / scale,
      );
    },
    points: [[0.3, -1.2, 2, 0.1, 0.7, -0.4]],
  },
  {
    name: 'five points of a stencil',
    value: (u) =>
      u.map(
        (own, i) =>
          4 * own - u.reduce((sum, x, j) => (isBeside(i, j) ? sum + x : sum), 0) + exp(own),
      ),
    jacobian: (u) =>
      filled({ rows: 16, columns: 16 }, (i, j) => {
        if (i === j) return 4 + exp(u[i]);
        return isBeside(i, j) ? -1 : 0;
      }),
    points: [numbers(16, (i) => Math.sin(3 * i))],
  },
];

/** With the 1e-5 that keeps a constant row from a division by zero. */
function normed(x: Vector) {
  const mean = x.reduce((sum, one) => sum + one, 0) / x.length;
  const variance = x.reduce((sum, one) => sum + (one - mean) ** 2, 0) / x.length;
  const scale = sqrt(variance + 1e-5);
  return { y: x.map((one) => (one - mean) / scale), scale };
}
