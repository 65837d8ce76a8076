import { type Case, decades, type Gradient, type Kind, range, spacing } from './case.ts';

const { exp, log, cosh, tanh, sqrt, cos, sin, expm1, PI, abs } = Math;

/** The spacing of values just below and just above 1. */
const BELOW = 2 ** -53;
const ABOVE = 2 ** -52;

interface Curve {
  readonly name: string;
  readonly value: (x: number) => number;
  readonly slope: (x: number) => number;
  readonly points: readonly number[];
  /** Quantum over length scale at x. */
  readonly floor: (x: number) => number;
}

const logistic = (x: number) => 1 / (1 + exp(-x));
const logisticSlope = (x: number) => 1 / (2 + exp(x) + exp(-x));
const ROOT = sqrt(2 / PI);
const inner = (x: number) => ROOT * (x + 0.044715 * x ** 3);
const innerSlope = (x: number) => ROOT * (1 + 3 * 0.044715 * x ** 2);

// the value is rounded at 1, or at the largest exponent, while the derivative is far smaller
const curves: readonly Curve[] = [
  {
    name: 'tanh',
    value: tanh,
    slope: (x) => 1 / cosh(x) ** 2,
    points: range({ low: 5, high: 19, by: 0.5 }).flatMap((x) => [x, -x]),
    // tanh′ falls by e every half unit
    floor: () => 2 * BELOW,
  },
  {
    name: '1/(1+exp(-x))',
    value: logistic,
    slope: logisticSlope,
    points: [...range({ low: 8, high: 37, by: 1 }), -20, -36, -300, -700],
    floor: (x) => (x > 0 ? BELOW : spacing(exp(x))),
  },
  {
    name: 'log(1+exp(x))',
    value: (x) => log(1 + exp(x)),
    slope: logistic,
    points: range({ low: -45, high: -4, by: 1.5 }),
    floor: () => ABOVE,
  },
  {
    name: '-log(1/(1+exp(-x)))',
    value: (x) => -log(logistic(x)),
    slope: (x) => -logistic(-x),
    points: range({ low: 6, high: 37, by: 1.5 }),
    floor: () => BELOW,
  },
  {
    name: 'gelu by tanh',
    value: (x) => 0.5 * x * (1 + tanh(inner(x))),
    // 1 + tanh u = 2 / (1 + e^−2u), without cancellation
    slope: (x) => 1 / (1 + exp(-2 * inner(x))) + (0.5 * x * innerSlope(x)) / cosh(inner(x)) ** 2,
    points: range({ low: -8.25, high: -2.5, by: 0.23 }),
    floor: (x) => BELOW * abs(x) * innerSlope(x),
  },
  {
    name: 'log(cosh(x))',
    value: (x) => log(cosh(x)),
    slope: tanh,
    points: decades({ low: -9, high: -1, by: 0.5 }),
    floor: () => ABOVE,
  },
  {
    name: '1-cos(x)',
    value: (x) => 1 - cos(x),
    slope: sin,
    points: decades({ low: -9, high: -1, by: 0.5 }),
    floor: () => BELOW,
  },
  {
    name: 'sqrt(1+x²)-1',
    value: (x) => sqrt(1 + x * x) - 1,
    slope: (x) => x / sqrt(1 + x * x),
    points: decades({ low: -9, high: -1, by: 0.5 }).flatMap((x) => [x, -x]),
    floor: () => ABOVE,
  },
  {
    name: '1-exp(-x²)',
    value: (x) => 1 - exp(-x * x),
    slope: (x) => 2 * x * exp(-x * x),
    points: decades({ low: -9, high: -1, by: 0.5 }),
    floor: () => BELOW,
  },
  {
    name: 'exp(x)-1-x',
    value: (x) => exp(x) - 1 - x,
    slope: expm1,
    points: decades({ low: -9, high: -1, by: 0.5 }),
    floor: () => ABOVE,
  },
];

export const saturation: Kind = {
  name: 'saturation',
  *cases() {
    for (const curve of curves) {
      for (const x of curve.points) {
        yield alone(curve, x);
        yield besideAnother(curve, x);
      }
    }
    for (const gap of range({ low: 5, high: 100, by: 5 })) {
      yield crossEntropy([gap, 0, 1]);
      yield crossEntropy([gap, 0, 0]);
      yield crossEntropy([gap, 0, -gap]);
      yield crossEntropy([0, gap, -1, 2]);
    }
  },
};

function alone({ name, value, slope, floor }: Curve, x: number): Case {
  return {
    label: `${name} at ${x}`,
    at: [x],
    value: ([t]) => value(t),
    right: ([t]) => [slope(t)],
    floor: floor(x),
  };
}

/** Beside an ordinary coordinate the norm is the other's. */
function besideAnother({ name, value, slope }: Curve, x: number): Case {
  return {
    label: `${name} + y²/2 at ${x}, 0.7`,
    at: [x, 0.7],
    value: ([t, y]) => value(t) + (y * y) / 2,
    right: ([t, y]) => [slope(t), y],
    containers: ['array', 'Float64Array'],
  };
}

/** Stable softmax cross-entropy with the first class as the label; its largest logit is what rounds. */
function crossEntropy(logits: readonly number[]): Case {
  const largest = Math.max(...logits);
  const right: Gradient = (l) => {
    const weights = l.map((li) => exp(li - Math.max(...l)));
    const total = weights.reduce((a, b) => a + b, 0);
    // p₀ − 1 as what the others have, which does not cancel
    const others = weights.slice(1).reduce((a, b) => a + b, 0);
    return weights.map((w, i) => (i === 0 ? -others : w) / total);
  };
  return {
    label: `softmax cross-entropy at ${logits.join(', ')}`,
    at: logits,
    value: (l) => {
      const shift = Math.max(...l);
      return shift + log(l.reduce((sum, li) => sum + exp(li - shift), 0)) - l[0];
    },
    right,
    floor: spacing(largest),
  };
}
