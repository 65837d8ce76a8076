import { NOISE_COVERAGE } from '../numeric/convergence.ts';
import { type Estimate, type OpenLadder, openLadder, type Rung } from '../numeric/estimate.ts';
import { bends, wouldShow } from '../numeric/kink.ts';
import { noiseOf } from '../numeric/noise.ts';
import { quotientsOver } from '../numeric/quotient.ts';
import { type Base, isUnmoved } from '../numeric/rung.ts';
import { type Line, rungAt } from './line.ts';
import type { Check } from './request.ts';
import type { Study } from './study.ts';

/** From rung to rung; no power of two. */
export const FACTOR = 7.3;
/** A direction is given up after so many rungs that did not make the bar smaller, by at least this much. */
export const PATIENCE = 2;
export const SMALLER = 0.7;

/** An estimate with a bar wider than this many tolerances cannot confirm: in a noisy ladder some rung agrees with anything. */
const WIDEST = 3;

/** Where a climb begins, and what ends it early. */
export interface Ascent {
  /** Rungs that were evaluated before. */
  readonly start: readonly Rung[];
  /** The relative error up to which the analytic derivative counts as confirmed. */
  readonly tolerated: number;
  /** Whether nothing that other lines have taught may shorten it. */
  readonly isWhole?: boolean;
  /** The grain of the outputs that move along the line, where it is known. */
  readonly grain?: number | undefined;
  /** A bar this small is enough when the difference lies within it; 0 to learn as much as can be learnt. */
  readonly enough: number;
}

/** A ladder on the way. */
export interface Way {
  readonly study: Study;
  readonly line: Line;
  readonly base: Base;
  readonly ladder: OpenLadder;
  /** Whether the analytic derivative is confirmed: nothing more has to be learnt. */
  readonly isDone: () => boolean;
}

/** Sets out with the rungs that were evaluated before. */
export function setOut(
  study: Study,
  line: Line,
  { base, ascent }: { readonly base: Base; readonly ascent: Ascent },
): Way {
  const ladder = openLadder(base);
  for (const rung of ascent.start) ladder.add(rung);
  const way: Way = { study, line, base, ladder, isDone };
  function isDone() {
    const { analytic } = line;
    return confirms(ladder.estimate, { ...ascent, analytic }) && !mayBeAtKink(way);
  }
  return way;
}

/** A rung at a step, or the one that is there already. */
export function* take({ study, line, ladder }: Way, step: number): Check<Rung> {
  const known = ladder.rungs.find(({ right }) => isClose(right, step));
  if (known !== undefined) return known;
  const rung = yield* rungAt(study, line, step);
  ladder.add(rung);
  return rung;
}

export function isClose(one: number, other: number): boolean {
  return one < CLOSE * other && other < CLOSE * one;
}

/** Steps no further apart than this are the same. */
const CLOSE = 1.5;
/** Whether the value stands still around the point. */
export function isStill({ base, ladder }: Way): boolean {
  return isUnmoved(base, ladder.rungs[0]);
}

/**
 * Whether the finest rung that noise leaves open is bent, and by as much as the next: central differences agree with each other across a
 * kink, too.
 */
export function mayBeAtKink(way: Way): boolean {
  const { base, ladder } = way;
  const first = ladder.rungs.findIndex((rung) => isBent(way, rung));
  if (first < 0) return false;
  const [bend, next] = ladder.rungs
    .slice(first, first + 2)
    .map((rung) => Math.abs(quotientsOver(rung, base).bend.slope));
  const finer = ladder.rungs.slice(0, first);
  if (finer.some((rung) => wouldShow(quotientsOver(rung, base).bend, bend))) return false;
  return next === undefined || bend > next / 2;
}

/** A bend that falls from rung to rung by less than this part of what the step does is no curvature. */
const CURVED = 1 / 2;

/**
 * A step between the coarsest rung below a kink beside the point and the next, which lies across it: how much noise a slope has there
 * depends on how far away the kink is.
 */
export function upToKink(way: Way): number | undefined {
  const { rungs } = way.ladder;
  const across = rungs.findIndex((rung) => isBent(way, rung));
  const [below, bent, next] = [rungs[across - 1], rungs[across], rungs[across + 1]];
  if (below === undefined || next === undefined || isClose(bent.right, below.right)) return;
  const [bend, coarser] = [bent, next].map((rung) =>
    Math.abs(quotientsOver(rung, way.base).bend.slope),
  );
  const isCurved = bend / coarser < bent.right / next.right / CURVED;
  return isCurved ? undefined : Math.sqrt(below.right) * Math.sqrt(bent.right);
}

/** Whether the slopes of both sides differ by more than noise and a smooth function's would. */
export function isBent({ base, ladder }: Way, rung: Rung): boolean {
  const noise = Math.max(noiseOf(base.value, base.noise), ladder.noise.deviation);
  return bends(base, rung, { bar: (NOISE_COVERAGE * noise) / rung.right, typical: 0 });
}

/** Whether an estimate agrees with the analytic derivative; a kink never does before it has been looked at closely. */
function confirms(
  { value, bar, slopes }: Estimate,
  { analytic, tolerated, enough }: Ascent & { readonly analytic: number },
): boolean {
  if (slopes || !Number.isFinite(analytic)) return false;
  const difference = Math.abs(analytic - value);
  if (difference <= bar && bar <= enough) return true;
  const size = Math.abs(analytic) + Math.abs(value);
  return difference <= tolerated * size && bar <= WIDEST * tolerated * size;
}
