import type { Vector } from '../../test/zoo/product-slips.ts';
import { gaussians } from '../peers/jax.ts';
import type { Answer } from '../peers/peer.ts';

/** A function at a point, and which way its products go. */
export interface ProductProblem {
  readonly at: Vector;
  readonly value: (x: Vector) => Vector;
  readonly kind: 'jvp' | 'vjp';
}

/** A product at that point, as a function of its vector. */
export type ProductAt = (vector: Vector) => Vector;

/** A rule by which others tell a right product from a wrong one, at its own defaults. */
export interface ProductRule {
  readonly name: string;
  readonly study: (problem: ProductProblem) => (product: ProductAt) => Answer;
}

const dot = (one: Vector, other: Vector) => one.reduce((sum, x, k) => sum + x * other[k], 0);
const unit = (size: number, k: number) => Array.from({ length: size }, (_, i) => Number(i === k));
const answer = (isRight: boolean): Answer => (isRight ? 'correct' : 'wrong');

/** (f(x + h v) − f(x − h v)) / 2h. */
function alongBy(h: number, { at, value }: ProductProblem, v: Vector): Vector {
  const [plus, minus] = [h, -h].map((t) => value(at.map((x, i) => x + t * v[i])));
  return plus.map((y, i) => (y - minus[i]) / (2 * h));
}

/** A Gaussian direction of the inputs and one of the outputs. */
function directionsFor({ at, value }: ProductProblem): { readonly v: Vector; readonly w: Vector } {
  const drawn = gaussians(at.length + value(at).length);
  return { v: drawn.slice(0, at.length), w: drawn.slice(at.length) };
}

/** |a − n| ≤ 1e-5 + 1e-3·|n|. */
const torchClose = (a: number, n: number) => Math.abs(a - n) <= 1e-5 + 1e-3 * Math.abs(n);

/**
 * The matrix that products with unit vectors make up, against central differences at 1e-6; asked twice for it, which has to be the
 * same (`nondet_tol` 0).
 *
 * @see https://github.com/pytorch/pytorch/blob/v2.5.1/torch/autograd/gradcheck.py
 */
const pytorch: ProductRule = {
  name: 'PyTorch gradcheck',
  study: (problem) => {
    const columns = problem.at.map((_, k) => alongBy(1e-6, problem, unit(problem.at.length, k)));
    const outputs = columns[0].length;
    const isForwards = problem.kind === 'jvp';
    const count = isForwards ? problem.at.length : outputs;
    return (product) => {
      const made = Array.from({ length: count }, (_, k) => product([...unit(count, k)]));
      const again = Array.from({ length: count }, (_, k) => product([...unit(count, k)]));
      const numeric = (k: number, i: number) => (isForwards ? columns[k][i] : columns[i][k]);
      return answer(
        made.every((own, k) =>
          own.every((a, i) => torchClose(a, numeric(k, i)) && a === again[k][i]),
        ),
      );
    };
  },
};

/** The same of one number: uᵀ J v for random u and v of length 1. */
const pytorchFast: ProductRule = {
  name: 'PyTorch gradcheck, fast mode',
  study: (problem) => {
    const directions = directionsFor(problem);
    const [v, u] = [directions.v, directions.w].map((d) => d.map((x) => x / Math.hypot(...d)));
    const numeric = dot(u, alongBy(1e-6, problem, v));
    return (product) =>
      answer(torchClose(problem.kind === 'jvp' ? dot(u, product(v)) : dot(product(u), v), numeric));
  },
};

/**
 * Forwards J v entry by entry against a difference along a Gaussian v at 1e-4, |a − n| ≤ m·(tol + tol·|n|) for m outputs and tol 1e-5; backwards ⟨Jᵀ w, v⟩
 * against ⟨w, n⟩.
 *
 * @see https://github.com/jax-ml/jax/blob/jax-v0.4.35/jax/_src/public_test_util.py
 */
const jax: ProductRule = {
  name: 'JAX check_grads',
  study: (problem) => {
    const { v, w } = directionsFor(problem);
    const numeric = alongBy(1e-4, problem, v);
    const isClose = (a: number, n: number, size: number) =>
      Math.abs(a - n) <= size * 1e-5 * (1 + Math.abs(n));
    return (product) =>
      answer(
        problem.kind === 'jvp'
          ? product(v).every((a, i) => isClose(a, numeric[i], w.length))
          : isClose(dot(product(w), v), dot(w, numeric), 1),
      );
  },
};

/**
 * ⟨w, J v⟩ against a central difference along v at 1e-6: both within 1e-6 of each other, absolutely or relatively to their mean.
 *
 * @see https://github.com/HIPS/autograd/blob/v1.7.0/autograd/test_util.py
 */
const autograd: ProductRule = {
  name: 'autograd check_grads',
  study: (problem) => {
    const { v, w } = directionsFor(problem);
    const numeric = dot(w, alongBy(1e-6 / 2, problem, v));
    return (product) => {
      const a = problem.kind === 'jvp' ? dot(w, product(v)) : dot(product(w), v);
      const apart = Math.abs(a - numeric);
      return answer(apart < 1e-6 || apart / Math.abs((a + numeric) / 2) < 1e-6);
    };
  },
};

/** The rules to compare with, each at its own defaults. */
export const productRules: readonly ProductRule[] = [pytorch, pytorchFast, jax, autograd];
