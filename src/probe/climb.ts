import { NOISE_COVERAGE } from '../numeric/convergence.ts';
import type { Estimate, Ladder } from '../numeric/estimate.ts';
import { uncertaintyOf } from '../numeric/kink.ts';
import { noiseOf } from '../numeric/noise.ts';
import { bendReading } from '../numeric/readings.ts';
import { isUnmoved } from '../numeric/rung.ts';
import { goBelowThePoint, goFiner, isFarBelow, lookForNoise, lookForOnset } from './finer.ts';
import { grainOver } from './grain.ts';
import { type Line, rungAt } from './line.ts';
import type { Check } from './request.ts';
import { baseOf, learnFrom, noisyBaseOf, type Study } from './study.ts';
import {
  type Ascent,
  FACTOR,
  isClose,
  isStill,
  PATIENCE,
  SMALLER,
  setOut,
  take,
  upToKink,
  type Way,
} from './way.ts';

export type { Ascent } from './way.ts';
export { FACTOR } from './way.ts';

/**
 * Climbs a ladder of steps along a line until the analytic derivative is confirmed, or nothing more can be learnt.
 *
 * Finer rungs first, which show kinks, structure and noise; then coarser ones as long as they make the bar smaller.
 */
export function* climb(study: Study, line: Line, ascent: Ascent): Check<Ladder> {
  const known = yield* climbWhereNoiseIsKnown(study, line, ascent);
  if (known !== undefined && agrees(known.estimate, line)) return known;
  return yield* climbAll(study, line, { ...ascent, start: known?.rungs ?? ascent.start });
}

/** Where a ladder has shown the noise of the value, and the steps that suit it, the next one needs no finer ones. */
function* climbWhereNoiseIsKnown(
  study: Study,
  line: Line,
  ascent: Ascent,
): Check<Ladder | undefined> {
  const { noise, learnt } = study;
  const [first] = ascent.start;
  if (first === undefined || learnt === undefined || noise.shown === 0 || ascent.isWhole) return;
  const rounding = baseOf(study, line);
  if (bendReading(rounding, first).reading > EXPLAINED * noise.shown) return;
  const base = noisyBaseOf(study, line);
  const way = setOut(study, line, { base, ascent });
  const from = Math.min(1, learnt.step) * line.size;
  yield* goFinerWhileSharper(way, { from, upTo: 2 * first.right });
  if (!agrees(way.ladder.estimate, line)) yield* refine(way, ascent);
  return way.ladder;
}

/** From a step on that suits the noise, while the bar is wider than it might be and finer steps narrow it. */
function* goFinerWhileSharper(
  way: Way,
  { from, upTo }: { readonly from: number; readonly upTo: number },
): Check<void> {
  const { study, line, ladder, isDone } = way;
  // beside what another line has reached, one step that does not help is enough
  const most = study.learnt === undefined ? PATIENCE : 1;
  let patience = most;
  for (let h = from; h > upTo && !isDone(); h /= FACTOR) {
    const before = ladder.estimate.bar;
    yield* take(way, h);
    if (h === from) continue;
    if (suffices(study, line, ladder)) return;
    patience = ladder.estimate.bar < SMALLER * before ? most : patience - 1;
    if (patience === 0) return;
  }
}

function suffices(study: Study, line: Line, ladder: Ladder): boolean {
  return agrees(ladder.estimate, line) && isSharp(study, line, ladder);
}

function agrees({ value, bar, slopes }: Estimate, { analytic }: Line): boolean {
  return slopes === undefined && Math.abs(analytic - value) <= bar && Number.isFinite(bar);
}

/** Whether a bar is about as narrow as that of the last line; where it is wider the line has another scale. */
function isSharp({ learnt }: Study, { size }: Line, { estimate }: Ladder): boolean {
  return learnt !== undefined && estimate.bar * size <= SHARP * learnt.bar;
}

function* climbAll(study: Study, line: Line, ascent: Ascent): Check<Ladder> {
  const grain = ascent.grain ?? (yield* grainOver(study, line, FACTOR ** 2 * line.first));
  const base = { ...baseOf(study, line), ...(grain !== undefined && { grain }) };
  const way = setOut(study, line, { base, ascent });
  const { ladder, isDone } = way;
  if (ladder.rungs.length === 0) yield* take(way, line.first);
  const { first } = line;
  // where all of it is finer than the first step, what that has shown is not the point
  if (isFarBelow(line)) yield* goBelowThePoint(way);
  if (isBlurred(way, ascent)) yield* take(way, FACTOR * first);
  if (!isStill(way) && !isDone()) {
    yield* goFiner(way, first);
    if (!isDone() && !isStill(way)) yield* lookForNoise(way);
    if (!isDone()) yield* goBelowThePoint(way);
  }
  const { right } = ladder.rungs[ladder.rungs.length - 1];
  if (!isDone() && !(yield* isConfirmedAboveNoise(way, ascent))) {
    yield* goCoarser(way, right, ascent);
    if (isStill(way)) yield* lookForOnset(way);
    if (!isDone()) yield* refine(way, ascent);
  }
  if (isStill(way)) yield* lookForOnset(way);
  learnFrom(study, line, ladder);
  return ladder;
}

/**
 * Where finer steps have shown the noise of the value, steps long enough to tell the analytic derivative from others in spite of it come
 * first, the longest before all, and no more where these confirm it.
 */
function* isConfirmedAboveNoise(way: Way, { tolerated, isWhole }: Ascent): Check<boolean> {
  const { line, ladder } = way;
  const { kind, deviation } = ladder.noise;
  if (kind !== 'level' || isWhole || tolerated === 0) return false;
  const { right } = ladder.rungs[ladder.rungs.length - 1];
  const telling = (NOISE_COVERAGE * deviation) / (tolerated * Math.abs(line.analytic));
  let step = FACTOR * right;
  while (step < telling && FACTOR * step <= line.coarsest) step *= FACTOR;
  if (step > line.coarsest) return false;
  yield* goFinerWhileSharper(way, { from: step, upTo: right });
  return agrees(ladder.estimate, line);
}

/** Whether noise hides at the first step, and the more at finer ones, what is asked. */
function isBlurred({ base, line, ladder }: Way, { tolerated }: Ascent): boolean {
  const [{ right }] = ladder.rungs;
  const noise = (NOISE_COVERAGE * noiseOf(base.value, base.noise)) / right;
  return FACTOR * right <= line.coarsest && FACTOR * noise > tolerated * Math.abs(line.analytic);
}

/** Coarser rungs, while they help, or while the value has not moved at all; at a kink, until its slopes are known as well as is asked. */
function* goCoarser(way: Way, first: number, { tolerated }: Ascent): Check<void> {
  const { line, ladder } = way;
  let patience = PATIENCE;
  for (let h = FACTOR * first; h <= line.coarsest && patience > 0; h *= FACTOR) {
    const { length } = ladder.rungs;
    const before = uncertaintyOf(ladder.estimate);
    const rung = yield* take(way, h);
    if (way.isDone() || isKinkKnown(ladder.estimate, tolerated)) return;
    // what was known before has not been asked to help
    const isKnown = ladder.rungs.length === length;
    const isNarrower = uncertaintyOf(ladder.estimate) < SMALLER * before;
    const helps = isKnown || isNarrower || isUnmoved(way.base, rung);
    patience = helps ? PATIENCE : patience - 1;
  }
}

/** Whether the slopes of a kink are known to a part of the steeper one: its bar spans them, however well they are. */
function isKinkKnown(estimate: Estimate, tolerated: number): boolean {
  const { slopes } = estimate;
  if (slopes === undefined) return false;
  return uncertaintyOf(estimate) <= tolerated * Math.max(...slopes.map(Math.abs));
}

/** So many rungs more, where those that are there do not resolve what is asked. */
const MORE = 4;

/** Rungs up to a kink beside the point, between and beside those that the estimate rests on, while its bar is too wide. */
function* refine(way: Way, { tolerated }: Ascent): Check<void> {
  const { study, line, ladder, isDone } = way;
  let patience = PATIENCE;
  for (let i = 0; i < MORE && patience > 0 && !isDone(); i++) {
    const { value, bar, slopes } = ladder.estimate;
    if (slopes || bar <= tolerated * Math.abs(value)) return;
    const step = upToKink(way) ?? besideReach(way);
    if (step === undefined) return;
    ladder.add(yield* rungAt(study, line, step));
    patience = ladder.estimate.bar < SMALLER * bar ? PATIENCE : patience - 1;
  }
}

/** A step between and beside those that the estimate rests on. */
function besideReach({ line, ladder }: Way): number | undefined {
  const { reach } = ladder.estimate;
  if (reach === undefined) return;
  const root = Math.sqrt(FACTOR);
  const isNew = (step: number) => !ladder.rungs.some(({ right }) => isClose(step, right));
  return [reach / root, reach * root].find((step) => step <= line.coarsest && isNew(step));
}

/** A second difference of this many standard deviations is explained by noise. */
const EXPLAINED = 5;
/** A bar so many times as wide as that of the last line is about as narrow. */
const SHARP = 5;
