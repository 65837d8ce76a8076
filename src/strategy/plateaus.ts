import type { Finding } from '../judge/finding.ts';
import { thresholdFor } from '../judge/threshold.ts';
import { RIVAL } from '../numeric/bounded.ts';
import type { Dtype } from '../numeric/dtype.ts';
import {
  type Base,
  type Estimate,
  estimateSlope,
  type Rung,
  withNoise,
} from '../numeric/estimate.ts';
import { formatOf, largestRounding } from '../numeric/line-noise.ts';
import { readingsOf } from '../numeric/readings.ts';
import { inOrder } from '../numeric/rung.ts';
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
  /** Whether the jumps between are too large for rounding. */
  readonly hasStairs?: boolean;
  /** Whether the analytic derivative is another one than either. */
  readonly isNeither?: boolean;
}

/**
 * Looks whether coarser steps converge as well, to the analytic derivative or a third, where finer ones exclude it.
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
  const rungs = inOrder([...known, ...(yield* coarserRungs(study, line, known))]);
  const found = { ...suspect, rungs };
  const coarse = coarseSides(study, found);
  const holding = sharpest(coarse.filter((one) => holds(study, suspect, one)));
  const parting = yield* partingOf(study, found, holding);
  if (parting) return parting;
  const between = yield* betweenJumps(study, found);
  if (between) return { estimate: between, right: 'open' };
  const neither = yield* partingOf(study, found, sharpest(coarse));
  return neither && { ...neither, isNeither: true };
}

/**
 * Which of two plateaus is right, by what lies between; nothing where it is the fine one, or where there is no coarse one. Jumps on the way
 * are the noise of the coarse one: a single one, or few, may be all that the two are apart by.
 */
export function* partingOf(
  study: Study,
  suspect: Finding,
  coarse: Estimate | undefined,
): Check<Plateau | undefined> {
  if (coarse === undefined || !excludes(suspect.estimate, coarse)) return;
  const { way, jump, first } = yield* wayToCoarse(study, suspect, coarse);
  if (way === 'continuous' || way === 'jump') return;
  const isBlaming = !holds(study, suspect, coarse);
  if (isBlaming && (way === 'noise' || (first && isOfAnotherPlace(suspect, coarse, first)))) return;
  const rough = jump === undefined ? [coarse] : coarseSides(study, suspect, jump);
  const apart = Math.abs(coarse.value - suspect.estimate.value);
  const estimate = sharpest(
    rough.filter(({ value }) => Math.abs(value - coarse.value) <= apart / 2),
  );
  const right = way === 'rounding' ? 'coarse' : 'open';
  return estimate && { estimate: asWideAs(coarse, estimate), right, hasStairs: way === 'stairs' };
}

/** What turns out to be noisier is known no better, and what was seen before is as likely. */
function asWideAs(before: Estimate, { value, bar, ...estimate }: Estimate): Estimate {
  return { ...estimate, value, bar: Math.max(bar, before.bar, Math.abs(value - before.value)) };
}

/** How the value goes from a fine slope to a coarse one, and how large the jumps on the way are: the first, or what the steps beyond it show. */
interface Way {
  readonly way: 'rounding' | 'unresolved' | 'stairs' | 'jump' | 'noise' | 'continuous';
  readonly jump?: number | undefined;
  /** The first of them. */
  readonly first?: FirstJump;
}

/** How far away it is, and how large. */
interface FirstJump {
  readonly at: number;
  readonly size: number;
}

/**
 * How the value leaves the fine slope for the coarse one: by a jump of rounding, by one that may be of rounding, by one of many stairs, by
 * a single jump, by no more than the noise that the fine side has seen, or continuously.
 */
export function* wayToCoarse(study: Study, suspect: Finding, coarse: Estimate): Check<Way> {
  if (yield* isWithinCopy(study, suspect)) return { way: 'rounding' };
  const leaving = yield* leavingFor(study, suspect, coarse.value);
  if (leaving.kind !== 'jump') return { way: leaving.kind };
  const { coordinate, estimate: fine, rungs: ladder = [] } = suspect;
  const { at, size, isUnresolved } = leaving;
  const base = baseAt(study, coordinate);
  const jump = Math.max(size, jumpsBeyond(base, ladder, { at, reach: coarse.reach }));
  if (size <= largestRounding(base, ladder))
    return { way: isUnresolved ? 'unresolved' : 'rounding', jump, first: { at, size } };
  const apart = Math.abs(coarse.value - fine.value);
  const isSeveral = jumpsOver(ladder[ladder.length - 1], { apart, size }) >= STAIRS;
  if (!isSeveral) return { way: 'jump', jump: size };
  return {
    way: at <= NARROW[formatOf(base, ladder)] * base.size ? 'unresolved' : 'stairs',
    jump: size,
  };
}

/**
 * Stairs this narrow beside the point may be what is rounded, however high they are: of 1 − cos(x) beside 0, over x², a rounding of 1 is a
 * large part, and between two of them the slope is that of what is not rounded.
 */
const NARROW: Readonly<Record<Dtype, number>> = { float64: 1e-8, float32: 1e-6, float16: 1e-2 };

/**
 * Whether a coarse slope is not that of the steps just beyond the first jump: what converges to it comes nearer to it from each step to the
 * next finer one, as far as jumps let see.
 */
function isOfAnotherPlace(
  { rungs = [] }: Finding,
  { value, bar, reach = 0 }: Estimate,
  { at, size }: FirstJump,
): boolean {
  const seen = rungs
    .filter(({ right }) => right > at && right <= reach)
    .map(({ right, left, plus, minus }) => ({
      off: Math.abs((plus - minus) / (right + left) - value),
      blur: bar + (JUMPS * size) / right,
    }));
  return seen.slice(1).some(({ off }, k) => seen[k].off > off + seen[k].blur);
}

/** Several numbers may jump within a step, one way or the other. */
const JUMPS = 4;

/** Steps so many times shorter than those that the coarse slope rests on show jumps, and no curvature. */
const SHORTER = FACTOR ** 4;

/** What the steps beyond the first jump show of others: several numbers may be rounded on the way, each by a quantum of its own. */
function jumpsBeyond(
  base: Base,
  ladder: readonly Rung[],
  { at, reach = 0 }: { readonly at: number; readonly reach: number | undefined },
): number {
  const beyond = ladder.filter(({ right }) => right > at && right < reach / SHORTER);
  return Math.max(0, ...readingsOf(base, beyond).map(({ size }) => size));
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

/** Whether the steps that were taken along a suspect converge to another slope than the one it was given. */
export function showsTwoSlopes(study: Study, suspect: Finding): boolean {
  return coarseSides(study, suspect).length > 0;
}

/** The estimates from coarse rungs alone that exclude the fine one. */
function coarseSides(
  study: Study,
  { coordinate, estimate: fine, rungs: ladder = [] }: Finding,
  jump = 0,
): readonly Estimate[] {
  const own = noisyBaseOf(study, coordinateLine(study, coordinate));
  const base = withNoise(own, jump / Math.sqrt(12));
  return ladder
    .map((_, k) => ladder.slice(k))
    .filter(({ length }) => length >= ENOUGH)
    .map((coarse) => estimateSlope(base, coarse))
    .filter((estimate) => estimate.slopes === undefined && excludes(estimate, fine));
}

/** Whether the analytic value is within the bar of an estimate, to what is tolerated. */
export function holds(
  study: Study,
  { coordinate, analytic }: Finding,
  { value, bar }: Estimate,
): boolean {
  const tolerated = thresholdFor(study, variableOf(study, coordinate)) * Math.abs(analytic);
  return Math.abs(value - analytic) <= bar + tolerated;
}

/** The one with the smallest bar, widened to cover those that have as good a claim. */
function sharpest(estimates: readonly Estimate[]): Estimate | undefined {
  if (estimates.length === 0) return;
  const best = estimates.reduce((a, b) => (b.bar < a.bar ? b : a));
  const rivals = estimates.filter(({ bar }) => bar <= RIVAL * best.bar);
  const spread = rivals.map(({ value }) => Math.abs(value - best.value));
  return { ...best, bar: Math.max(best.bar, ...spread) };
}

/** All that lies between the far ends of two estimates. */
export function spanning(first: Estimate, again: Estimate): Estimate {
  const low = Math.min(first.value - first.bar, again.value - again.bar);
  const high = Math.max(first.value + first.bar, again.value + again.bar);
  if (!Number.isFinite(high - low)) return Number.isNaN(high - low) ? again : first;
  return { ...first, value: low + (high - low) / 2, bar: (high - low) / 2, isOpen: true };
}
