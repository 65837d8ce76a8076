import { spread, type ZooFunction } from '../zoo-function.ts';

/**
 * A value computed by an algorithm that stops at a tolerance: the formula is what it converges to,
 * `value` is what it returns.
 */
export interface StoppedFunction extends ZooFunction {
  readonly value: (x: ArrayLike<number>) => number;
}

/** Noise as it arises in practice: iterations cut short, adaptive steps, low-precision sums. */
export const solvers: readonly StoppedFunction[] = [
  {
    name: 'cubic root by bisection to 1e-9',
    source: 'Press et al. 2007, Numerical Recipes, 9.1',
    // y³ + y = x₀ + x₁²: the formula takes ten Newton steps
    formula: ({ add, cube, div, mul, sq, sub }, [a, b]) => {
      const target = add(a, sq(b));
      let y = mul(0.5, target);
      for (let step = 0; step < 10; step += 1) {
        y = sub(y, div(sub(add(cube(y), y), target), add(mul(3, sq(y)), 1)));
      }
      return y;
    },
    value: ({ 0: a, 1: b }) => {
      let [low, high] = [-10, 10];
      while (high - low > 1e-9) {
        const y = (low + high) / 2;
        if (y ** 3 + y < a + b * b) low = y;
        else high = y;
      }
      return low;
    },
    points: [{ at: [1.3, 0.8] }],
  },
  {
    name: 'Kepler equation by repeated substitution to 1e-8',
    source: 'Danby 1988, Fundamentals of Celestial Mechanics, 6.6',
    formula: ({ cos, div, mul, sin, sub }, [mean, e]) => {
      let anomaly = mul(1, mean);
      for (let step = 0; step < 8; step += 1) {
        const excess = sub(sub(anomaly, mul(e, sin(anomaly))), mean);
        anomaly = sub(anomaly, div(excess, sub(1, mul(e, cos(anomaly)))));
      }
      return anomaly;
    },
    value: (x) => {
      let [before, now] = [x[0], x[0] + x[1] * Math.sin(x[0])];
      while (Math.abs(now - before) > 1e-8) {
        [before, now] = [now, x[0] + x[1] * Math.sin(now)];
      }
      return now;
    },
    points: [{ at: [1.1, 0.6] }, { at: [2.5, 0.3], label: 'near apoapsis' }],
  },
  {
    name: 'integral by adaptive Simpson to 1e-7',
    source: 'McKeeman 1962, doi:10.1145/355580.369102',
    // ∫₀¹ exp(a t) sin(b t) dt in closed form
    formula: ({ add, cos, div, exp, mul, sin, sq, sub }, [a, b]) =>
      div(add(mul(exp(a), sub(mul(a, sin(b)), mul(b, cos(b)))), b), add(sq(a), sq(b))),
    value: (x) => simpson((t) => Math.exp(x[0] * t) * Math.sin(x[1] * t), [0, 1], 1e-7),
    points: [{ at: [0.8, 4.5] }],
  },
  {
    name: 'decay by Runge–Kutta with a step count that depends on the rate',
    source: 'Hairer, Nørsett, Wanner 1993, doi:10.1007/978-3-540-78862-1, II.1',
    formula: ({ add, exp, mul, neg }, [start, rate]) => add(mul(start, exp(neg(rate))), 1),
    value: (x) => {
      const steps = Math.ceil(15 + 2e3 * Math.abs(x[1] - Math.floor(x[1])));
      const z = -x[1] / steps;
      const growth = 1 + z + z ** 2 / 2 + z ** 3 / 6 + z ** 4 / 24;
      return x[0] * growth ** steps + 1;
    },
    points: [{ at: [2.5, 1.01] }],
  },
  {
    name: 'largest eigenvalue by power iteration to 1e-7',
    source: 'Golub, Van Loan 2013, Matrix Computations, 8.2.1',
    formula: ({ add, mul, sq, sqrt, sub }, [a, b, c]) =>
      mul(0.5, add(a, c, sqrt(add(sq(sub(a, c)), mul(4, sq(b)))))),
    value: ({ 0: a, 1: b, 2: c }) => {
      let [u, v, before, now] = [1, 0.3, 0, 1];
      while (Math.abs(now - before) > 1e-7 * Math.abs(now)) {
        const [p, q] = [a * u + b * v, b * u + c * v];
        [before, now] = [now, (u * p + v * q) / (u * u + v * v)];
        [u, v] = [p / Math.hypot(p, q), q / Math.hypot(p, q)];
      }
      return now;
    },
    points: [{ at: [2, 0.7, 1.1] }],
  },
  {
    name: 'series cut off below 1e-8',
    source: 'Abramowitz, Stegun 1964, Handbook of Mathematical Functions, 4.2.1',
    formula: ({ exp, mul, add }, [x, y]) => exp(add(x, mul(0.5, y))),
    value: (x) => {
      const z = x[0] + 0.5 * x[1];
      let [term, total] = [1, 1];
      for (let n = 1; Math.abs(term) > 1e-8; n += 1) {
        term *= z / n;
        total += term;
      }
      return total;
    },
    points: [{ at: [0.9, 0.6] }],
  },
  {
    name: 'sum accumulated in single precision',
    source: 'Higham 1993, doi:10.1137/0914050',
    formula: ({ add, mul, sin, sum }, x) =>
      add(
        5,
        sum(x.length, (i) => sin(mul(1 + i / 10, x[i]))),
      ),
    value: (x) =>
      Array.from(x).reduce((s, xi, i) => Math.fround(s + Math.sin((1 + i / 10) * xi)), 5),
    points: [{ at: spread(12, 25) }],
  },
  {
    name: 'simulation that prints eight digits',
    source: 'Gill, Murray, Wright 1981, Practical Optimization, 8.5',
    formula: ({ add, exp, mul, neg, sq }, [x, y]) => add(mul(3, exp(neg(sq(x)))), mul(x, y), 4),
    value: (x) => Number((3 * Math.exp(-x[0] * x[0]) + x[0] * x[1] + 4).toPrecision(8)),
    points: [{ at: [0.6, 1.4] }],
  },
];

function simpson(
  f: (t: number) => number,
  ends: readonly [number, number],
  tolerance: number,
): number {
  const [a, b] = ends;
  const m = (a + b) / 2;
  const rule = (from: number, to: number) =>
    ((to - from) / 6) * (f(from) + 4 * f((from + to) / 2) + f(to));
  const halves = rule(a, m) + rule(m, b);
  if (Math.abs(halves - rule(a, b)) <= 15 * tolerance) return halves;
  return simpson(f, [a, m], tolerance / 2) + simpson(f, [m, b], tolerance / 2);
}
