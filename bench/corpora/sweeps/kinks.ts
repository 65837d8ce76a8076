import type { Slopes } from '../../truth.ts';
import type { Draws } from '../draws.ts';
import { type Case, constant, decades, type Kind, type Numbers, variant } from './case.ts';

const { exp, expm1, max, min, abs } = Math;

// the point is the kink itself: everything between the one-sided slopes is right
export const atKinks: Kind = {
  name: 'at kinks',
  *cases() {
    for (const p of [0, 0.5, -2, 0.001953125, 128]) {
      yield kink(`relu(x-p) at p ${p}`, p, { value: (x) => max(0, x), slopes: [0, 1] });
      yield kink(`leaky relu(x-p) at p ${p}`, p, {
        value: (x) => max(0.01 * x, x),
        slopes: [0.01, 1],
      });
      yield kink(`|x-p| at p ${p}`, p, { value: abs, slopes: [-1, 1] });
      yield kink(`3 + x - 2 relu(x-p) at p ${p}`, p, {
        value: (x) => 3 + x - 2 * max(0, x),
        slopes: [-1, 1],
      });
      yield kink(`relu(x-p)(1+x) at p ${p}`, p, {
        value: (x) => max(0, x) * (1 + x),
        slopes: [0, 1],
      });
    }
    for (const n of [2, 3, 5, 8]) yield sumAtKinks(n);
    yield selu();
  },
};

function kink(
  label: string,
  p: number,
  { value, slopes }: { readonly value: (x: number) => number; readonly slopes: Slopes },
): Case {
  const [low, high] = slopes;
  return {
    label,
    at: [p],
    value: ([x]) => value(x - p),
    right: () => [low],
    slopes: [slopes],
    mistakes: 'none',
    variants: [
      constant('correct', high),
      constant('correct', (low + high) / 2),
      constant('wrong', high + 0.5 * (high - low)),
      constant('wrong', low - 0.5 * (high - low)),
      constant('wrong', high + 3),
    ],
  };
}

/** Σ relu(xᵢ) + ½ Σ xᵢ², every other coordinate at its kink, with relu′(0) = 0. */
function sumAtKinks(n: number): Case {
  const at = Array.from({ length: n }, (_, i) => (i % 2 === 0 ? 0 : 1.5 - i));
  return {
    label: `sum of relu and squares, n ${n}`,
    at,
    value: (x) => x.reduce((sum, xi) => sum + max(0, xi) + (xi * xi) / 2, 0),
    right: (x) => x.map((xi) => (xi > 0 ? 1 : 0) + xi),
    slopes: at.map((xi) => [(xi > 0 ? 1 : 0) + xi, (xi >= 0 ? 1 : 0) + xi]),
    mistakes: 'none',
    variants: [
      variant('relu′ = −1 at the kinks', 'wrong', (x) =>
        x.map((xi) => (xi > 0 ? 1 : xi === 0 ? -1 : 0) + xi),
      ),
      variant('relu′ = 2 at the kinks', 'wrong', (x) =>
        x.map((xi) => (xi > 0 ? 1 : xi === 0 ? 2 : 0) + xi),
      ),
    ],
  };
}

// exp(h) − 1 rounds on one side only, which looks like a kink
export const oneSideRounds: Kind = {
  name: 'one side rounds',
  *cases() {
    const near = decades({ low: -12, high: -1 }).flatMap((x) => [x, -x]);
    for (const x of [0, ...near]) {
      yield elu(`elu by exp(x)-1 at ${x}`, x, (t) => exp(t) - 1);
      yield elu(`elu by expm1 at ${x}`, x, expm1);
      yield elu(
        `log(1+x) below, x above, at ${x}`,
        x,
        (t) => Math.log(1 + t),
        (t) => 1 / (1 + t),
      );
    }
  },
};

function elu(
  label: string,
  at: number,
  below: (x: number) => number,
  slopeBelow: (x: number) => number = exp,
): Case {
  const slope = (x: number) => (x > 0 ? 1 : slopeBelow(x));
  return {
    label,
    at: [at],
    value: ([x]) => (x > 0 ? x : below(x)),
    right: ([x]) => [slope(x)],
    variants: [constant('wrong', 0.5), constant('wrong', 1.2)],
    floor: 2 ** -52,
  };
}

function selu(): Case {
  const [scale, alpha] = [1.0507009873554805, 1.6732632423543772];
  return {
    label: 'selu at 0',
    at: [0],
    value: ([x]) => scale * (x > 0 ? x : alpha * (exp(x) - 1)),
    right: () => [scale],
    slopes: [[scale, scale * alpha]],
    mistakes: 'none',
    variants: [constant('correct', scale * alpha), constant('wrong', 3), constant('wrong', 0.5)],
  };
}

// a kink within the steps that the rounding leaves: the side that the point is on is right
export const besideKinks: Kind = {
  name: 'beside kinks',
  *cases() {
    for (const d of decades({ low: -9, high: -1, by: 0.5 }).flatMap((x) => [x, -x])) {
      yield beside(`(relu(x)+1)² at ${d}`, d, {
        value: (x) => (max(x, 0) + 1) ** 2,
        left: () => 0,
        right: (x) => 2 * (x + 1),
      });
      yield beside(`|x| + x²/2 at ${d}`, d, {
        value: (x) => abs(x) + (x * x) / 2,
        left: (x) => x - 1,
        right: (x) => x + 1,
      });
      yield beside(`1 + leaky relu at ${d}`, d, {
        value: (x) => 1 + (x > 0 ? x : 0.1 * x),
        left: () => 0.1,
        right: () => 1,
      });
    }
  },
};

function beside(
  label: string,
  d: number,
  f: Record<'value' | 'left' | 'right', (x: number) => number>,
): Case {
  const [own, other] = d > 0 ? [f.right, f.left] : [f.left, f.right];
  return {
    label,
    at: [d],
    value: ([x]) => f.value(x),
    right: ([x]) => [(x > 0 ? f.right : f.left)(x)],
    mistakes: own(d) === 0 ? 'none' : 'usual',
    variants: [
      variant('the other side', 'wrong', ([x]) => [other(x)]),
      variant('between the sides', 'wrong', ([x]) => [(own(x) + other(x)) / 2]),
    ],
  };
}

// gradients in the limit from one region around the point; the slopes along the axes may exclude them
export const limitingGradients: Kind = {
  name: 'limiting gradients',
  *cases(draws) {
    yield limiting(draws, {
      weights: [1, -2],
      normals: [
        [1, 1],
        [1, -1],
      ],
    });
    for (let i = 0; i < 60; i++) {
      const n = draws.integer({ low: 2, high: 4 });
      const count = draws.integer({ low: 2, high: 4 });
      const normals = Array.from({ length: count }, () =>
        Array.from({ length: n }, () => draws.oneOf([-2, -1, 1, 2])),
      );
      yield limiting(draws, {
        weights: normals.map(() => draws.oneOf([-3, -2, -1, 1, 2, 3])),
        normals,
      });
    }
  },
};

interface Hinges {
  readonly weights: Numbers;
  readonly normals: readonly Numbers[];
}

/** Σ wⱼ relu(aⱼ · x) at 0, where all hinges meet. */
function limiting(draws: Draws, { weights, normals }: Hinges): Case {
  const n = normals[0].length;
  const gradientIn = (direction: Numbers) =>
    axis(n).map((i) =>
      weights.reduce(
        (sum, w, j) => sum + (dot(normals[j], direction) > 0 ? w * normals[j][i] : 0),
        0,
      ),
    );
  const regions = Array.from({ length: 64 }, () => gradientIn(draws.direction(n)));
  const slopes = axis(n).map((i): Slopes => {
    const right = weights.reduce((sum, w, j) => sum + w * max(0, normals[j][i]), 0);
    const left = weights.reduce((sum, w, j) => sum + w * min(0, normals[j][i]), 0);
    return [min(left, right), max(left, right)];
  });
  const box = slopes.map(
    ([low, high], i): Slopes => [
      min(low, ...regions.map((g) => g[i])),
      max(high, ...regions.map((g) => g[i])),
    ],
  );
  const distinct = [...new Map(regions.map((g) => [g.join(), g])).values()].slice(1, 4);
  return {
    label: `Σ w relu(a·x), w ${weights.join(' ')}, a ${normals.map((a) => a.join(' ')).join(' | ')}`,
    at: axis(n).map(() => 0),
    value: (x) => weights.reduce((sum, w, j) => sum + w * max(0, dot(normals[j], x)), 0),
    right: () => regions[0],
    standing: 'limiting',
    slopes,
    nearest: (analytic) => analytic.map((a, i) => min(max(a, box[i][0]), box[i][1])),
    mistakes: 'none',
    variants: [
      ...distinct.map((g) => constant('limiting', ...g)),
      // outside the gradients of all regions, and of the slopes, in one coordinate
      constant(
        'wrong',
        ...box.map(([low, high], i) =>
          i === 0 ? high + 0.5 * (high - low) + 1 : (low + high) / 2,
        ),
      ),
      constant(
        'wrong',
        ...box.map(([low, high], i) =>
          i === n - 1 ? low - 0.5 * (high - low) - 1 : (low + high) / 2,
        ),
      ),
    ],
    containers: ['array', 'Float64Array', 'record'],
  };
}

function axis(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i);
}

function dot(a: Numbers, b: Numbers): number {
  return a.reduce((sum, ai, i) => sum + ai * b[i], 0);
}
