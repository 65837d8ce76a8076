import { uncertaintyOf } from '../numeric/kink.ts';
import { norm } from '../numeric/norm.ts';
import type { Study } from '../probe/study.ts';
import type { Variable } from '../subject/subject.ts';
import { isZero, NEARLY_ZERO, resolutionOf } from './comparison.ts';
import { CERTAINTY, type Finding } from './finding.ts';
import { raisedThreshold, thresholdFor } from './threshold.ts';

/** One variable, and what was found about its coordinates. */
interface Evidence {
  readonly variable: Variable;
  readonly found: readonly Finding[];
}

/**
 * The smallest relative error, of the checked coordinates together, with which a variable would have been a mismatch.
 *
 * With u the largest difference of each coordinate that is not certain, twice its bar, and τ the threshold: were every
 * |a − n| ≤ max(τ(|a| + |n|), u), then ‖a − n‖ ≤ τ(‖a‖ + ‖n‖) + ‖u‖. So any relative error above τ + ‖u‖ / (‖a‖ + ‖n‖) makes some
 * coordinate a certain disagreement.
 *
 * A wrong gradient would have met a larger τ and u than a correct one does. Agreement narrows bars; they count here as the
 * numeric side alone left them. And a threshold that those bars do not resolve would have been raised. It holds as far as bars
 * hold: a mistake in a noisy value may have luck.
 *
 * Two limits: an error is measured from the nearest subgradient, so one that stays between the slopes of a kink is none;
 * and float32 inside a value that shows float64 is found out only once something disagrees.
 */
export function smallestDetectable(study: Study, { variable, found }: Evidence): number {
  if (isUnverified(study, found)) return 1;
  const pair = {
    analytic: found.map(({ analytic }) => analytic),
    numeric: found.map(({ estimate }) => estimate.value),
  };
  const resolution = resolutionOf(norm(found.map(barOf)), pair);
  // the textbook compares with the threshold and nothing else; round-off is all that is known to blur that
  if (study.options.epsilon !== undefined)
    return Math.min(1, thresholdFor(study, variable) + resolution);
  const threshold = raisedThreshold(study, { variable, resolution });
  return Math.min(1, threshold + resolutionOf(norm(found.map((one) => leeway(study, one))), pair));
}

/** What is uncertain about a derivative by the numeric side alone. */
function barOf({ estimate, numericBar = estimate.bar }: Finding): number {
  return estimate.slopes ? uncertaintyOf(estimate) : numericBar;
}

/** The largest difference that is not certain; at a kink from its nearest slope. */
function leeway(study: Study, finding: Finding): number {
  const bars = isZeroTwice(study, finding) ? NEARLY_ZERO : CERTAINTY;
  return (finding.estimate.slopes ? 1 : bars) * barOf(finding);
}

/** Whether both derivatives are zero wherever they were compared: a forgotten gradient would have agreed as well. */
export function isUnverified(study: Study, found: readonly Finding[]): boolean {
  return found.length > 0 && found.every((finding) => isZeroTwice(study, finding));
}

// the textbook has no rule for zeros; its difference of a constant is exactly zero, or round-off
function isZeroTwice(study: Study, finding: Finding): boolean {
  const { analytic, estimate } = finding;
  if (study.options.epsilon === undefined) return isZero(study, finding);
  return analytic === 0 && Math.abs(estimate.value) <= estimate.bar;
}
