import type { Formulas } from '../formulas.ts';
import { spread, type ZooFamily } from '../zoo-function.ts';

const samples = [spread(3, 31), spread(3, 32), spread(3, 33), spread(3, 34), spread(3, 35)];

/** The median of three: the largest of the smaller ones of each pair. */
function median<T>({ max, min }: Formulas<T>, [a, b, c]: readonly T[]): T {
  return max(min(a, b), min(max(a, b), c));
}

/** Corners in many coordinates: some of them hit exactly, some just missed, most far away. */
export const piecewise: ZooFamily = {
  family: 'piecewise',
  functions: [
    {
      name: 'lasso',
      source: 'Tibshirani 1996, doi:10.1111/j.2517-6161.1996.tb02080.x',
      formula: ({ abs, add, mul, sq, sub, sum }, x) =>
        add(
          sum(x.length, (i) => sq(sub(x[i], 0.5))),
          mul(
            0.75,
            sum(x.length, (i) => abs(x[i])),
          ),
        ),
      tags: ['kink'],
      points: [
        { at: [0, 1.25, -0.5, 0, 2], label: 'at two kinks' },
        { at: [1e-9, 1.25, -1e-9, 0.5, 2], label: '1e-9 from two kinks', float64Only: true },
        { at: [1e-6, 1.25, -1e-6, 0.5, 2], label: '1e-6 from two kinks', float64Only: true },
        { at: spread(8), label: 'far from the kinks' },
        { at: spread(50, 1), label: 'in 50 dimensions' },
      ],
      also: ['float32'],
    },
    {
      name: 'support vector machine',
      source: 'Cortes, Vapnik 1995, doi:10.1007/BF00994018',
      variables: { w: [3], b: [] },
      batch: 5,
      formula: ({ add, dot, mean, mul, relu, sub }, [u, v, w, b]) =>
        add(
          mean(
            samples.map((s, i) => {
              const margin = add(dot([u, v, w], s), b);
              return relu(sub(1, mul(i % 2 ? -1 : 1, margin)));
            }),
          ),
          mul(0.05, dot([u, v, w], [u, v, w])),
        ),
      tags: ['kink'],
      points: [
        { at: [0.8, -1.1, 0.6, 0.2], label: 'off the margin' },
        { at: [0, 0, 0, 1], label: 'at the margin' },
        { at: [0, 0, 0, 0.999999999], label: '1e-9 from the margin', float64Only: true },
      ],
      also: ['float32'],
    },
    {
      name: 'largest coordinate',
      source: 'Overton 1992, doi:10.1137/0802007',
      formula: ({ max }, x) => max(...x),
      tags: ['kink'],
      points: [
        { at: [0.5, 2, -1, 1.5], label: 'clear winner' },
        { at: [0.5, 2, 2, 1.5], label: 'two tied' },
        { at: [0.5, 2, 1.999999999, 1.5], label: '1e-9 from a tie', float64Only: true },
      ],
      also: ['float32'],
    },
    {
      name: 'sum of medians',
      source: 'Huang, Yang, Tang 1979, doi:10.1109/TASSP.1979.1163188',
      formula: (m, x) => m.sum(x.length - 2, (i) => m.mul(i + 1, median(m, x.slice(i, i + 3)))),
      tags: ['kink'],
      points: [
        { at: [0.3, -1.2, 0.7, 2.1, 0.9, -0.4], label: 'untied' },
        { at: [0.5, -1.25, 0.5, 2, 1, -0.5], label: 'tied' },
      ],
      also: ['float32'],
    },
    {
      name: 'sorted weights',
      source: 'Bogdan et al. 2015, doi:10.1214/15-AOAS842',
      formula: ({ add, max, min, mul, sub, sq }, [a, b, c]) => {
        const [low, high] = [min(a, b, c), max(a, b, c)];
        const mid = sub(add(a, b, c), add(low, high));
        return add(mul(3, high), mul(2, mid), low, sq(a));
      },
      tags: ['kink'],
      points: [{ at: [0.7, -0.2, 1.4] }, { at: [0.75, 0.25, 1.5], label: 'dyadic' }],
      also: ['float32'],
    },
    {
      name: 'total variation',
      source: 'Rudin, Osher, Fatemi 1992, doi:10.1016/0167-2789(92)90242-F',
      formula: ({ abs, add, mul, sq, sub, sum }, x) =>
        add(
          sum(x.length - 1, (i) => abs(sub(x[i + 1], x[i]))),
          mul(
            0.5,
            sum(x.length, (i) => sq(sub(x[i], Math.sin(i)))),
          ),
        ),
      tags: ['kink'],
      points: [
        { at: spread(10, 22), label: 'rough' },
        { at: [0.5, 0.5, 0.5, 1.25, 1.25, 0], label: 'with flat stretches' },
      ],
      also: ['float32'],
    },
    {
      name: 'relu net at dead and living units',
      source: 'Lu et al. 2020, doi:10.4208/cicp.OA-2020-0165',
      variables: { W: [3, 2], x: [2], v: [3] },
      formula: ({ apply, dot, relu }, p) =>
        dot(apply(p.slice(0, 6), p.slice(6, 8)).map(relu), p.slice(8)),
      tags: ['kink'],
      points: [
        { at: [1, 2, -1, -1, 0.5, -0.25, 0.5, 0.25, 1, -2, 3], label: 'living and dead' },
        { at: [1, -2, -1, -1, 0.5, -0.75, 0.5, 0.25, 1, -2, 3], label: 'one exactly at zero' },
      ],
      also: ['float32'],
    },
    {
      name: 'triplet loss',
      source: 'Schroff, Kalenichenko, Philbin 2015, doi:10.1109/CVPR.2015.7298682',
      variables: { anchor: [3], positive: [3], negative: [3] },
      formula: ({ add, dot, minus, relu, sub }, p) => {
        const [near, far] = [minus(p.slice(0, 3), p.slice(3, 6)), minus(p.slice(0, 3), p.slice(6))];
        return relu(add(sub(dot(near, near), dot(far, far)), 0.5));
      },
      tags: ['kink'],
      points: [
        { at: [0.1, 0.5, -0.3, 0.9, -0.2, 0.4, 0.6, 0.3, -0.8], label: 'active' },
        { at: [0.1, 0.5, -0.3, 0.2, 0.4, -0.2, 2.6, -1.3, 0.8], label: 'inactive' },
      ],
      also: ['float32'],
    },
    {
      name: 'signed distance of a box',
      source: 'Osher, Fedkiw 2003, doi:10.1007/b98879, 2.4',
      formula: ({ abs, add, max, min, norm, relu, sub }, [x, y]) => {
        const [dx, dy] = [sub(abs(x), 1), sub(abs(y), 0.5)];
        return add(norm([relu(dx), relu(dy)]), min(max(dx, dy), 0));
      },
      tags: ['kink'],
      points: [
        { at: [1.5, 1.25], label: 'off a corner' },
        { at: [1.75, 0.2], label: 'off a side' },
      ],
      also: ['float32'],
    },
    {
      name: 'overlap of two boxes over their union',
      source: 'Rezatofighi et al. 2019, doi:10.1109/CVPR.2019.00075',
      variables: { box: [4] },
      formula: ({ add, div, max, min, mul, relu, sub }, [l, t, r, b]) => {
        const width = relu(sub(min(r, 2), max(l, 0.5)));
        const height = relu(sub(min(b, 1.5), max(t, 0)));
        const common = mul(width, height);
        return div(common, sub(add(mul(sub(r, l), sub(b, t)), 2.25), common));
      },
      tags: ['kink'],
      points: [
        { at: [0.2, 0.3, 1.6, 1.8], label: 'overlapping' },
        { at: [3, 0.3, 4.5, 1.8], label: 'apart', tags: ['kink', 'stationary'] },
      ],
      also: ['float32'],
    },
    {
      name: 'bilinear interpolation',
      source: 'Jaderberg et al. 2015, arXiv:1506.02025',
      formula: ({ abs, mul, relu, sub, sum }, [x, y]) =>
        sum(16, (k) => {
          const tent = (u: typeof x, i: number) => relu(sub(1, abs(sub(u, i))));
          return mul(spread(16, 23)[k], tent(x, k % 4), tent(y, Math.floor(k / 4)));
        }),
      tags: ['kink'],
      points: [
        { at: [1.25, 1.75], label: 'inside a cell' },
        { at: [2, 0.5], label: 'at a crease' },
      ],
      also: ['float32'],
    },
    {
      name: 'Laplace likelihood',
      source: 'Kotz, Kozubowski, Podgórski 2001, doi:10.1007/978-1-4612-0173-1, 2.6',
      formula: ({ abs, add, div, log, sub, sum }, [mu, b]) =>
        sum(5, (i) => add(log(b), div(abs(sub([1, -0.5, 2.25, 0.75, 0][i], mu)), b))),
      tags: ['kink'],
      points: [
        { at: [0.4, 1.2], label: 'between data' },
        { at: [0.75, 1.25], label: 'at the median' },
      ],
      also: ['float32'],
    },
  ],
};
