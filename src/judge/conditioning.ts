import { UNIT_ROUNDOFF } from '../numeric/dtype.ts';
import type { Rung } from '../numeric/rung.ts';
import type { Study } from '../probe/study.ts';
import type { Finding } from './finding.ts';

/** No bar claims more than this part of a derivative: a ten-thousandth of the threshold. */
const FINEST = 1e-11;
/** Nor is it widened by more, a hundredth of it: the gradient that is checked tells how much, and may be wrong. */
const COARSEST = 1e-9;
/** Of more coordinates than are checked one by one not all are known. */
const MANY = 1000;

/**
 * The least that a derivative is uncertain by, relative to itself and beside that: a value is that of coordinates rounded on the way, and
 * what the others are rounded by is the same at every step along this one, and shows in none.
 *
 * Coordinates off by u · |xₖ| change the value by u · Σ |xₖ · ∂ₖf|, and a derivative in proportion; beside a minimum, where the Hessian
 * bounds its own entries by |∂ⱼₖf|² ≤ ∂ⱼⱼf · ∂ₖₖf, they change it by u · √∂ⱼⱼf · Σ |xₖ| · √∂ₖₖf.
 *
 * @see Higham (2002), Accuracy and Stability of Numerical Algorithms, section 1.6, doi:10.1137/1.9780898718027
 */
export function inherentError(study: Study, found: readonly Finding[]): (one: Finding) => number {
  const { base, reading, value, noise } = study;
  const unit = UNIT_ROUNDOFF[noise.format];
  const isKnown = base.length <= MANY;
  const changes = isKnown
    ? base.reduce((sum, x, k) => sum + Math.abs(x * reading.values[k]), 0)
    : 0;
  const bends = isKnown
    ? found.reduce((sum, one) => sum + Math.abs(base[one.coordinate]) * rootOfBend(value, one), 0)
    : 0;
  return (one) => {
    const ofAll = (unit * changes) / largestAlong(value, one.rungs);
    const relative = ofAll > FINEST ? Math.min(ofAll, COARSEST) : FINEST;
    return Math.max(relative * Math.abs(one.estimate.value), unit * bends * rootOfBend(value, one));
  };
}

/** How large the value is along a line, at the most. */
function largestAlong(value: number, rungs: readonly Rung[] = []): number {
  const sizes = rungs.flatMap(({ plus, minus }) => [Math.abs(plus), Math.abs(minus)]);
  return Math.max(Math.abs(value), ...sizes.filter(Number.isFinite));
}

/** √|φ″|, by the step that shows the least of it: noise only adds. */
function rootOfBend(value: number, { rungs = [] }: Finding): number {
  const bends = rungs
    .map(
      ({ right, left, plus, minus }) => Math.abs(plus - value + (minus - value)) / (right * left),
    )
    .filter(Number.isFinite);
  return bends.length === 0 ? 0 : Math.sqrt(Math.min(...bends));
}
