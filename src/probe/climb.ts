import { NOISE_COVERAGE } from '../numeric/convergence.ts';
import type { Estimate, Ladder } from '../numeric/estimate.ts';
import { noiseOf } from '../numeric/noise.ts';
import { bendReading } from '../numeric/readings.ts';
import { isUnmoved } from '../numeric/rung.ts';
import { goBelowThePoint, goFiner, lookForNoise, lookForOnset } from './finer.ts';
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
  if (known !== undefined && suffices(study, line, known)) return known;
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
  for (const step of [learnt, learnt / FACTOR])
    if (step > 2 * first.right && step <= 1) yield* take(way, step * line.size);
  if (!suffices(study, line, way.ladder)) yield* refine(way, ascent);
  return way.ladder;
}

function suffices(study: Study, line: Line, ladder: Ladder): boolean {
  return agrees(ladder.estimate, line) && isSharp(study, line, ladder);
}

function agrees({ value, bar, slopes }: Estimate, { analytic }: Line): boolean {
  return slopes === undefined && Math.abs(analytic - value) <= bar && Number.isFinite(bar);
}

/** Whether a bar is about what the noise makes of a difference over the learnt step; where it is wider the line has another scale. */
function isSharp({ noise, learnt = 0 }: Study, { size }: Line, { estimate }: Ladder): boolean {
  return estimate.bar <= (SHARP * NOISE_COVERAGE * noise.shown) / (learnt * size);
}

function* climbAll(study: Study, line: Line, ascent: Ascent): Check<Ladder> {
  const grain = ascent.grain ?? (yield* grainOver(study, line, FACTOR ** 2 * line.first));
  const base = { ...baseOf(study, line), ...(grain !== undefined && { grain }) };
  const way = setOut(study, line, { base, ascent });
  const { ladder, isDone } = way;
  if (ladder.rungs.length === 0) yield* take(way, line.first);
  const { first } = line;
  if (isBlurred(way, ascent)) yield* take(way, FACTOR * first);
  if (!isStill(way) && !isDone()) {
    yield* goFiner(way, first);
    if (!isDone() && !isStill(way)) yield* lookForNoise(way);
    if (!isDone()) yield* goBelowThePoint(way);
  }
  if (!isDone()) yield* goCoarser(way, ladder.rungs[ladder.rungs.length - 1].right);
  if (isStill(way)) yield* lookForOnset(way);
  if (!isDone()) yield* refine(way, ascent);
  if (isStill(way)) yield* lookForOnset(way);
  learnFrom(study, line, ladder);
  return ladder;
}

/** Whether noise hides at the first step, and the more at finer ones, what is asked. */
function isBlurred({ base, line, ladder }: Way, { tolerated }: Ascent): boolean {
  const [{ right }] = ladder.rungs;
  const noise = (NOISE_COVERAGE * noiseOf(base.value, base.noise)) / right;
  return FACTOR * right <= line.coarsest && FACTOR * noise > tolerated * Math.abs(line.analytic);
}

/** Coarser rungs, while they help, or while the value has not moved at all. */
function* goCoarser(way: Way, first: number): Check<void> {
  const { line, ladder } = way;
  let patience = PATIENCE;
  for (let h = FACTOR * first; h <= line.coarsest && patience > 0; h *= FACTOR) {
    const before = ladder.estimate.bar;
    const rung = yield* take(way, h);
    if (way.isDone()) return;
    const helps = ladder.estimate.bar < SMALLER * before || isUnmoved(way.base, rung);
    patience = helps ? PATIENCE : patience - 1;
  }
}

/** So many rungs more, where those that are there do not resolve what is asked. */
const MORE = 4;

/** Rungs up to a kink beside the point, between and beside those that the estimate rests on, while its bar is too wide. */
function* refine(way: Way, { tolerated }: Ascent): Check<void> {
  const { study, line, ladder, isDone } = way;
  for (let i = 0; i < MORE && !isDone(); i++) {
    const { value, bar, slopes } = ladder.estimate;
    if (slopes || bar <= tolerated * Math.abs(value)) return;
    const step = upToKink(way) ?? besideReach(way);
    if (step === undefined) return;
    ladder.add(yield* rungAt(study, line, step));
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
const EXPLAINED = 3;
/** A bar of this many times the noise of one difference is still one that noise makes. */
const SHARP = 8;
