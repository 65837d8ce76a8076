import type { Finding } from '../judge/finding.ts';
import { thresholdFor } from '../judge/threshold.ts';
import { NOISE_COVERAGE } from '../numeric/convergence.ts';
import { type Base, type Estimate, estimateSlope, type Rung } from '../numeric/estimate.ts';
import { spacing } from '../numeric/float.ts';
import { largestRounding, readLineNoise } from '../numeric/line-noise.ts';
import { noiseOf } from '../numeric/noise.ts';
import { bySpan } from '../numeric/rung.ts';
import { FACTOR } from '../probe/climb.ts';
import { coordinateLine, type Line, rungAt } from '../probe/line.ts';
import { type Departure, type Excess, findOnset } from '../probe/onset.ts';
import type { Check } from '../probe/request.ts';
import { onsetOfSingleCopy } from '../probe/single-copy.ts';
import { baseAt, noisyBaseOf, type Study, variableOf } from '../probe/study.ts';

/** Steps shorter by the golden ratio are never those of the first measurement. */
export const OTHER_STEPS = 0.618;

/** One rung does not show that it is near a limit. */
const ENOUGH = 2;

/** Where the value leaves the fine slope for the coarse one by a jump, it is as large as the two are apart there, give or take. */
const OF_THE_WAY = 1 / 4;

/** Fewer jumps than so many are no stairs. */
const STAIRS = 4;

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
  return coarse ? yield* partingOf(study, found, coarse) : yield* onOneStep(study, found);
}

/**
 * Whether the fine slope is one between two jumps of rounding: then it says no more than that the derivative is no larger than jump over
 * distance, whatever the steps beyond would show.
 */
function* onOneStep(study: Study, suspect: Finding): Check<Plateau | undefined> {
  const { coordinate, analytic, estimate: fine, rungs: ladder = [] } = suspect;
  if (fine.slopes !== undefined || !Number.isFinite(analytic)) return;
  const base = baseAt(study, coordinate);
  const apart = Math.abs(analytic - fine.value);
  const tolerated = thresholdFor(study, variableOf(study, coordinate));
  if (apart <= tolerated * (Math.abs(analytic) + Math.abs(fine.value))) return;
  const departure = departureFrom(base, ladder, { fine, apart });
  if (departure === undefined) return;
  const line = coordinateLine(study, coordinate);
  const { at, size, shrinks } = yield* findOnset(study, line, departure);
  const isBeyond = fine.reach !== undefined && at > fine.reach;
  const before = ladder.filter(({ right }) => right < at);
  if (!isBeyond || shrinks || size < OF_THE_WAY * apart * at) return;
  if (isNoise(study, base, { size, fine: before })) return;
  const isRounding = size <= largestRounding(base, ladder) || (yield* isWithinCopy(study, suspect));
  if (!isRounding) return;
  const beyond = ladder.filter(({ right }) => right > at);
  const reaches = beyond.map((rung) => reachOf(rung, { base, size, from: fine.value }));
  return { estimate: { ...fine, bar: fine.bar + Math.min(...reaches) }, right: 'open' };
}

/** How far from a slope the derivative may be, by a rung with jumps of a size in it: between its sides, give or take a jump. */
function reachOf(
  { right, left, plus, minus }: Rung,
  { base, size, from }: { readonly base: Base; readonly size: number; readonly from: number },
): number {
  const sides = [(plus - base.value) / right, (base.value - minus) / left];
  return Math.max(...sides.map((slope) => Math.abs(slope - from))) + size / Math.min(right, left);
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
  const { coordinate, estimate: fine, rungs: ladder = [] } = suspect;
  const base = baseAt(study, coordinate);
  const apart = Math.abs(coarse.value - fine.value);
  const departure = departureFrom(base, ladder, { fine, apart });
  if (departure === undefined) return 'noise';
  const { at, size, shrinks } = yield* findOnset(
    study,
    coordinateLine(study, coordinate),
    departure,
  );
  if (shrinks) return 'continuous';
  const before = ladder.filter(({ right }) => right < at);
  if (size < OF_THE_WAY * apart * at || isNoise(study, base, { size, fine: before }))
    return 'noise';
  if (size <= largestRounding(base, ladder)) return 'rounding';
  return apart * ladder[ladder.length - 1].right >= STAIRS * size ? 'stairs' : 'jump';
}

/** Whether a slope rests on steps over which a copy of the coordinate in single precision does not change. */
function* isWithinCopy(study: Study, { coordinate, estimate: { reach } }: Finding): Check<boolean> {
  if (reach === undefined || !(reach <= spacing(study.base[coordinate], 'float32'))) return false;
  return (yield* onsetOfSingleCopy(study, coordinate)) !== undefined;
}

/** Jumps of so many standard deviations of the noise that the fine side has seen are that noise, and in its bar. */
const DEVIATIONS = 8;

function isNoise(
  { noise }: Study,
  base: Base,
  { size, fine }: { readonly size: number; readonly fine: readonly Rung[] },
): boolean {
  const { kind, deviation } = readLineNoise(base, fine, undefined);
  return size <= DEVIATIONS * Math.max(kind === 'level' ? deviation : 0, noise.shown);
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
  const coarser: Rung[] = [];
  const known = Math.max(line.first, ...rungs.map(({ right }) => right));
  for (let h = FACTOR * known; h <= line.coarsest; h *= FACTOR)
    coarser.push(yield* rungAt(study, line, h));
  return coarser;
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

interface Leaving {
  readonly fine: Estimate;
  readonly apart: number;
}

/**
 * Where the value leaves the slope of the fine side for that of the coarse one, between two rungs of one side: beyond the steps that the fine
 * slope rests on, and by more than it does there.
 */
function departureFrom(
  { value: here, noise }: Base,
  ladder: readonly Rung[],
  { fine, apart }: Leaving,
): Departure | undefined {
  const { value: slope, reach = 0 } = fine;
  const excessOf = (t: number, value: number) => value - here - slope * t;
  const sides = [
    ladder.map(({ right, plus }) => ({ t: right, excess: excessOf(right, plus) })),
    ladder.map(({ left, minus }) => ({ t: -left, excess: excessOf(-left, minus) })),
  ];
  const isWithin = ({ t }: Excess) => Math.abs(t) <= reach;
  const own = sides
    .flat()
    .filter(isWithin)
    .map(({ excess }) => Math.abs(excess));
  const rounding = Math.max(NOISE_COVERAGE * noiseOf(here, noise), ...own.filter(Number.isFinite));
  const hasLeft = ({ t, excess }: Excess) =>
    Math.abs(excess) > (apart / 2) * Math.abs(t) + rounding;
  for (const samples of sides) {
    const left = samples.findIndex(hasLeft);
    const from = left > 0 ? samples[left - 1] : { t: 0, excess: 0 };
    if (left >= 0) return { excessOf, hasLeft, from, to: samples[left] };
  }
  return;
}

/** The first estimate with a bar that reaches the far end of the other's. */
export function spanning(first: Estimate, again: Estimate): Estimate {
  const reach = Math.abs(again.value - first.value) + again.bar;
  return Number.isNaN(reach) ? again : { ...first, bar: Math.max(first.bar, reach) };
}
