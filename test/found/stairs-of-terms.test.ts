import { describe, expect, test } from 'vitest';
import { checkGradient } from '../../src/index.ts';

// The logarithm of 1 − p is rounded to stairs where p is next to 1, and in each term of a loss to others: the slope over steps of one length
// is that without the steep terms, and over others that with some of them. Every one of these converges, as far as it goes.
const { exp, log } = Math;

interface Observed {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

function lossOf({ x, y }: Observed) {
  const value = ([a, b]: readonly number[]) =>
    x.reduce((sum, one, i) => {
      const p = 1 / (1 + exp(-a - b * one));
      return sum - log(y[i] > 0 ? p : 1 - p);
    }, 0);
  const gradient = ([a, b]: readonly number[]) => {
    const residuals = x.map((one, i) => -y[i] / (1 + exp(y[i] * (a + b * one))));
    return [
      residuals.reduce((sum, one) => sum + one, 0),
      residuals.reduce((sum, one, i) => sum + one * x[i], 0),
    ];
  };
  return { value, gradient };
}

interface Fitted extends Observed {
  readonly at: number[];
  readonly seed: number;
}

// the loss is off by 1e-10 to 6e-6 of itself
const FITTED: readonly Fitted[] = [
  {
    at: [0, 12],
    seed: 2,
    x: [
      -0.627785, 0.360613, -1.200221, -1.441672, 1.121951, 0.990345, -0.242663, -1.699387, 0.610617,
      0.965264, -0.673687, 0.306363, 1.760379, -0.568759, -1.296675, 1.285421, 1.048714, 0.089154,
      -0.332718, -0.709152, -0.530402, 1.065252, -0.23092,
    ],
    y: [-1, -1, 1, -1, -1, -1, 1, -1, 1, 1, 1, 1, -1, 1, -1, 1, 1, 1, 1, 1, 1, -1, 1],
  },
  {
    at: [1.5, 15.5],
    seed: 2,
    x: [
      -0.047252, 0.864264, -1.645632, 0.518346, 0.157202, 0.317633, 1.05889, 1.823048, -1.60104,
      1.59783, 0.347349, -0.345683, -1.338176, 1.640299, -0.471524, 1.199007, -1.121655, 1.362618,
      0.108406, 1.796152, 1.576545, -0.553035, 0.837797, -1.075491, -1.406942, -1.014124, 1.981603,
      0.084638, -1.584833, -1.696229, 1.874007, 0.388017, 1.714251, -1.733224, 1.821011, -1.334315,
      -0.366859, -0.606689,
    ],
    y: [
      -1, -1, 1, 1, 1, -1, 1, -1, 1, -1, -1, 1, -1, 1, 1, -1, 1, -1, 1, 1, 1, 1, 1, 1, -1, -1, 1, 1,
      -1, -1, -1, 1, -1, -1, 1, -1, -1, -1,
    ],
  },
  {
    at: [-1.5, 16.5],
    seed: 2,
    x: [
      -1.5, 1.3, -1.3, -1.9, -0.7, 1.2, -1.4, 0.1, -0.7, 1.3, 1.1, 1.4, -0.8, 1.2, 0.2, 1.2, -0.2,
      -0.7, 2, 0.4, -0.3, -1.4, 1, 2, 0, 1.2, 1.4, -0.7, 0.5, 0.5, -0.9, -1.5, 0.8, -0.4, 0.2, 1.3,
    ],
    y: [
      -1, 1, -1, 1, 1, 1, -1, -1, 1, -1, 1, -1, 1, -1, -1, 1, 1, -1, -1, -1, -1, -1, -1, -1, -1, 1,
      -1, 1, 1, 1, 1, -1, -1, -1, -1, 1,
    ],
  },
  {
    at: [-2, 16],
    seed: 5,
    x: [
      1.650092, 0.983446, -0.422514, -0.639702, 1.215014, -1.606937, 1.959845, -0.770288, 0.694283,
      -0.165701, -1.219682, 1.974639, 1.661164, 1.94467, 0.982389, -0.364745, 1.961644, -0.819504,
      0.708651, 0.051125, -0.423997, -0.607662, -0.343476, -0.139525,
    ],
    y: [1, 1, -1, 1, -1, 1, -1, -1, -1, -1, 1, 1, -1, -1, 1, -1, -1, -1, 1, 1, -1, 1, -1, -1],
  },
  {
    at: [2.5, 12.5],
    seed: 1,
    x: [1.1, 1.4, -1.1, 1.8, 0, 0, -0.6, -2, -0.8, -1.4, 1.8, 1.5, -0.7, 0.1, -1.9, 1.4, 1.4],
    y: [-1, -1, 1, -1, 1, 1, -1, -1, -1, 1, 1, 1, -1, 1, -1, 1, 1],
  },
  {
    at: [0.5, 16.5],
    seed: 4,
    x: [
      0, -1.3, 0.4, 1.8, 0.9, -1.3, -1.1, -1, -1.3, -0.7, -0.3, -0.8, -0.7, -0.8, 0.5, 1.8, -2, 1.9,
      -1.2, 1, -0.1, 0.9,
    ],
    y: [-1, 1, -1, -1, -1, -1, -1, 1, 1, -1, 1, 1, -1, -1, -1, 1, 1, 1, -1, -1, 1, 1],
  },
];

describe.each(FITTED)(
  'a logistic loss by log(p) and log(1 − p) at $at',
  ({ at, seed, ...observed }) => {
    const { value, gradient } = lossOf(observed);

    test('the right gradient is not called wrong', () => {
      expect(checkGradient({ value, gradient }, { at, seed }).verdict).not.toBe('mismatch');
    });

    test('one that is three times as large, or of the other sign, does not match', () => {
      for (const factor of [3, -1]) {
        const wrong = (w: readonly number[]) => gradient(w).map((g) => factor * g);
        expect(checkGradient({ value, gradient: wrong }, { at, seed }).verdict).not.toBe('match');
      }
    });
  },
);
