import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nearestInHull } from '../../src/numeric/hull.ts';

type Numbers = readonly number[];

const dot = (a: Numbers, b: Numbers) => a.reduce((sum, x, k) => sum + x * b[k], 0);
const minus = (a: Numbers, b: Numbers) => a.map((x, k) => x - b[k]);
const nearest = (points: readonly Numbers[], target: Numbers) => [...nearestInHull(points, target)];

describe('by hand', () => {
  test.each<{ name: string; points: Numbers[]; target: Numbers; expected: Numbers }>([
    { name: 'a single point', points: [[1, 2]], target: [5, 5], expected: [1, 2] },
    {
      name: 'a segment, from beside it',
      points: [
        [1, 0],
        [0, 1],
      ],
      target: [1, 1],
      expected: [0.5, 0.5],
    },
    {
      name: 'a segment, from beyond its end',
      points: [
        [1, 0],
        [0, 1],
      ],
      target: [3, 0],
      expected: [1, 0],
    },
    {
      name: 'a triangle, from within',
      points: [
        [0, 0],
        [4, 0],
        [0, 4],
      ],
      target: [1, 1],
      expected: [1, 1],
    },
    {
      name: 'the same point several times',
      points: [
        [2, 1],
        [2, 1],
        [2, 3],
        [2, 1],
      ],
      target: [0, 2],
      expected: [2, 2],
    },
    {
      name: 'a tetrahedron, from above a face',
      points: [
        [0, 0, 0],
        [3, 0, 0],
        [0, 3, 0],
        [0, 0, -1],
      ],
      target: [1, 1, 7],
      expected: [1, 1, 0],
    },
    {
      name: 'tiny numbers',
      points: [
        [1e-200, 0],
        [0, 1e-200],
      ],
      target: [1e-200, 1e-200],
      expected: [5e-201, 5e-201],
    },
  ])('$name', ({ points, target, expected }) => {
    const size = Math.max(...points.flat().map(Math.abs));
    nearest(points, target).forEach((x, k) => {
      expect(Math.abs(x - expected[k]) / size).toBeLessThan(1e-12);
    });
  });
});

/** Points of small whole numbers: many of them coincide, or lie on a line. */
const cloud = fc.integer({ min: 1, max: 6 }).chain((n) =>
  fc.record({
    points: fc.array(fc.array(fc.integer({ min: -3, max: 3 }), { minLength: n, maxLength: n }), {
      minLength: 1,
      maxLength: 14,
    }),
    target: fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: n, maxLength: n }),
  }),
);

// squared distances that differ by their last digits look alike, and the way along an edge is the root of what they differ by
const UNSEEN = 4 * Math.sqrt(Number.EPSILON);

test('no point of the hull lies on the near side of the plane through the nearest one', () => {
  fc.assert(
    fc.property(cloud, ({ points, target }) => {
      const p = nearest(points, target);
      const away = minus(target, p);
      for (const edge of points.map((q) => minus(q, p)))
        expect(dot(away, edge)).toBeLessThan(
          1e-9 + UNSEEN * Math.hypot(...away) * Math.hypot(...edge),
        );
    }),
    { numRuns: 1000 },
  );
});

test('it is itself in the hull: no direction in which it lies beyond every point', () => {
  fc.assert(
    fc.property(cloud, ({ points, target }) => {
      const p = nearest(points, target);
      const w = minus(target, p);
      const farthest = Math.max(...points.map((q) => dot(w, q)));
      expect(dot(w, p)).toBeLessThanOrEqual(farthest + 1e-9);
    }),
    { numRuns: 1000 },
  );
});

test('a combination of the points is its own nearest', () => {
  const shares = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 14, maxLength: 14 });
  fc.assert(
    fc.property(cloud, shares, ({ points }, drawn) => {
      const weights = points.map((_, i) => drawn[i] + (i === 0 ? 1 : 0));
      const sum = weights.reduce((a, b) => a + b);
      const target = points[0].map(
        (_, k) =>
          dot(
            weights,
            points.map((q) => q[k]),
          ) / sum,
      );
      for (const off of minus(nearest(points, target), target))
        expect(Math.abs(off)).toBeLessThan(1e-6);
    }),
    { numRuns: 1000 },
  );
});

/** The projection on the standard simplex by sorting: Held, Wolfe & Crowder (1974). */
function onSimplex(x: Numbers): Numbers {
  const sorted = [...x].sort((a, b) => b - a);
  const shifts = sorted.map(
    (_, k) => (sorted.slice(0, k + 1).reduce((a, b) => a + b) - 1) / (k + 1),
  );
  const shift = shifts.filter((one, k) => sorted[k] > one).at(-1) as number;
  return x.map((xi) => Math.max(xi - shift, 0));
}

test('of unit vectors it is the projection on the simplex', () => {
  const target = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), {
    minLength: 1,
    maxLength: 8,
  });
  fc.assert(
    fc.property(target, (x) => {
      const units = x.map((_, i) => x.map((_, k) => (i === k ? 1 : 0)));
      const expected = onSimplex(x);
      nearest(units, x).forEach((p, k) => {
        expect(Math.abs(p - expected[k])).toBeLessThan(1e-9);
      });
    }),
    { numRuns: 1000 },
  );
});
