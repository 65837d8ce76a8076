import type { Draws } from '../draws.ts';
import { type Case, constant, type Kind, type Numbers } from './case.ts';

// each coordinate lies between its own slopes, and the vector may be impossible all the same
export const ties: Kind = {
  name: 'ties',
  *cases(draws) {
    for (const n of [2, 3, 4, 6]) {
      for (let tied = 2; tied <= n; tied++) {
        yield largest(draws, { n, tied });
        yield largest(draws, { n, tied });
      }
    }
    for (const a of [0, 0.5, -3, 100]) yield distance(a);
    for (let i = 0; i < 12; i++) yield pooling(draws);
    for (const n of [3, 4, 5])
      for (const level of [0, 2, -3.5]) yield orderStatistic(draws, { n, level });
  },
};

/** max(x) with several largest: the right gradients are the convex combinations of their unit vectors. */
function largest(draws: Draws, { n, tied }: { readonly n: number; readonly tied: number }): Case {
  const top = Math.round(8 * draws.normal()) / 4;
  const at = Array.from({ length: n }, (_, i) => (i < tied ? top : top - 0.5 - draws.unit()));
  const unit = (k: number) => at.map((_, i) => (i === k ? 1 : 0));
  const share = (size: number) => at.map((_, i) => (i < tied ? size : 0));
  return {
    label: `max of ${at.join(', ')}`,
    at,
    value: (x) => Math.max(...x),
    right: () => unit(0),
    slopes: at.map((_, i) => (i < tied ? [0, 1] : [0, 0])),
    nearest: (analytic) => simplexProjection(analytic, tied),
    mistakes: 'none',
    variants: [
      constant('correct', ...unit(tied - 1)),
      constant('correct', ...share(1 / tied)),
      constant('wrong', ...share(1)),
      constant('wrong', ...share(0)),
      constant('wrong', ...share(0.7)),
    ],
  };
}

/** One between the smallest and the largest of several equal numbers: no step along an axis moves it, and every branch is another unit vector. */
function orderStatistic(
  draws: Draws,
  { n, level }: { readonly n: number; readonly level: number },
): Case {
  const rank = draws.integer({ low: 1, high: n - 2 });
  const at = Array.from({ length: n }, () => level);
  const unit = (k: number) => at.map((_, i) => (i === k ? 1 : 0));
  return {
    label: `number ${rank + 1} in order of ${n} that are ${level}`,
    at,
    value: (x) => [...x].sort((a, b) => a - b)[rank],
    right: () => unit(0),
    standing: 'limiting',
    slopes: at.map(() => [0, 0]),
    nearest: (analytic) => simplexProjection(analytic, n),
    mistakes: 'none',
    variants: [
      constant('limiting', ...unit(n - 1)),
      constant('limiting', ...at.map(() => 1 / n)),
      constant('wrong', ...at.map(() => 0)),
      constant('wrong', ...at.map(() => 1)),
      constant('wrong', ...unit(1).map((x) => -x)),
    ],
  };
}

/** |a − b| at a = b: s (1, −1) for s from −1 to 1. */
function distance(a: number): Case {
  return {
    label: `|a-b| at a = b = ${a}`,
    at: [a, a],
    value: ([x, y]) => Math.abs(x - y),
    right: () => [1, -1],
    slopes: [
      [-1, 1],
      [-1, 1],
    ],
    nearest: ([p, q]) => {
      const s = Math.min(Math.max((p - q) / 2, -1), 1);
      return [s, -s];
    },
    mistakes: 'none',
    variants: [
      constant('correct', -1, 1),
      constant('correct', 0, 0),
      constant('wrong', 1, 1),
      constant('wrong', -1, -1),
      constant('wrong', 1, 0),
    ],
  };
}

/** Windows of four, some with ties; the sum of their squared maxima. */
function pooling(draws: Draws): Case {
  const windows = Array.from({ length: 3 }, () => window(draws));
  const at = windows.flat();
  const gradient = (share: (own: Numbers, top: number) => Numbers) =>
    windows.flatMap((own) => share(own, Math.max(...own)).map((g) => 2 * Math.max(...own) * g));
  const first = (own: Numbers, top: number) => own.map((_, i) => (i === own.indexOf(top) ? 1 : 0));
  const all = (own: Numbers, top: number) => own.map((xi) => (xi === top ? 1 : 0));
  const isTied = windows.some(
    (own) => all(own, Math.max(...own)).filter((g) => g === 1).length > 1,
  );
  return {
    label: `pooled squares of ${at.join(', ')}`,
    at,
    value: (x) => [0, 4, 8].reduce((sum, k) => sum + Math.max(...x.slice(k, k + 4)) ** 2, 0),
    right: () => gradient(first),
    slopes: windows.flatMap((own) => {
      const top = Math.max(...own);
      const count = own.filter((xi) => xi === top).length;
      return own.map((xi) =>
        xi === top ? ([count > 1 ? 0 : 2 * top, 2 * top] as const) : ([0, 0] as const),
      );
    }),
    nearest: (analytic) =>
      windows.flatMap((own, w) => {
        const top = Math.max(...own);
        const tied = own.flatMap((xi, i) => (xi === top ? [i] : []));
        const part = tied.map((i) => analytic[4 * w + i] / (2 * top));
        const projected = simplexProjection(part, tied.length);
        return own.map((_, i) => (tied.includes(i) ? 2 * top * projected[tied.indexOf(i)] : 0));
      }),
    mistakes: 'none',
    variants: isTied
      ? [constant('wrong', ...gradient(all)), constant('wrong', ...at.map(() => 0))]
      : [],
  };
}

function window(draws: Draws): Numbers {
  const top = 1 + draws.integer({ low: 0, high: 8 }) / 4;
  const tied = draws.integer({ low: 1, high: 3 });
  return Array.from({ length: 4 }, (_, i) => (i < tied ? top : top - 0.25 - draws.unit()));
}

/** The closest point with the first `tied` coordinates ≥ 0 and of sum 1, the others 0 (Held, Wolfe & Crowder 1974). */
function simplexProjection(x: Numbers, tied: number): number[] {
  const sorted = x.slice(0, tied).sort((a, b) => b - a);
  let [sum, shift] = [0, 0];
  for (const [k, xk] of sorted.entries()) {
    sum += xk;
    if (xk - (sum - 1) / (k + 1) > 0) shift = (sum - 1) / (k + 1);
  }
  return x.map((xi, i) => (i < tied ? Math.max(xi - shift, 0) : 0));
}
