import type { Bounded, Estimate } from './bounded.ts';
import { noiseOf } from './noise.ts';
import type { Base, Rung } from './rung.ts';

/** A bend is clear when it exceeds its noise by this factor. */
const KINK_CLARITY = 4;
/** A kink's bend stays the same from one step to one three or more times finer; a smooth function's falls to a third. */
const KINK_PERSISTENCE = 0.6;
const FINER = 3;

/** With fewer rungs a side may have no estimate merely because its finest step is too long. */
const ENOUGH_RUNGS = 10;

/** One-sided slopes this much apart, relative to the larger, may be a kink; a smooth function's are not at a small step. */
const SUSPICIOUS_BEND = 1e-3;
/** And this many bars of the round-off in their difference. */
const SUSPICIOUS_BARS = 4;

/** The estimates from either side of the point. */
export interface Sides {
  readonly left: Bounded;
  readonly right: Bounded;
}

/** What a bend is measured by. */
export interface Measure {
  /** The bar of the round-off in the slopes. */
  readonly bar: number;
  /**
   * The size of slopes around: where the function is nearly level along one coordinate its slopes differ by much of their own size,
   * though by little of the others'. 0 for the steeper of the two slopes alone.
   */
  readonly typical: number;
}

/** Whether the one-sided slopes over a single rung differ by more than a smooth function's would, and more than noise explains. */
export function bends(
  { value }: Pick<Base, 'value'>,
  { right, left, plus, minus }: Rung,
  { bar, typical }: Measure,
): boolean {
  const [above, below] = [(plus - value) / right, (value - minus) / left];
  const steepest = Math.max(Math.abs(above), Math.abs(below), typical);
  return Math.abs(above - below) > SUSPICIOUS_BEND * steepest + SUSPICIOUS_BARS * bar;
}

/**
 * Whether the point is a kink: the slopes of its sides differ by more than their bars, and stay apart as the step shrinks.
 *
 * @param ladder - finest first
 */
export function isKink({ left, right }: Sides, base: Base, ladder: readonly Rung[]): boolean {
  const gap = Math.abs(right.value - left.value);
  return gap > right.bar + left.bar && bendsAtEveryStep(base, ladder);
}

/**
 * Whether the one-sided slopes stay apart as the step shrinks, down to where noise hides it: a smooth function's bend
 * shrinks with the step, a kink's does not.
 */
function bendsAtEveryStep(base: Base, ladder: readonly Rung[]): boolean {
  const finest = ladder.find((rung) => isClearlyBent(base, rung));
  if (finest === undefined) return false;
  const step = FINER * shorterStep(finest);
  const coarser = ladder.find((rung) => shorterStep(rung) >= step && isClearlyBent(base, rung));
  return (
    coarser !== undefined && bendOver(base, finest) / bendOver(base, coarser) > KINK_PERSISTENCE
  );
}

function isClearlyBent(base: Base, rung: Rung): boolean {
  const { value, noise } = base;
  const { right, plus, minus } = rung;
  const sum = noiseOf(plus, noise) + 2 * noiseOf(value, noise) + noiseOf(minus, noise);
  return Math.abs(bendOver(base, rung)) > KINK_CLARITY * (sum / right);
}

function bendOver({ value }: Base, { right, left, plus, minus }: Rung): number {
  return (plus - value) / right - (value - minus) / left;
}

function shorterStep({ right, left }: Rung): number {
  return Math.min(right, left);
}

/** Whether one side has a slope and the other, where f is finite as well, has none: a jump at the point, or a root. */
export function isTorn({ left, right }: Sides, ladder: readonly Rung[]): boolean {
  if (Number.isFinite(left.bar) === Number.isFinite(right.bar)) return false;
  const above = ladder.filter(({ plus }) => Number.isFinite(plus));
  const below = ladder.filter(({ minus }) => Number.isFinite(minus));
  return above.length >= ENOUGH_RUNGS && below.length >= ENOUGH_RUNGS;
}

/** The estimate at a kink: the middle of both slopes, with a bar that spans them and their own bars. */
export function atKink({ left, right }: Sides): Estimate {
  const value = (left.value + right.value) / 2;
  const low = Math.min(left.value - left.bar, right.value - right.bar);
  const high = Math.max(left.value + left.bar, right.value + right.bar);
  return { value, bar: Math.max(high - value, value - low), slopes: [left.value, right.value] };
}

/** How far apart the slopes of a kink are; 0 where there is none. */
export function bendOf({ slopes }: Estimate): number {
  return slopes ? Math.abs(slopes[1] - slopes[0]) : 0;
}

/** At a kink the bar spans the subgradients, which are all correct; uncertain is only where the span ends. */
export function uncertaintyOf(estimate: Estimate): number {
  return estimate.bar - bendOf(estimate) / 2;
}

/** An analytic derivative beside the estimate for it. */
export interface Compared {
  readonly analytic: number;
  readonly estimate: Estimate;
}

/**
 * The numeric derivative that the analytic one is compared with: at a kink the nearest subgradient, elsewhere the estimate.
 */
export function comparedWith({ analytic, estimate }: Compared): number {
  if (!estimate.slopes) return estimate.value;
  const low = estimate.value - estimate.bar;
  const high = estimate.value + estimate.bar;
  return Math.min(Math.max(analytic, low), high);
}

/** Whether the analytic derivative is one of the subgradients of a kink: there nothing about it is uncertain. */
export function isSubgradient({ analytic, estimate }: Compared): boolean {
  const { value, bar, slopes } = estimate;
  return slopes !== undefined && Math.abs(analytic - value) <= bar;
}
