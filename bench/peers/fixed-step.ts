import { relativeError } from '../../src/numeric/norm.ts';
import {
  centralDifference,
  centralDifferences,
  everyCoordinate,
  moved,
  type Peer,
} from './peer.ts';

/** ‖a − n‖₂ / (‖a‖₂ + ‖n‖₂) at ε = 1e-7: A. Ng, Deep Learning Specialization, course 2, week 1, gradient checking. */
export const textbook: Peer = {
  name: 'textbook, ε 1e-7, threshold 1e-7',
  study: (problem) => {
    const numeric = centralDifferences(problem, () => 1e-7);
    return (analytic) => (relativeError({ analytic, numeric }) <= 1e-7 ? 'correct' : 'wrong');
  },
};

/** What people write into a test of their own: `toBeCloseTo(numeric, 4)` or the like, for each coordinate. */
export const handRolled: Peer = {
  name: 'hand-rolled, h 1e-5, 1e-4 a coordinate',
  study: (problem) =>
    everyCoordinate(
      centralDifferences(problem, () => 1e-5),
      ({ analytic, numeric }) => Math.abs(analytic - numeric) <= 1e-4,
    ),
};

/**
 * |a − n| ≤ atol + rtol·|n|, eps = 1e-6, atol = 1e-5, rtol = 1e-3.
 *
 * @see https://github.com/pytorch/pytorch/blob/v2.5.1/torch/autograd/gradcheck.py
 */
export const pytorch: Peer = {
  name: 'PyTorch gradcheck',
  study: (problem) =>
    everyCoordinate(
      centralDifferences(problem, () => 1e-6),
      ({ analytic, numeric }) => Math.abs(analytic - numeric) <= 1e-5 + 1e-3 * Math.abs(numeric),
    ),
};

/**
 * |a − n| / max(1, |n|), "on the order of 1e-6 or lower"; h = ε^⅓ max(1, |x|), re-read after rounding.
 *
 * @see https://github.com/scipy/scipy/blob/v1.14.1/scipy/optimize/_numdiff.py
 */
export const scipy: Peer = {
  name: 'SciPy check_derivative',
  study: ({ at, value }) => {
    const epsilon = at instanceof Float32Array ? 2 ** -23 : 2 ** -52;
    const numeric = Array.from(at, (x, i) => {
      const h = Math.cbrt(epsilon) * Math.max(1, Math.abs(x));
      const [up, down] = [moved(at, i, x + h), moved(at, i, x - h)];
      return (value(up) - value(down)) / (up[i] - down[i]);
    });
    return everyCoordinate(
      numeric,
      ({ analytic, numeric: n }) => Math.abs(analytic - n) / Math.max(1, Math.abs(n)) <= 1e-6,
    );
  },
};

/**
 * |a − n| / max(|a|, |n|) at h = 1e-5: above 1e-2 "probably wrong", at most 1e-7 "you should be happy", between them
 * it depends on what the reader knows about kinks.
 *
 * @see https://cs231n.github.io/neural-networks-3/#gradcheck
 */
export const cs231n: Peer = {
  name: 'CS231n bands, h 1e-5',
  study: (problem) => {
    const numeric = Array.from(problem.at, (_, coordinate) =>
      centralDifference(problem, { coordinate, h: 1e-5 }),
    );
    return (analytic) => {
      const worst = Math.max(...numeric.map((n, i) => shareOfLarger(analytic[i], n)));
      if (worst <= 1e-7) return 'correct';
      return worst <= 1e-2 ? 'undecided' : 'wrong';
    };
  },
};

function shareOfLarger(a: number, n: number): number {
  return a === n ? 0 : Math.abs(a - n) / Math.max(Math.abs(a), Math.abs(n));
}
