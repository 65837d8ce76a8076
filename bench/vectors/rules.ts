import { pytorch, scipy } from '../peers/fixed-step.ts';
import { gaussians } from '../peers/jax.ts';
import { type Answer, everyCoordinate, moved, type Peer } from '../peers/peer.ts';
import { ceres } from '../peers/ridders.ts';

type Vector = readonly number[];
type Rows = readonly Vector[];

/** A function of several numbers that returns several, at a point. */
export interface VectorProblem {
  readonly at: Vector;
  readonly value: (x: Vector) => Vector;
}

/** A rule by which others tell a right Jacobian from a wrong one, at its own defaults. */
export interface VectorRule {
  readonly name: string;
  readonly study: (problem: VectorProblem) => (rows: Rows) => Answer;
}

/** A rule that looks at every entry by itself, and is that of a gradient in every row. */
function rowByRow(name: string, peer: Peer): VectorRule {
  return {
    name,
    study: ({ at, value }) => {
      const judges = value(at).map((_, row) =>
        peer.study({ at: [...at], value: (x) => value(Array.from(x))[row] }),
      );
      return (rows) =>
        judges.every((judge, row) => judge(rows[row]) === 'correct') ? 'correct' : 'wrong';
    },
  };
}

/**
 * "If a component of the gradient function is less than 1, match means the absolute difference of the gradient function and the
 * finite-difference approximation of that component is less than 1e-6. Otherwise the relative difference"; forward differences over
 * √ε·max(|x|, 1), at the point itself and not one close by.
 *
 * @see https://www.mathworks.com/help/optim/ug/checking-validity-of-gradients-or-jacobians.html
 */
const matlab: Peer = {
  name: 'MATLAB checkGradients',
  study: ({ at, value }) => {
    const here = value(at);
    const numeric = Array.from(at, (x, i) => {
      const h = Math.sqrt(2 ** -52) * (x < 0 ? -1 : 1) * Math.max(1, Math.abs(x));
      return (value(moved(at, i, x + h)) - here) / h;
    });
    return everyCoordinate(
      numeric,
      ({ analytic, numeric: n }) => Math.abs(analytic - n) < 1e-6 * Math.max(1, Math.abs(analytic)),
    );
  },
};

const STEP = 1e-4;
const TOLERANCE = 1e-5;

/**
 * Forwards ‖J v − n‖ entry by entry, |a − n| ≤ m·(tol + tol·|n|) for m outputs; backwards |⟨Jᵀw, v⟩ − ⟨w, n⟩| ≤ tol + tol·|⟨w, n⟩|; v and w
 * Gaussian, n the difference along v at 1e-4.
 *
 * @see https://github.com/jax-ml/jax/blob/jax-v0.4.35/jax/_src/public_test_util.py
 */
const jax: VectorRule = {
  name: 'JAX check_grads, both modes',
  study: ({ at, value }) => {
    const m = value(at).length;
    const drawn = gaussians(2 * at.length + m);
    const [forwards, backwards] = [
      drawn.slice(0, at.length),
      drawn.slice(at.length, 2 * at.length),
    ];
    const w = drawn.slice(2 * at.length);
    const differences = (v: Vector) => {
      const [plus, minus] = [STEP, -STEP].map((t) => value(at.map((x, i) => x + t * v[i])));
      return plus.map((y, i) => (y - minus[i]) * (0.5 / STEP));
    };
    const [numeric, other] = [forwards, backwards].map(differences);
    return (rows) => {
      const isForwards = rows.every((row, i) => isClose(dot(row, forwards), numeric[i], m));
      const ofOthers = rows.reduce((sum, row, i) => sum + w[i] * dot(row, backwards), 0);
      return isForwards && isClose(ofOthers, dot(w, other), 1) ? 'correct' : 'wrong';
    };
  },
};

function dot(one: Vector, other: Vector): number {
  return one.reduce((sum, x, k) => sum + x * other[k], 0);
}

function isClose(analytic: number, numeric: number, size: number): boolean {
  return Math.abs(analytic - numeric) <= size * TOLERANCE * (1 + Math.abs(numeric));
}

/** The rules to compare with, each at its own defaults. */
export const vectorRules: readonly VectorRule[] = [
  rowByRow('PyTorch gradcheck', pytorch),
  jax,
  rowByRow('SciPy check_derivative', scipy),
  rowByRow('Ceres GradientChecker (Ridders)', ceres),
  rowByRow('MATLAB checkGradients', matlab),
];
