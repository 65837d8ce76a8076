import { describe, expect, test } from 'vitest';
import { hingesBetween, lowestRays, mostToGain, type Region } from '../../src/numeric/hinges.ts';
import { dot } from '../../src/numeric/vector.ts';
import { uniformNumbers } from '../../src/subject/random.ts';

type Numbers = readonly number[];

/** Σ wⱼ max(0, aⱼ·x): on the side of each plane that aⱼ points to the gradient gains wⱼaⱼ. */
const planes: readonly { readonly w: number; readonly a: Numbers }[] = [
  { w: 1, a: [1, 1] },
  { w: -2, a: [1, -1] },
  { w: 3, a: [-2, 1] },
];

function gradientAt(ray: ArrayLike<number>): Numbers {
  return [0, 1].map((k) =>
    planes.reduce((sum, { w, a }) => sum + (dot(a, ray) > 0 ? w * a[k] : 0), 0),
  );
}

/** A walk around the origin, once in so many steps. */
const walk: readonly Region[] = Array.from({ length: 40 }, (_, i) => {
  const angle = (2 * Math.PI * (i + 0.3)) / 40;
  const ray = [Math.cos(angle), Math.sin(angle)];
  return { ray, gradient: gradientAt(ray) };
});

const hinges = hingesBetween(walk, { tolerance: 1e-9 });

function draws() {
  const uniform = uniformNumbers({ seed: 1, purpose: 'around' });
  return () => Float64Array.of(2 * uniform() - 1, 2 * uniform() - 1);
}

describe('a walk around the point', () => {
  test('meets every plane twice, and counts it once', () => {
    expect(hinges.length).toBe(planes.length);
    for (const { w, a } of planes) {
      const jump = a.map((x) => w * x);
      const isOf = ({ jump: own }: (typeof hinges)[number]) =>
        Math.abs(own[0] * jump[1] - own[1] * jump[0]) < 1e-9;
      expect(hinges.filter(isOf).length).toBe(1);
    }
  });

  test('shows on which side the gradient gains the jump', () => {
    const start = walk[0];
    for (const { ray, gradient } of walk) {
      const predicted = [0, 1].map((k) =>
        hinges.reduce((sum, { jump, side }) => {
          const isGained = (at: ArrayLike<number>) => (side * dot(jump, at) > 0 ? 1 : 0);
          return sum + (isGained(ray) - isGained(start.ray)) * jump[k];
        }, start.gradient[k]),
      );
      predicted.forEach((x, k) => {
        expect(x).toBeCloseTo(gradient[k], 9);
      });
    }
  });

  test('counts a plane once, though a look lies half on either side of it', () => {
    const i = walk.findIndex(
      (one, k) => dot(one.gradient, [1, 0]) !== dot(walk[k + 1].gradient, [1, 0]),
    );
    const [from, to] = [walk[i], walk[i + 1]];
    const halfway = {
      ray: Array.from(from.ray, (x, k) => (x + to.ray[k]) / 2),
      gradient: Array.from(from.gradient, (x, k) => 0.7 * x + 0.3 * to.gradient[k]),
    };
    const some = [...walk.slice(0, i + 1), halfway, ...walk.slice(i + 1)];
    const found = hingesBetween(some, { tolerance: 1e-9 });
    const sizes = (all: typeof hinges) => all.map(({ jump }) => [...jump].map(Math.abs));
    expect(sizes(found)).toEqual(sizes(hinges));
  });

  test('sees nothing beyond the edge of a domain', () => {
    const edge = walk.map((region, i) =>
      i < 5 ? { ...region, gradient: [Number.NaN, 0] } : region,
    );
    for (const { jump } of hingesBetween(edge, { tolerance: 1e-9 }))
      expect(jump.every(Number.isFinite)).toBe(true);
  });
});

describe('the regions in which a slope is smallest', () => {
  test.each([[[1, 0]], [[0, -1]], [[-2, 3]]])('along %j', (direction) => {
    const rays = lowestRays({ hinges, direction, count: 3 }, draws());
    const slopes = rays.map((ray) => dot(gradientAt(ray), direction));
    const lowest = Math.min(...walk.map(({ gradient }) => dot(gradient, direction)));
    expect(slopes[0]).toBeCloseTo(lowest, 9);
    expect(slopes).toEqual([...slopes].sort((a, b) => a - b));
  });

  test('are not below what every hinge on its better side would make', () => {
    for (const { ray, gradient } of walk) {
      const direction = [1, 0];
      const lowest = Math.min(...walk.map((one) => dot(one.gradient, direction)));
      const bound = dot(gradient, direction) - mostToGain(hinges, { ray, direction });
      expect(bound).toBeLessThanOrEqual(lowest + 1e-9);
    }
  });
});
