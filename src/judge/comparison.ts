import { type Dtype, SMALLEST, UNIT_ROUNDOFF } from '../numeric/dtype.ts';
import {
  isSubgradient,
  comparedWith as nearestBetweenSlopes,
  uncertaintyOf,
} from '../numeric/kink.ts';
import { norm, type Pair, relativeError } from '../numeric/norm.ts';
import { isNextToZero } from '../probe/near-zero.ts';
import { comparedIn, type Study, variableOf } from '../probe/study.ts';
import type { Finding } from './finding.ts';
import { DEFAULT_THRESHOLD, isWithin, raisedThreshold } from './threshold.ts';

/** The numeric derivative that the analytic one is compared with: at kinks the nearest that is possible, alone or together. */
export function comparedWith(finding: Finding): number {
  const { around } = finding;
  return around?.kind === 'impossible' ? around.nearest : nearestBetweenSlopes(finding);
}

/** One variable's derivatives side by side. */
export interface Comparison {
  readonly error: number;
  readonly resolution: number;
}

/** Compares what can be compared: coordinates that are zero on both sides agree, and count no further. */
export function compare(study: Study, found: readonly Finding[]): Comparison {
  const zeros = zerosAmong(study, found);
  const nonZero = found.filter((finding) => !zeros.has(finding));
  const analytic = nonZero.map((one) => one.analytic);
  const numeric = nonZero.map(comparedWith);
  const uncertainty = norm(nonZero.map(unexplained));
  return {
    error: relativeError({ analytic, numeric }),
    resolution: resolutionOf(uncertainty, { analytic, numeric }),
  };
}

/** What is uncertain about a coordinate; nothing where the analytic value is one of the subgradients of a kink. */
function unexplained(finding: Finding): number {
  return isSubgradient(finding) ? 0 : uncertaintyOf(finding.estimate);
}

/** By the formula alone: a textbook zero has no bar. */
export function literally(found: readonly Finding[]): Comparison {
  const analytic = found.map((one) => one.analytic);
  const numeric = found.map(({ estimate }) => estimate.value);
  const bars = norm(found.map(({ estimate }) => estimate.bar));
  return {
    error: relativeError({ analytic, numeric }),
    resolution: resolutionOf(bars, { analytic, numeric }),
  };
}

/** The relative error that the uncertainty alone could make; 1, nothing resolved, where there is no estimate. */
export function resolutionOf(uncertainty: number, { analytic, numeric }: Pair): number {
  if (uncertainty === 0) return 0;
  const [a, n] = [analytic, numeric].map((values) =>
    norm(Array.from(values).filter(Number.isFinite)),
  );
  const share = uncertainty / (a + n);
  return Number.isNaN(share) ? 1 : Math.min(share, 1);
}

/**
 * The coordinates of a variable whose derivatives are both zero: there is nothing then that their difference could be relative to, and
 * they agree.
 *
 * One by one only what cannot be told from zero; all of them together where they are zero beside the slopes around, to the default
 * threshold, as at a stationary point.
 */
export function zerosAmong(study: Study, found: readonly Finding[]): ReadonlySet<Finding> {
  return isLevel(study, found)
    ? new Set(found)
    : new Set(found.filter((one) => isNothing(study, one)));
}

/** The smallest numbers of a format are coarse: equal ones that a bar of no more than so many of the smallest does not tell from zero agree. */
const TELLABLE = 64;

/** Whether it is for several kinks that meet at the point to say what the derivative is. */
function isAmongOthers({ around }: Finding): boolean {
  return around !== undefined && around.kind !== 'jump';
}

/** Whether both are exactly zero, nothing rose above noise on a line, or both are at the end of the format or what is rounded away. */
function isNothing(study: Study, finding: Finding) {
  const { analytic, coordinate, estimate, steepness, moved, isStill } = finding;
  const { value, bar, slopes } = estimate;
  if (slopes || isAmongOthers(finding)) return false;
  const dtype = comparedIn(study, variableOf(study, coordinate));
  if (analytic === value && Math.abs(value) <= bar && bar <= TELLABLE * SMALLEST[dtype])
    return true;
  if (isRoundedAway(study, finding, dtype)) return true;
  return analytic === 0 && (isStill || (steepness === 0 && (!moved || Math.abs(value) <= bar)));
}

/** So many roundings of the slopes around are zero. */
const ROUNDINGS = 64;

/**
 * Whether both are no larger than what slopes as steep as those around are rounded by, and not resolved by themselves: where parts of a
 * function cancel, as in `sin(x) − x` at 0, each is rounded at its own size, over any step by the same part of its slope. Next to 0 numbers
 * are closer than what that rounds to, so that it shows as noise.
 */
function isRoundedAway(study: Study, finding: Finding, dtype: Dtype): boolean {
  const { analytic, coordinate, estimate, steepness } = finding;
  const largest = Math.max(Math.abs(analytic), Math.abs(estimate.value) + estimate.bar);
  const isSmall = largest <= ROUNDINGS * UNIT_ROUNDOFF[dtype] * steepness;
  const threshold = DEFAULT_THRESHOLD[dtype];
  const telling = isNextToZero(study, coordinate) ? BESIDE_STEEP : beyondRounding(threshold);
  return isSmall && !isResolvedMistake(finding, threshold, telling);
}

/** Whether both gradients are zero beside the slopes around, and by themselves not resolved. */
export function isLevel(study: Study, found: readonly Finding[]): boolean {
  if (found.length === 0 || found.some((one) => isOfSlopes(one) || isAmongOthers(one)))
    return false;
  if (isResolved(study, found)) return false;
  const dtype = comparedIn(study, variableOf(study, found[0].coordinate));
  const isMistake = (one: Finding) =>
    isResolvedMistake(one, DEFAULT_THRESHOLD[dtype], BESIDE_STEEP) &&
    !isRoundedAway(study, one, dtype);
  if (found.some(isMistake)) return false;
  const largest = found.map(({ analytic, estimate: { value, bar } }) =>
    Math.max(Math.abs(analytic), Math.abs(value) + bar),
  );
  return norm(largest) <= largestLevel(study, found);
}

/** Whether differences tell the gradient from others, by as much as a threshold may be raised. */
function isResolved(study: Study, found: readonly Finding[]): boolean {
  const bars = norm(found.map(({ estimate }) => estimate.bar));
  const resolution = resolutionOf(bars, {
    analytic: found.map(({ analytic }) => analytic),
    numeric: found.map(({ estimate }) => estimate.value),
  });
  const variable = variableOf(study, found[0].coordinate);
  return isWithin(resolution, raisedThreshold(study, { variable, resolution }));
}

/** Whether its bar is what lies between several slopes, and says nothing of how well they are resolved. */
function isOfSlopes({ estimate: { slopes, isOpen = false } }: Finding): boolean {
  return slopes !== undefined || isOpen;
}

/** What of its size a bar may be, and how many bars the difference, of a derivative that is told from the analytic one by itself. */
interface Telling {
  readonly share: number;
  readonly bars: number;
}

/** What is rounded away by the same part of its slope at every step has narrow bars, too. */
const beyondRounding = (threshold: number): Telling => ({ share: threshold, bars: 2 });
/** However steep f is around, a derivative is one whose bar is a small part of it. */
const BESIDE_STEEP: Telling = { share: 1 / 64, bars: 8 };

/** Whether a derivative is resolved by itself, however wide the bars of others are, and the analytic one is another. */
function isResolvedMistake(
  { analytic, estimate }: Finding,
  threshold: number,
  { share, bars }: Telling,
): boolean {
  const { value, bar } = estimate;
  const size = Math.abs(analytic) + Math.abs(value);
  return (
    bar <= share * Math.abs(value) && Math.abs(analytic - value) > threshold * size + bars * bar
  );
}

/** The norm up to which a gradient is zero beside the slopes around: half of what the threshold makes of them. */
export function largestLevel(study: Study, found: readonly Finding[]): number {
  return (levelThreshold(study, found) / 2) * norm(found.map(({ steepness }) => steepness));
}

/** The threshold beside the slopes around: the default, or what it is raised to where the bars are wider. */
export function levelThreshold(study: Study, found: readonly Finding[]): number {
  const around = norm(found.map(({ steepness }) => steepness));
  const resolution = (2 * norm(found.map(({ estimate }) => estimate.bar))) / around;
  const variable = variableOf(study, found[0].coordinate);
  return raisedThreshold(study, { variable, resolution });
}

/** The relative error of one coordinate. */
export function errorOf(finding: Finding): number {
  return relativeError({ analytic: [finding.analytic], numeric: [comparedWith(finding)] });
}
