import type { Finding } from '../judge/finding.ts';
import { thresholdFor } from '../judge/threshold.ts';
import { type Estimate, estimateSlope, type Rung } from '../numeric/estimate.ts';
import { largestRounding } from '../numeric/line-noise.ts';
import { bySpan } from '../numeric/rung.ts';
import { FACTOR } from '../probe/climb.ts';
import { coordinateLine, type Line } from '../probe/line.ts';
import type { Check } from '../probe/request.ts';
import { rungsAlong, stepsBetween } from '../probe/rungs-along.ts';
import { baseAt, noisyBaseOf, type Study, variableOf } from '../probe/study.ts';
import { betweenJumps } from './between-jumps.ts';
import { isWithinCopy, jumpsOver, leavingFor, STAIRS } from './departure.ts';

/** Steps shorter by the golden ratio are never those of the first measurement. */
export const OTHER_STEPS = 0.618;

/** One rung does not show that it is near a limit. */
const ENOUGH = 2;

/** What coarser steps converge to, where finer ones converge to something else. */
export interface Plateau {
  readonly estimate: Estimate;
  /** `coarse`: what the finer steps see is rounding. `open`: the value has stairs; the slope of one or over many is a matter of taste. */
  readonly right: 'coarse' | 'open';
}

/**
 * Looks whether coarser steps converge as well, to the analytic derivative, where finer ones exclude it.
 *
 * With a ripple or a kink beside the point the fine steps are right and the coarse ones wrong; with rounding inside, at something
 * larger than the value, it is the reverse, and either can agree with itself to twelve digits. Only what lies between decides: where
 * the value leaves the fine slope continuously the fine side is right; where it jumps by no more than rounding the coarse one is.
 *
 * @returns nothing where the fine side is right
 */
export function* coarserPlateau(study: Study, suspect: Finding): Check<Plateau | undefined> {
  const line = coordinateLine(study, suspect.coordinate);
  const known = suspect.rungs ?? [];
  const rungs = [...known, ...(yield* coarserRungs(study, line, known))].sort(bySpan);
  const found = { ...suspect, rungs };
  const coarse = coarseSide(study, suspect, rungs);
  if (coarse) return yield* partingOf(study, found, coarse);
  const between = yield* betweenJumps(study, found);
  return between && { estimate: between, right: 'open' };
}

/** Which of two plateaus is right, by what lies between; nothing where it is the fine one, or where there is no coarse one. */
export function* partingOf(
  study: Study,
  suspect: Finding,
  coarse: Estimate | undefined,
): Check<Plateau | undefined> {
  if (coarse === undefined || !excludes(suspect.estimate, coarse)) return;
  const way = yield* wayToCoarse(study, suspect, coarse);
  if (way === 'rounding') return { estimate: coarse, right: 'coarse' };
  return way === 'stairs' ? { estimate: coarse, right: 'open' } : undefined;
}

/**
 * How the value leaves the fine slope for the coarse one: by a jump of rounding, by one of many stairs, by a single jump, by no more than
 * the noise that the fine side has seen, or continuously.
 */
export function* wayToCoarse(
  study: Study,
  suspect: Finding,
  coarse: Estimate,
): Check<'rounding' | 'stairs' | 'jump' | 'noise' | 'continuous'> {
  if (yield* isWithinCopy(study, suspect)) return 'rounding';
  const leaving = yield* leavingFor(study, suspect, coarse.value);
  if (leaving.kind !== 'jump') return leaving.kind;
  const { coordinate, estimate: fine, rungs: ladder = [] } = suspect;
  const { size, isUnresolved } = leaving;
  if (size <= largestRounding(baseAt(study, coordinate), ladder))
    return isUnresolved ? 'stairs' : 'rounding';
  const apart = Math.abs(coarse.value - fine.value);
  return jumpsOver(ladder[ladder.length - 1], { apart, size }) >= STAIRS ? 'stairs' : 'jump';
}

/** Whether two estimates cannot both be right. */
export function excludes(one: Estimate, other: Estimate): boolean {
  return Math.abs(one.value - other.value) > one.bar + other.bar;
}

/** The rungs that a climb left out because they did not help. */
export function* coarserRungs(
  study: Study,
  line: Line,
  rungs: readonly Rung[],
): Check<readonly Rung[]> {
  const known = Math.max(line.first, ...rungs.map(({ right }) => right));
  const steps = stepsBetween({ from: FACTOR * known, upTo: line.coarsest }, FACTOR);
  return yield* rungsAlong(study, line, steps);
}

/** The sharpest estimate from coarse rungs alone that holds the analytic value and excludes the numeric one. */
function coarseSide(
  study: Study,
  { coordinate, analytic, estimate: fine }: Finding,
  ladder: readonly Rung[],
): Estimate | undefined {
  const tolerated = thresholdFor(study, variableOf(study, coordinate)) * Math.abs(analytic);
  const base = noisyBaseOf(study, coordinateLine(study, coordinate));
  let best: Estimate | undefined;
  for (let count = ENOUGH; count <= ladder.length; count++) {
    const estimate = estimateSlope(base, ladder.slice(-count));
    const holds = Math.abs(estimate.value - analytic) <= estimate.bar + tolerated;
    if (estimate.slopes || !holds || !excludes(estimate, fine)) continue;
    if (best === undefined || estimate.bar < best.bar) best = estimate;
  }
  return best;
}

/** All that lies between the far ends of two estimates. */
export function spanning(first: Estimate, again: Estimate): Estimate {
  const low = Math.min(first.value - first.bar, again.value - again.bar);
  const high = Math.max(first.value + first.bar, again.value + again.bar);
  if (!Number.isFinite(high - low)) return Number.isNaN(high - low) ? again : first;
  return { ...first, value: low + (high - low) / 2, bar: (high - low) / 2 };
}
