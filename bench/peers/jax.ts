import { randomStream } from '../../test/libraries/random.ts';
import type { Peer, Point, Problem } from './peer.ts';

const epsilon = 1e-4;

/**
 * One Gaussian direction v: |⟨a, v⟩ − n| ≤ tol + tol·|n|, tol 1e-5 in float64 and 2e-3 in float32.
 *
 * Both tolerances are multiplied by the size of the output, which is 1 for a scalar. The direction is as fixed
 * as theirs but comes from another generator.
 *
 * @see https://github.com/jax-ml/jax/blob/jax-v0.4.35/jax/_src/public_test_util.py
 */
export const jax: Peer = {
  name: 'JAX check_grads',
  flatCost: '2 in all',
  study: (problem) => {
    const v = gaussians(problem.at.length);
    const numeric = (along(problem, v, epsilon) - along(problem, v, -epsilon)) * (0.5 / epsilon);
    const tolerance = problem.at instanceof Float32Array ? 2e-3 : 1e-5;
    return (analytic) => {
      const projected = v.reduce((sum, vi, i) => sum + analytic[i] * vi, 0);
      const allowed = tolerance + tolerance * Math.abs(numeric);
      return Math.abs(projected - numeric) <= allowed ? 'correct' : 'wrong';
    };
  },
};

function along({ at, value }: Problem, v: readonly number[], t: number): number {
  const step = (x: number, i: number) => x + t * v[i];
  const to: Point = at instanceof Float32Array ? at.map(step) : Array.from(at, step);
  return value(to);
}

/** The same normal deviates every time (Box & Muller 1958, doi:10.1214/aoms/1177706645). */
export function gaussians(count: number): readonly number[] {
  const random = randomStream(0);
  return Array.from(
    { length: count },
    () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()),
  );
}
