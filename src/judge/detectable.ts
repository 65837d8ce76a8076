import { bendOf, uncertaintyOf } from '../numeric/kink.ts';
import { norm } from '../numeric/norm.ts';
import type { Study } from '../probe/study.ts';
import { largestLevel, resolutionOf, zerosAmong } from './comparison.ts';
import { CERTAINTY, type Finding } from './finding.ts';
import type { Found } from './judge.ts';
import { raisedThreshold, thresholdFor } from './threshold.ts';

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
 * At a kink all that lies between the slopes passes: there an error has to be as large as they are apart, whichever of them is right.
 *
 * A limit: float32 inside a value that shows float64 is found out only once something disagrees.
 */
export function smallestDetectable(study: Study, { variable, found }: Found): number {
  const pair = {
    analytic: found.map(({ analytic }) => analytic),
    numeric: found.map(({ estimate }) => estimate.value),
  };
  const resolution = resolutionOf(norm(found.map(barOf)), pair);
  const threshold = raisedThreshold(study, { variable, resolution });
  const zeros = zerosAmong(study, found);
  const again = study.noise.shown > 0 ? AGAIN : 1;
  const leeways = found.map((one) => again * leeway(one, zeros.has(one)));
  // where the bars do not resolve it, a gradient may be as large as what counts as zero beside the slopes around
  const level = resolution > thresholdFor(study, variable) ? largestLevel(study, found) : 0;
  return Math.min(1, threshold + resolutionOf(Math.max(norm(leeways), level), pair));
}

/** Under noise a mistake is measured twice, at other steps, and has to exceed the wider of both bars: half as wide again, by what bars of the same line differ. */
const AGAIN = 1.5;

/** What is uncertain about a derivative by the numeric side alone. */
function barOf({ estimate, numericBar = estimate.bar }: Finding): number {
  return estimate.slopes ? uncertaintyOf(estimate) : numericBar;
}

/** The largest difference that is not certain; at a kink from the farther slope. */
function leeway(finding: Finding, isZero: boolean): number {
  const { estimate } = finding;
  if (estimate.slopes) return bendOf(estimate) + uncertaintyOf(estimate);
  return isZero ? barOf(finding) : CERTAINTY * barOf(finding);
}
