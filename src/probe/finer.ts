import { coarsest, UNIT_ROUNDOFF } from '../numeric/dtype.ts';
import { formatShown, roundedIn } from '../numeric/format-shown.ts';
import { LUCK, NOISE_GROWS } from '../numeric/level.ts';
import { isByLeastQuantum, rangeOf } from '../numeric/line-noise.ts';
import { roundingIn } from '../numeric/noise.ts';
import { quotientsOver } from '../numeric/quotient.ts';
import { bendReading, UNEXPLAINED } from '../numeric/readings.ts';
import { isInside, isUnmoved, type Rung } from '../numeric/rung.ts';
import { type Line, rungAt } from './line.ts';
import { beyondOnset, findOnset } from './onset.ts';
import type { Check } from './request.ts';
import { onsetOfSingleCopy } from './single-copy.ts';
import { FACTOR, isBent, isStill, mayBeAtKink, PATIENCE, SMALLER, take, type Way } from './way.ts';

/** Steps below a point next to 0 begin at this part of it. */
const BELOW = 16;
const RUNGS_BELOW = 3;
/** And go on while the slope changes by more than this part of itself from one to the next, so many times at the most. */
const SETTLED = 1 / 64;
const MORE_BELOW = 6;
/** Between rungs this far apart anything may begin. */
const FAR_APART = 20;
const MOST_BETWEEN = 3;

/** Finer rungs, while they help; out of a domain's edge, and into a kink as far as noise allows, however far that is. */
export function* goFiner(way: Way, first: number): Check<void> {
  const { line, ladder } = way;
  let patience = PATIENCE;
  let factor = FACTOR;
  for (let h = first / factor; h >= line.finest && patience > 0; h /= factor) {
    const before = ladder.estimate.bar;
    const rung = yield* take(way, h);
    if (way.isDone() || isNoise(way, rung) || isStill(way)) return;
    const helps =
      ladder.estimate.bar < SMALLER * before || !isInside(rung) || mayBeQuieter(way, rung);
    patience = helps ? PATIENCE : patience - 1;
    factor = FACTOR;
    if (patience === 0 && (isBent(way, rung) || mayBeAtKink(way))) {
      patience = PATIENCE;
      factor = FACTOR ** 2;
    }
  }
}

/** Whether a rung leaves far less than what is assumed to be rounded on the way, of a value that has more digits: two such rungs tell that it is not. */
function mayBeQuieter({ base, ladder }: Way, rung: Rung): boolean {
  const shown = formatShown(base, ladder.rungs);
  const { inside = shown } = base;
  if (coarsest(shown, inside) === shown || roundedIn(base, ladder.rungs) === shown) return false;
  const { reading, floor } = bendReading({ ...base, noise: roundingIn(inside) }, rung);
  return LUCK * reading < floor;
}

/** Whether the point is so much nearer to 0 that the first step leads far away from it, by what the point says. */
export function isFarBelow({ first, nearZero = first }: Line): boolean {
  return BELOW * nearZero < first;
}

/**
 * Next to 0 the point may be the length scale, as it is for a logarithm: a few rungs below it, and more of them of a value that goes up and
 * down many times between 0 and the point.
 */
export function* goBelowThePoint(way: Way): Check<void> {
  const { nearZero } = way.line;
  if (nearZero === undefined) return;
  const isOpen = () => isFarBelow(way.line) || !way.isDone();
  let h = nearZero / BELOW;
  for (let i = 0; i < RUNGS_BELOW + MORE_BELOW && isMissing(way, h) && isOpen(); i++) {
    if (i >= RUNGS_BELOW && isSettled(way)) return;
    const rung = yield* rungAt(way.study, way.line, h);
    if (isUnmoved(way.base, rung)) return;
    way.ladder.add(rung);
    h /= FACTOR;
  }
}

/** Whether the slopes over the finest rungs are about the same, or differ by no more than rounding. */
function isSettled({ base, line, ladder: { rungs } }: Way): boolean {
  const [finest, next] = rungs.map((rung) => quotientsOver(rung, base).central);
  if (next === undefined || finest.step < FACTOR * line.closest) return true;
  const change = Math.abs(finest.slope - next.slope);
  return change <= SETTLED * Math.abs(finest.slope) + UNEXPLAINED * (finest.noise + next.noise);
}

/** Whether a step is finer than all rungs, or in a gap that a look for noise far below has left. */
function isMissing({ ladder: { rungs } }: Way, step: number): boolean {
  const isNear = ({ right }: Rung) => right <= FACTOR * step && step <= FACTOR * right;
  return step < rungs[0].right || !rungs.some(isNear);
}

/**
 * Rungs where curvature would have fallen to the rounding of the value: what is left there is noise of another origin, and another
 * rung tells whether it stays, or is structure of the function, which falls from one to the next.
 */
export function* lookForNoise(way: Way): Check<void> {
  const { base, ladder } = way;
  const [before] = ladder.rungs;
  const rung = yield* whereRounded(way);
  if (rung === undefined || isNoise(way, rung)) return;
  const { reading, floor } = bendReading(base, rung);
  if (!(reading > UNEXPLAINED * floor)) return yield* fillGaps(way, before.right);
  yield* take(way, Math.min(FACTOR * rung.right, before.right / 2));
  if (!way.isDone() && isMuch(way, before)) yield* whereRounded(way);
}

/** A step so many times finer than one over which curvature would be rounded tells a wave from noise when it is as long as that one, too. */
const BELOW_ROUNDING = 8;
/** Over a step of no more than so many roundings of the point slopes are those of what is rounded inside. */
const ROUNDINGS = 2 ** 12;

/** Where curvature of which so much is left over a step would have fallen to the rounding of the value, and below as far as the point is known. */
function roundedStep({ line, base, ladder }: Way, left: number): number {
  const { right } = ladder.rungs[0];
  const rounded = right * Math.sqrt(left);
  const telling = ROUNDINGS * UNIT_ROUNDOFF[base.format] * line.size;
  return Math.max(line.finest, Math.min(rounded, Math.max(rounded / BELOW_ROUNDING, telling)));
}

/** A rung where curvature would have fallen from what the finest leaves to below the rounding of the value; nothing where it is there. */
function* whereRounded(way: Way): Check<Rung | undefined> {
  const { base, ladder } = way;
  const [finest] = ladder.rungs;
  const { reading, floor } = bendReading(base, finest);
  if (!(reading > UNEXPLAINED * floor)) return;
  const h = roundedStep(way, floor / reading);
  return h > finest.right / 4 ? undefined : yield* take(way, h);
}

/** What is more than this part of the value, and of all that it changes by, may be what the function does. */
const OF_ALL = 1 / 64;

/** Whether what a rung leaves would be much for noise. */
function isMuch({ base, ladder: { rungs } }: Way, rung: Rung): boolean {
  const all = Math.max(Math.abs(base.value), rangeOf(base.value, rungs));
  return bendReading(base, rung).reading > OF_ALL * all;
}

/** Then rungs that are far apart are not the same by more luck than those side by side. */
const LESS_LUCK = FACTOR ** NOISE_GROWS;

/** Whether a rung finer than the others leaves about as much as the next: structure of the function would have left far less. */
function isNoise(way: Way, rung: Rung): boolean {
  const { base, ladder } = way;
  const [finest, next] = ladder.rungs;
  if (finest !== rung || next === undefined) return false;
  const { reading, floor } = bendReading(base, finest);
  const luck = isMuch(way, next) ? LESS_LUCK : LUCK;
  const most = Math.min(luck, (next.right / finest.right) ** NOISE_GROWS);
  return reading > UNEXPLAINED * floor && bendReading(base, next).reading <= most * reading;
}

/** Rungs between those that are far apart, up to a step, the widest gap first. */
function* fillGaps(way: Way, upTo: number): Check<void> {
  for (let i = 0; i < MOST_BETWEEN && !way.isDone(); i++) {
    const steps = way.ladder.rungs.map(({ right }) => right).filter((step) => step <= upTo);
    const gaps = steps.slice(1).map((step, k) => ({ from: steps[k], ratio: step / steps[k] }));
    const widest = gaps.reduce((a, b) => (b.ratio > a.ratio ? b : a), { from: 0, ratio: 0 });
    if (widest.ratio < FAR_APART) return;
    yield* take(way, widest.from * Math.sqrt(widest.ratio));
  }
}

/** Looks how a value that stands still around the point begins to move. */
export function* lookForOnset({ study, line, base, ladder }: Way): Check<void> {
  if (ladder.onset !== undefined) return;
  const moved = ladder.rungs.find((rung) => !isUnmoved(base, rung));
  const still = ladder.rungs.filter((rung) => isUnmoved(base, rung)).at(-1);
  if (moved === undefined || still === undefined || !isInside(moved)) return;
  const format = formatShown(base, ladder.rungs);
  // what arithmetic rounds away at the size of 1 may as well be what the function does, of a value far smaller than that
  if (isByLeastQuantum({ ...base, format, size: 0 }, moved)) return;
  const ofCopy =
    line.coordinate !== undefined && (yield* onsetOfSingleCopy(study, line.coordinate));
  if (ofCopy) {
    ladder.noteOnset(ofCopy);
    return;
  }
  const excessOf = (_t: number, value: number) => value - base.value;
  const isRight = moved.plus !== base.value;
  const [near, t] = isRight ? [still.right, moved.right] : [-still.left, -moved.left];
  const onset = yield* findOnset(study, line, {
    excessOf,
    hasLeft: ({ excess }) => excess !== 0,
    from: { t: near, excess: 0 },
    to: { t, excess: excessOf(t, isRight ? moved.plus : moved.minus) },
  });
  const sizeOf = (_t: number, value: number) => Math.abs(value - base.value);
  const { at, size } = onset;
  const begun = { t: Math.sign(t) * at, excess: size, excessOf: sizeOf, slope: size / at };
  ladder.noteOnset({ ...onset, ...(yield* beyondOnset(study, line, begun)) });
}
