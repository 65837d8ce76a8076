import { describe, expect, test } from 'vitest';
import { checkGradient } from '../../src/index.ts';
import { type Curve, verdictIn, verdictsOf } from './holders.ts';

// The value is rounded at 1, or at the largest logit, where the derivative is far smaller: what is left of it are a few quanta.

const { exp, log, cosh, tanh, sqrt, cos, sin, expm1, PI } = Math;

const inner = (x: number) => sqrt(2 / PI) * (x + 0.044715 * x ** 3);
const innerSlope = (x: number) => sqrt(2 / PI) * (1 + 3 * 0.044715 * x * x);

interface Saturated {
  readonly name: string;
  readonly value: Curve;
  /** Without the cancellation that the value has. */
  readonly slope: Curve;
  /** Where steps of ordinary length resolve the derivative to a ten-thousandth. */
  readonly resolved: readonly number[];
  /** Where no steps do. */
  readonly beyond: readonly number[];
}

const curves: readonly Saturated[] = [
  {
    name: 'tanh',
    value: tanh,
    slope: (x) => 1 / cosh(x) ** 2,
    resolved: [5, -7, 9],
    beyond: [18, -18, 17.3, 18.7, 25],
  },
  {
    name: '1 / (1 + exp(-x))',
    value: (x) => 1 / (1 + exp(-x)),
    slope: (x) => 1 / (2 + exp(x) + exp(-x)),
    resolved: [12, 16, -20, -36],
    beyond: [36, 34.2, 36.7, 40],
  },
  {
    name: 'log(1 + exp(x))',
    value: (x) => log(1 + exp(x)),
    slope: (x) => 1 / (1 + exp(-x)),
    resolved: [-12, -15, 3],
    beyond: [-40, -35, -36.5, -44],
  },
  {
    name: 'gelu by tanh',
    value: (x) => 0.5 * x * (1 + tanh(inner(x))),
    // 1 + tanh u = 2 / (1 + exp(-2u))
    slope: (x) => 1 / (1 + exp(-2 * inner(x))) + (0.5 * x * innerSlope(x)) / cosh(inner(x)) ** 2,
    resolved: [-3, -4.1, 2],
    beyond: [-7, -6.88826, -6.5, -7.4],
  },
  {
    name: 'log(cosh(x))',
    value: (x) => log(cosh(x)),
    slope: tanh,
    resolved: [1e-7, -1e-7, 3e-6, 1e-3],
    beyond: [1e-13],
  },
  {
    name: '1 - cos(x)',
    value: (x) => 1 - cos(x),
    slope: sin,
    resolved: [1e-7, -1e-7, 3e-6, 1e-3],
    beyond: [1e-13],
  },
  {
    name: 'sqrt(1 + x²) - 1',
    value: (x) => sqrt(1 + x * x) - 1,
    slope: (x) => x / sqrt(1 + x * x),
    resolved: [1e-7, -1e-7, 3e-6, 1e-3],
    beyond: [1e-13],
  },
  {
    name: '1 - exp(-x²)',
    value: (x) => 1 - exp(-x * x),
    slope: (x) => 2 * x * exp(-x * x),
    resolved: [1e-7, -1e-7, 3e-6, 1e-3],
    beyond: [1e-13],
  },
  {
    name: 'exp(x) - 1 - x',
    value: (x) => exp(x) - 1 - x,
    slope: expm1,
    resolved: [1e-6, -3e-6, 1e-3],
    beyond: [1e-13],
  },
];

describe.each(curves)('$name', ({ value, slope, resolved, beyond }) => {
  test.each(resolved)('at %d the right slope matches, others do not', (at) => {
    expect(verdictsOf({ value, slope, at })).toEqual(['match']);
    for (const factor of [-1, 2, 1.05])
      expect(verdictsOf({ value, slope: (x) => factor * slope(x), at })).toEqual(['mismatch']);
  });

  test.each(beyond)('at %d the right slope is not called wrong, 1 is', (at) => {
    expect(verdictsOf({ value, slope, at })).not.toContain('mismatch');
    expect(verdictsOf({ value, slope: () => 1, at })).toEqual(['mismatch']);
  });

  test.each([...resolved, ...beyond])(
    'in float32 at %d: right is not called wrong, its opposite no match',
    (at) => {
      expect(verdictIn('Float32Array', { value, slope, at })).not.toBe('mismatch');
      expect(verdictIn('Float32Array', { value, slope: () => -1, at })).toBe('mismatch');
    },
  );

  test.each(beyond)('beside an ordinary coordinate at %d it is a match', (at) => {
    const subject = {
      value: ([x, y]: number[]) => value(x) + (y * y) / 2,
      gradient: ([x, y]: number[]) => [slope(x), y],
    };
    expect(checkGradient(subject, { at: [at, 0.7] }).verdict).toBe('match');
    const wrong = { ...subject, gradient: ([x, y]: number[]) => [slope(x), 1.01 * y] };
    expect(checkGradient(wrong, { at: [at, 0.7] }).verdict).toBe('mismatch');
  });
});

describe('stable softmax cross-entropy of the first class', () => {
  const weightsOf = (logits: ArrayLike<number>) => {
    const largest = Math.max(...Array.from(logits));
    return Array.from(logits, (l) => exp(l - largest));
  };
  const total = (weights: readonly number[]) => weights.reduce((a, b) => a + b, 0);
  const loss = (logits: ArrayLike<number>) =>
    Math.max(...Array.from(logits)) + log(total(weightsOf(logits))) - logits[0];
  /** p − 1 of the label is minus the sum of the others, which loses no digits. */
  const right = (logits: ArrayLike<number>) => {
    const [first, ...others] = weightsOf(logits);
    const all = first + total(others);
    return [-total(others) / all, ...others.map((w) => w / all)];
  };
  const withoutLabel = (logits: ArrayLike<number>) => {
    const weights = weightsOf(logits);
    return weights.map((w) => w / total(weights));
  };
  const holders = [
    (x: readonly number[]) => [...x],
    (x: readonly number[]) => Float64Array.from(x),
  ];
  const verdicts = (at: readonly number[], gradient: (logits: ArrayLike<number>) => number[]) =>
    holders.map((hold) => {
      const subject = { value: loss, gradient: (l: ArrayLike<number>) => hold(gradient(l)) };
      return checkGradient(subject, { at: hold(at) }).verdict;
    });

  test.each([
    [[30, 0, 1]],
    [[40, 0, 0]],
    [[100, 0, -100]],
    [[33, 2, -1]],
    [[25, 0, 0, 3]],
    [[60, -60]],
    [[700, 1, 2]],
  ])('at %j', (at) => {
    expect(verdicts(at, right)).not.toContain('mismatch');
    expect(verdicts(at, withoutLabel)).toEqual(['mismatch', 'mismatch']);
  });

  test.each([[[3, 0, 1]], [[0, 5, 0]], [[0, 40, 1]], [[12, 0, 1]]])(
    'at %j, where it is resolved',
    (at) => {
      expect(verdicts(at, right)).toEqual(['match', 'match']);
      expect(verdicts(at, withoutLabel)).toEqual(['mismatch', 'mismatch']);
    },
  );
});
