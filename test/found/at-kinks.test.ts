import { describe, expect, test } from 'vitest';
import { checkGradient, type Verdict } from '../../src/index.ts';

type Vector = readonly number[];
type Loss = (x: Vector) => number;

const { abs, max } = Math;
const relu = (x: number) => max(0, x);

/** The verdicts on a constant gradient, in two containers and with a few seeds, each once. */
function verdictsOn(value: Loss, at: Vector, gradient: Vector): readonly Verdict[] {
  const check = (seed: number, hold: (x: Vector) => ArrayLike<number>) => {
    const subject = {
      value: (x: ArrayLike<number>) => value(Array.from(x)),
      gradient: () => hold(gradient),
    };
    return checkGradient(subject, { at: hold(at), seed }).verdict;
  };
  const verdicts = [1, 2, 3].flatMap((seed) => [
    check(seed, (x) => [...x]),
    check(seed, (x) => Float64Array.from(x)),
  ]);
  return [...new Set(verdicts)];
}

// relu′(0) = 0 where several units have their kink: the gradient of a region that the slopes along the axes exclude
describe('what automatic differentiation returns where kinks meet is never called wrong', () => {
  test.each<[string, Loss, Vector, Vector]>([
    ['relu(x + y) - 2 relu(x - y)', ([x, y]) => relu(x + y) - 2 * relu(x - y), [0, 0], [0, 0]],
    ['the same at 1, 1', ([x, y]) => relu(x - 1 + (y - 1)) - 2 * relu(x - y), [1, 1], [0, 0]],
    ['relu(x - y) - 3 relu(x + 2y)', ([x, y]) => relu(x - y) - 3 * relu(x + 2 * y), [0, 0], [0, 0]],
    [
      'with something smooth',
      ([x, y]) => x * x + 3 * y + relu(x + y) - 2 * relu(x - y),
      [0, 0],
      [0, 3],
    ],
    [
      'of three units',
      ([x, y, z]) => relu(x + y) - 2 * relu(y - z) + relu(z - x),
      [0, 0, 0],
      [0, 0, 0],
    ],
  ])('%s', (_, value, at, gradient) => {
    expect(verdictsOn(value, at, gradient)).not.toContain('mismatch');
  });

  test.each<[string, Loss, Vector, Vector]>([
    ['relu(x + y) - 2 relu(x - y)', ([x, y]) => relu(x + y) - 2 * relu(x - y), [0, 0], [4, 0]],
    ['relu(x - y) - 3 relu(x + 2y)', ([x, y]) => relu(x - y) - 3 * relu(x + 2 * y), [0, 0], [0, 9]],
    [
      'with something smooth',
      ([x, y]) => x * x + 3 * y + relu(x + y) - 2 * relu(x - y),
      [0, 0],
      [0, -3],
    ],
  ])('%s: a gradient beyond all of them is', (_, value, at, gradient) => {
    expect(verdictsOn(value, at, gradient)).toEqual(['mismatch']);
  });
});

const maximum: Loss = (x) => max(...x);
const distance: Loss = ([a, b]) => abs(a - b);
const hinge: Loss = ([a, b]) => max(0, 1 - (a - b));
/** Σ of the maxima of neighbours, two by two. */
const pooled: Loss = (x) => max(x[0], x[1]) + max(x[2], x[3]);

// each coordinate between its own slopes, together impossible
describe('ties', () => {
  test.each<
    [string, Loss, Vector, { readonly right: readonly Vector[]; readonly wrong: readonly Vector[] }]
  >([
    [
      'max',
      maximum,
      [1, 2, 2],
      {
        right: [
          [0, 1, 0],
          [0, 0, 1],
          [0, 0.5, 0.5],
        ],
        wrong: [
          [0, 1, 1],
          [0, 0, 0],
          [0, 0.4, 0.4],
          [1, 0, 0],
        ],
      },
    ],
    [
      'max',
      maximum,
      [-3, -3, -3, -5],
      {
        right: [
          [1, 0, 0, 0],
          [0.25, 0.25, 0.5, 0],
        ],
        wrong: [
          [1, 1, 1, 0],
          [0, 0, 0, 0],
          [0, 1, 1, 0],
        ],
      },
    ],
    [
      'max',
      maximum,
      [1e5, 1e5],
      {
        right: [
          [0.5, 0.5],
          [1, 0],
        ],
        wrong: [
          [1, 1],
          [0, 0],
        ],
      },
    ],
    [
      '|a - b|',
      distance,
      [1, 1],
      {
        right: [
          [1, -1],
          [-1, 1],
          [0, 0],
          [0.3, -0.3],
        ],
        wrong: [
          [1, 1],
          [-1, -1],
          [1, 0],
          [0.5, 0.5],
        ],
      },
    ],
    [
      '|a - b|',
      distance,
      [-0.25, -0.25],
      {
        right: [
          [1, -1],
          [0, 0],
        ],
        wrong: [
          [1, 1],
          [0, 1],
        ],
      },
    ],
    [
      'hinge',
      hinge,
      [1.5, 0.5],
      {
        right: [
          [-1, 1],
          [0, 0],
          [-0.5, 0.5],
        ],
        wrong: [
          [-1, 0],
          [0, 1],
          [-1, -1],
        ],
      },
    ],
    [
      'max pooling',
      pooled,
      [2, 2, 1, 3],
      {
        right: [
          [1, 0, 0, 1],
          [0, 1, 0, 1],
          [0.5, 0.5, 0, 1],
        ],
        wrong: [
          [1, 1, 0, 1],
          [0, 0, 0, 1],
          [1, 0, 1, 0],
        ],
      },
    ],
    [
      'max pooling',
      pooled,
      [0, 0, 0, 0],
      {
        right: [
          [1, 0, 1, 0],
          [0, 1, 0.5, 0.5],
        ],
        wrong: [
          [1, 1, 1, 1],
          [0, 0, 0, 0],
          [1, 1, 1, 0],
        ],
      },
    ],
  ])('%s at %j', (_, value, at, { right, wrong }) => {
    for (const gradient of right)
      expect([gradient, ...verdictsOn(value, at, gradient)]).toEqual([gradient, 'match']);
    for (const gradient of wrong)
      expect([gradient, ...verdictsOn(value, at, gradient)]).toEqual([gradient, 'mismatch']);
  });
});

// one by one each share is possible, and from far along what is missing two entries lie within one step
test.each([
  [Float64Array, 0.24],
  [Float64Array, 0.3],
  [Float64Array, 0.5],
  [Float32Array, 0.3],
  [Float32Array, 0.5],
])('four that are tied, in %o, do not take %d each', (Numbers, share) => {
  const subject = {
    value: (x: ArrayLike<number>) => max(...Array.from(x)),
    gradient: () => Numbers.of(share, share, share, share),
  };
  expect(checkGradient(subject, { at: Numbers.of(2, 2, 2, 2) }).verdict).toBe('mismatch');
});

// one hinge through all coordinates: each gradient is a part of the same vector, however different its entries are
describe('a hinge of many coordinates', () => {
  const dot = (w: Vector, x: Vector) => w.reduce((sum, wi, i) => sum + wi * x[i], 0);
  const slopes: Vector = [1.31, -0.08, 0.52, 0.03, -0.94, 0.21, 0.11, -0.37, 0.74, -0.16];

  test.each<[string, (w: Vector) => Loss, Vector]>([
    ['|w·x|', (w) => (x) => abs(dot(w, x)), [1, 0.1]],
    ['|w·x|', (w) => (x) => abs(dot(w, x)), [1, -0.03]],
    ['relu(w·x)', (w) => (x) => relu(dot(w, x)), [0.1, 2]],
    ['|w·x|', (w) => (x) => abs(dot(w, x)), slopes],
    ['relu(w·x)', (w) => (x) => relu(dot(w, x)), slopes],
  ])('%s of %#', (_, lossOf, w) => {
    const verdicts = (gradient: Vector) =>
      verdictsOn(
        lossOf(w),
        w.map(() => 0),
        gradient,
      );
    expect(verdicts(w)).toEqual(['match']);
    expect(verdicts(w.map((wi) => wi / 2))).toEqual(['match']);
    const least = w.map(abs).indexOf(Math.min(...w.map(abs)));
    const withLeast = (entry: number) => w.map((wi, i) => (i === least ? entry : wi));
    expect(verdicts(withLeast(-w[least]))).toEqual(['mismatch']);
    expect(verdicts(withLeast(0))).toEqual(['mismatch']);
  });
});
