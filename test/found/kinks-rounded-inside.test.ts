import { expect, test } from 'vitest';
import { checkGradient, type Verdict } from '../../src/index.ts';

type Vector = readonly number[];
type Loss = (x: Vector) => number;

const { fround, max, abs, min } = Math;

const HOLDERS = [(x: Vector) => [...x], (x: Vector) => Float32Array.from(x)] as const;

function verdictsOn(value: Loss, at: Vector, gradient: Vector): readonly Verdict[] {
  const check = (seed: number, hold: (typeof HOLDERS)[number]) => {
    const subject = {
      value: (x: ArrayLike<number>) => value(Array.from(x)),
      gradient: () => hold(gradient),
    };
    return checkGradient(subject, { at: hold(at), seed }).verdict;
  };
  return [...new Set([1, 2, 3].flatMap((seed) => HOLDERS.map((hold) => check(seed, hold))))];
}

const hinge: Loss = ([a, b, c]) => fround(max(0, fround(fround(max(a, b) - c) + 1)));
const pool: Loss = ([a, b, c, d]) => fround(max(a, b, c, d) + fround(max(a, b) / 2));
const variation: Loss = ([a, b, c]) => fround(2 * fround(abs(fround(a - b)) + abs(fround(b - c))));
const median: Loss = ([a, b, c]) =>
  fround(fround(max(min(a, b), min(max(a, b), c)) * fround(1.7)) + fround(a * fround(0.1)));

/** Two hinges: at 0, 1 the first is beyond its margin, and the second at it. */
const margins: Loss = ([a, b]) => {
  const first = max(0, fround(1 - fround(fround(a * fround(0.7)) + fround(b * fround(1.3)))));
  const second = max(0, fround(1 + fround(fround(a * fround(0.4)) - b)));
  return fround(fround(first + second) + fround(fround(b * b) / 100));
};

const s = fround(-0.657);
const t = fround(0.0247);

interface Tie {
  readonly right: readonly Vector[];
  readonly wrong: readonly Vector[];
}

// rounding in single precision asks for longer steps than it takes to know the slopes along the axes
test.each<[string, Loss, Vector, Tie]>([
  [
    'hinge of a maximum',
    hinge,
    [s, s, fround(0.304)],
    {
      right: [
        [1, 0, -1],
        [0.5, 0.5, -1],
      ],
      wrong: [
        [1, 1, -1],
        [0.25, 0.25, -1],
      ],
    },
  ],
  [
    'max pooling',
    pool,
    [0.25, 0, -0.125, 0.25],
    {
      right: [
        [1.5, 0, 0, 0],
        [0.5, 0, 0, 1],
        [1, 0, 0, 0.5],
      ],
      wrong: [
        [1.5, 0, 0, 1],
        [0.5, 0, 0, 0],
      ],
    },
  ],
  [
    'total variation',
    variation,
    [t, t, fround(-0.31)],
    {
      right: [
        [2, 0, -2],
        [-2, 4, -2],
        [0, 2, -2],
      ],
      wrong: [
        [2, 2, -2],
        [-2, 2, -2],
      ],
    },
  ],
  [
    'median',
    median,
    [-1, 0, -1],
    {
      right: [
        [1.8, 0, 0],
        [0.1, 0, 1.7],
      ],
      wrong: [
        [1.8, 0, 1.7],
        [0.1, 0, 0],
      ],
    },
  ],
  [
    'hinge at its margin',
    margins,
    [0, 1],
    {
      right: [
        [0, 0.02],
        [0.4, -0.98],
        [0.2, -0.48],
      ],
      wrong: [
        [0.4, 0.02],
        [0, -0.98],
      ],
    },
  ],
])('%s, rounded to single precision, %#', (_, value, at, { right, wrong }) => {
  for (const gradient of right)
    expect([gradient, ...verdictsOn(value, at, gradient)]).toEqual([gradient, 'match']);
  for (const gradient of wrong)
    expect([gradient, ...verdictsOn(value, at, gradient)]).toEqual([gradient, 'mismatch']);
});

/** ELU of which the sides have slopes of 1 and 1.75. */
const elu: Loss = ([x, y]) => {
  const below = fround(1.75 * fround(fround(Math.exp(min(x, 0))) - 1));
  return fround(fround(max(0, x) + min(0, below)) + fround(y * y));
};

// the slopes of a kink are told over longer steps than it takes to see that it is one
test.each<[string, Loss, Vector, (times: number) => Vector]>([
  ['max pooling', pool, [0.25, 0, -0.125, 0.25], (times) => [1.5 * times, 0, 0, 0]],
  ['median', median, [-1, 0, -1], (times) => [1.8 * times, 0, 0]],
  ['ELU', elu, [0, 0.5], (times) => [1.75 * times, 1]],
])('%s, rounded to single precision, is no steeper than its steeper side', (_, value, at, of) => {
  expect(verdictsOn(value, at, of(1))).toEqual(['match']);
  expect(verdictsOn(value, at, of(1.002))).toEqual(['mismatch']);
  expect(verdictsOn(value, at, of(1.02))).toEqual(['mismatch']);
});
