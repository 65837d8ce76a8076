import { describe, expect, test } from 'vitest';
import { checkHessian } from '../../src/index.ts';

type Point = number[];
type Matrix = number[][];

/** A function of u = s·x and y, with its value and second derivatives by u and y: f = g(u)·y, written out by hand. */
interface Shape {
  readonly g: (u: number) => number;
  readonly slope: (u: number) => number;
  readonly bend: (u: number) => number;
}

const SHAPES: Readonly<Record<string, Shape>> = {
  'a sine': { g: Math.sin, slope: Math.cos, bend: (u) => -Math.sin(u) },
  'a bump': {
    g: (u) => Math.exp(-u * u),
    slope: (u) => -2 * u * Math.exp(-u * u),
    bend: (u) => (4 * u * u - 2) * Math.exp(-u * u),
  },
  'a resonance': {
    g: (u) => 1 / (1 + u * u),
    slope: (u) => (-2 * u) / (1 + u * u) ** 2,
    bend: (u) => (8 * u * u) / (1 + u * u) ** 3 - 2 / (1 + u * u) ** 2,
  },
  // its slope at the edge of the domain: over the usual steps there is no value
  'a power': {
    g: (u) => u ** 1.5,
    slope: (u) => 1.5 * Math.sqrt(u),
    bend: (u) => 0.75 / Math.sqrt(u),
  },
};

const POINTS = [
  [0.5, 2],
  [0.9, 0.7],
  [1.2, 3],
];

// Steps of second differences are a share of |x| or of 1, whatever the value changes over: beyond that length they agree on zero.
describe.each(Object.entries(SHAPES))('%s of a scale of its own', (_, { g, slope, bend }) => {
  const value = (s: number) => (at: Point) => g(s * at[0]) * at[1];
  const hessian =
    (s: number) =>
    ([x, y]: Point): Matrix => [
      [s * s * bend(s * x) * y, s * slope(s * x)],
      [s * slope(s * x), 0],
    ];
  const scales = [1e3, 1e5, 3e5, 1e7];

  test.each(scales)('%d a unit: the right Hessian is a match', (s) => {
    for (const [u, y] of POINTS) {
      const at = [u / s, y];
      const { verdict } = checkHessian({ value: value(s), hessian: hessian(s) }, { at });
      expect([at, verdict]).toEqual([at, 'match']);
    }
  });

  test.each(scales)('%d a unit: a wrong entry is found', (s) => {
    const wrong = (at: Point) =>
      hessian(s)(at).map((row, i) => row.map((h, j) => (i === j ? h : h * 1.01)));
    for (const [u, y] of POINTS) {
      const at = [u / s, y];
      const { verdict } = checkHessian({ value: value(s), hessian: wrong }, { at });
      expect([at, verdict]).toEqual([at, 'mismatch']);
    }
  });
});

test('what is spent on the length of steps is counted', () => {
  let calls = 0;
  const { g, slope, bend } = SHAPES['a bump'];
  const value = ([x, y]: Point) => {
    calls += 1;
    return g(1e5 * x) * y;
  };
  const hessian = ([x, y]: Point) => [
    [1e10 * bend(1e5 * x) * y, 1e5 * slope(1e5 * x)],
    [1e5 * slope(1e5 * x), 0],
  ];
  const found = checkHessian({ value, hessian }, { at: [1e-5, 2] });
  expect(found.evaluations.value).toBe(calls);
  const limited = checkHessian({ value, hessian }, { at: [1e-5, 2], maxEvaluations: 500 });
  expect(limited.verdict).toBe('inconclusive');
});
