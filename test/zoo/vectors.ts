/** A vector function with its Jacobian, at points of interest. */
export interface VectorFunction {
  readonly name: string;
  readonly value: (x: readonly number[]) => number[];
  readonly jacobian: (x: readonly number[]) => number[][];
  readonly points: readonly (readonly number[])[];
}

const { exp, sin, cos, sqrt, atan, PI } = Math;

/** Bard's data, problem 8 of Moré, Garbow and Hillstrom. */
const BARD = [
  0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39, 0.37, 0.58, 0.73, 0.96, 1.34, 2.1, 4.39,
];
const bardTerms = BARD.map((y, k) => {
  const u = k + 1;
  const v = 16 - u;
  return { y, u, v, w: Math.min(u, v) };
});

/** Kowalik and Osborne's, problem 15. */
const KOWALIK = {
  y: [0.1957, 0.1947, 0.1735, 0.16, 0.0844, 0.0627, 0.0456, 0.0342, 0.0323, 0.0235, 0.0246],
  u: [4, 2, 1, 0.5, 0.25, 0.167, 0.125, 0.1, 0.0833, 0.0714, 0.0625],
};

/**
 * Residuals of Moré, Garbow and Hillstrom (doi:10.1145/355934.355936) at their starting points and elsewhere, right-hand sides of stiff
 * equations (Hairer and Wanner, Solving Ordinary Differential Equations II), a camera, a softmax.
 */
export const VECTORS: readonly VectorFunction[] = [
  {
    name: 'Rosenbrock',
    value: ([x, y]) => [10 * (y - x * x), 1 - x],
    jacobian: ([x]) => [
      [-20 * x, 10],
      [-1, 0],
    ],
    points: [
      [-1.2, 1],
      [1, 1],
    ],
  },
  {
    name: 'Freudenstein and Roth',
    value: ([x, y]) => [-13 + x + ((5 - y) * y - 2) * y, -29 + x + ((y + 1) * y - 14) * y],
    jacobian: ([, y]) => [
      [1, (10 - 3 * y) * y - 2],
      [1, (3 * y + 2) * y - 14],
    ],
    points: [[0.5, -2]],
  },
  {
    name: 'Powell, badly scaled',
    value: ([x, y]) => [1e4 * x * y - 1, exp(-x) + exp(-y) - 1.0001],
    jacobian: ([x, y]) => [
      [1e4 * y, 1e4 * x],
      [-exp(-x), -exp(-y)],
    ],
    points: [
      [0.3, 1],
      [1.1e-5, 9.1],
    ],
  },
  {
    name: 'Brown, badly scaled',
    value: ([x, y]) => [x - 1e6, y - 2e-6, x * y - 2],
    jacobian: ([x, y]) => [
      [1, 0],
      [0, 1],
      [y, x],
    ],
    points: [[1, 1.5]],
  },
  {
    name: 'Beale',
    value: ([x, y]) => [1.5, 2.25, 2.625].map((c, i) => c - x * (1 - y ** (i + 1))),
    jacobian: ([x, y]) => [1, 2, 3].map((i) => [y ** i - 1, i * x * y ** (i - 1)]),
    points: [
      [1, 1],
      [3, 0.5],
    ],
  },
  {
    name: 'the helical valley',
    value: ([x, y, z]) => [
      10 * (z - (10 * (atan(y / x) + (x < 0 ? PI : 0))) / (2 * PI)),
      10 * (sqrt(x * x + y * y) - 1),
      z,
    ],
    jacobian: ([x, y]) => {
      const q = x * x + y * y;
      const t = 100 / (2 * PI * q);
      return [
        [t * y, -t * x, 10],
        [(10 * x) / sqrt(q), (10 * y) / sqrt(q), 0],
        [0, 0, 1],
      ];
    },
    points: [
      [-1, 0.3, 0.2],
      [0.7, -0.4, 1],
    ],
  },
  {
    name: 'Bard',
    value: ([x, y, z]) => bardTerms.map(({ y: b, u, v, w }) => b - (x + u / (v * y + w * z))),
    jacobian: ([, y, z]) =>
      bardTerms.map(({ u, v, w }) => {
        const d = (v * y + w * z) ** 2;
        return [-1, (u * v) / d, (u * w) / d];
      }),
    points: [[1, 1, 1]],
  },
  {
    name: 'Kowalik and Osborne',
    value: ([a, b, c, d]) =>
      KOWALIK.u.map((u, i) => KOWALIK.y[i] - (a * (u * u + u * b)) / (u * u + u * c + d)),
    jacobian: ([a, b, c, d]) =>
      KOWALIK.u.map((u) => {
        const [top, bottom] = [u * u + u * b, u * u + u * c + d];
        const by = (a * top) / bottom ** 2;
        return [-top / bottom, (-a * u) / bottom, by * u, by];
      }),
    points: [[0.25, 0.39, 0.415, 0.39]],
  },
  {
    name: 'Powell, singular',
    value: ([a, b, c, d]) => [
      a + 10 * b,
      sqrt(5) * (c - d),
      (b - 2 * c) ** 2,
      sqrt(10) * (a - d) ** 2,
    ],
    jacobian: ([a, b, c, d]) => [
      [1, 10, 0, 0],
      [0, 0, sqrt(5), -sqrt(5)],
      [0, 2 * (b - 2 * c), -4 * (b - 2 * c), 0],
      [2 * sqrt(10) * (a - d), 0, 0, -2 * sqrt(10) * (a - d)],
    ],
    points: [[3, -1, 0, 1]],
  },
  {
    name: 'Robertson',
    value: ([x, y, z]) => [
      -0.04 * x + 1e4 * y * z,
      0.04 * x - 1e4 * y * z - 3e7 * y * y,
      3e7 * y * y,
    ],
    jacobian: ([, y, z]) => [
      [-0.04, 1e4 * z, 1e4 * y],
      [0.04, -1e4 * z - 6e7 * y, -1e4 * y],
      [0, 6e7 * y, 0],
    ],
    points: [
      [0.98, 3.6e-5, 0.015],
      [1, 0, 0],
    ],
  },
  {
    name: 'a camera with distortion',
    value: ([x, y, z, f, k]) => {
      const [u, v] = [x / z, y / z];
      const d = f * (1 + k * (u * u + v * v));
      return [d * u, d * v];
    },
    jacobian: ([x, y, z, f, k]) => {
      const [u, v] = [x / z, y / z];
      const r = u * u + v * v;
      const d = f * (1 + k * r);
      const [uu, uv, vv] = [d + 2 * f * k * u * u, 2 * f * k * u * v, d + 2 * f * k * v * v];
      return [
        [uu / z, uv / z, -(uu * u + uv * v) / z, (1 + k * r) * u, f * r * u],
        [uv / z, vv / z, -(uv * u + vv * v) / z, (1 + k * r) * v, f * r * v],
      ];
    },
    points: [[0.4, -0.3, 2.5, 800, -0.12]],
  },
  {
    name: 'a softmax',
    value: (x) => softmax(x),
    jacobian: (x) => {
      const p = softmax(x);
      return p.map((a, i) => p.map((b, j) => (i === j ? a : 0) - a * b));
    },
    points: [[0.3, -1.2, 2, 0.1]],
  },
  {
    name: 'a pendulum on a spring',
    value: ([r, a, u, w]) => [
      u,
      w,
      r * w * w + 9.81 * cos(a) - 40 * (r - 1),
      (-9.81 * sin(a) - 2 * u * w) / r,
    ],
    jacobian: ([r, a, u, w]) => [
      [0, 0, 1, 0],
      [0, 0, 0, 1],
      [w * w - 40, -9.81 * sin(a), 0, 2 * r * w],
      [(9.81 * sin(a) + 2 * u * w) / (r * r), (-9.81 * cos(a)) / r, (-2 * w) / r, (-2 * u) / r],
    ],
    points: [[1.2, 0.4, -0.3, 0.8]],
  },
];

function softmax(x: readonly number[]): number[] {
  const e = x.map((entry) => exp(entry));
  const sum = e.reduce((a, b) => a + b);
  return e.map((entry) => entry / sum);
}
