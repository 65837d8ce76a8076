import { UNIT_ROUNDOFF } from '../numeric/dtype.ts';
import type { Rung } from '../numeric/rung.ts';
import type { Study } from '../probe/study.ts';
import type { Finding } from './finding.ts';

/** An estimate is rounded itself, in two operations, and so is what it is compared with. */
const FINEST = 4 * UNIT_ROUNDOFF.float64;
/** No bar is widened by more than a hundredth of the threshold: the gradient that is checked tells how much, and may be wrong. */
const COARSEST = 1e-9;
/** Of more coordinates than are checked one by one not all are known. */
const MANY = 1000;

/** Noise is read from three steps or a few more: Student's t of 3 degrees of freedom needs 5.8 deviations for 99 %, and bars are 3 wide. */
const OF_FEW = 2;

/** The bar of each derivative, as wide as can be answered for; a kink's spans its slopes. */
export function claimedBars(study: Study, found: readonly Finding[]): (one: Finding) => number {
  const least = inherentError(study, found);
  return (one) => {
    const { bar, slopes } = one.estimate;
    const isNoisy = one.deviation !== undefined && one.deviation > 0;
    return slopes ? bar : Math.max(isNoisy ? OF_FEW * bar : bar, least(one));
  };
}

/**
 * The least that a derivative is uncertain by, relative to itself and beside that: a value is that of coordinates rounded on the way, and
 * what the others are rounded by is the same at every step along this one, and shows in none.
 *
 * Coordinates off by u · |xₖ| change the value by u · Σ |xₖ · ∂ₖf|, and a derivative in proportion; beside a minimum, where the Hessian
 * bounds its own entries by |∂ⱼₖf|² ≤ ∂ⱼⱼf · ∂ₖₖf, they change it by u · √∂ⱼⱼf · Σ |xₖ| · √∂ₖₖf.
 *
 * @see Higham (2002), Accuracy and Stability of Numerical Algorithms, section 1.6, doi:10.1137/1.9780898718027
 */
function inherentError(study: Study, found: readonly Finding[]): (one: Finding) => number {
  const { base, value, noise } = study;
  const unit = UNIT_ROUNDOFF[noise.format];
  const isKnown = base.length <= MANY;
  const slope = slopesKnown(study, found);
  const changes = isKnown ? base.reduce((sum, x, k) => sum + Math.abs(x * slope(k)), 0) : 0;
  const bends = isKnown
    ? found.reduce((sum, one) => sum + Math.abs(base[one.coordinate]) * rootOfBend(value, one), 0)
    : 0;
  return (one) => {
    const ofAll = (unit * changes) / largestAlong(value, one.rungs);
    const relative = ofAll > FINEST ? Math.min(ofAll, COARSEST) : FINEST;
    return Math.max(relative * Math.abs(one.estimate.value), unit * bends * rootOfBend(value, one));
  };
}

/** The derivative by each coordinate: as measured, or as it was given. */
function slopesKnown({ reading }: Study, found: readonly Finding[]): (k: number) => number {
  const measured = new Map(
    found
      .filter(({ estimate }) => Number.isFinite(estimate.value))
      .map(({ coordinate, estimate }) => [coordinate, estimate.value]),
  );
  return (k) => measured.get(k) ?? reading.values[k];
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
