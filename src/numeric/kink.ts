import type { Bounded, Estimate } from './bounded.ts';
import type { Quotient, Quotients } from './quotient.ts';
import type { Base, Rung } from './rung.ts';

/** A bend is clear when it exceeds its noise by this factor. */
const KINK_CLARITY = 4;
/** One-sided slopes this much apart, relative to the larger, may be a kink; a smooth function's are not at a small step. */
const SUSPICIOUS_BEND = 1e-3;
/** Over a longer one they differ by about the part that it is of the length scale; by this many times that a kink may be in it. */
const SUSPICIOUS_CURVATURE = 5;
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
  { value, size }: Pick<Base, 'value' | 'size'>,
  { right, left, plus, minus }: Rung,
  { bar, typical }: Measure,
): boolean {
  const [above, below] = [(plus - value) / right, (value - minus) / left];
  const steepest = Math.max(Math.abs(above), Math.abs(below), typical);
  const share = Math.max(SUSPICIOUS_BEND, (SUSPICIOUS_CURVATURE * right) / size);
  return Math.abs(above - below) > share * steepest + SUSPICIOUS_BARS * bar;
}

/** Over this factor in the step a kink's bend is seen, at three steps or more. */
const KINK_SPAN = 30;
const KINK_RUNGS = 3;

/**
 * Whether the point is a kink: the slopes of its sides differ by more than their bars, and stay apart as the step shrinks, down to
 * where noise hides it. A smooth function's bend shrinks with the step.
 *
 * @param quotients - finest first
 */
export function isKink({ left, right }: Sides, quotients: readonly Quotients[]): boolean {
  const gap = Math.abs(right.value - left.value);
  return gap > right.bar + left.bar && staysBent(quotients);
}

function staysBent(quotients: readonly Quotients[]): boolean {
  const bends = quotients.map(({ bend }) => bend).filter(({ slope }) => Number.isFinite(slope));
  const begin = bends.findIndex(isClear);
  const clear = bends.slice(Math.max(0, begin)).filter(isClear);
  const [finest] = clear;
  if (finest === undefined || bends.slice(0, begin).some((one) => wouldShow(one, finest.slope)))
    return false;
  const end = clear.findIndex(({ slope }) => !isSame(slope / finest.slope));
  const same = end < 0 ? clear : clear.slice(0, end);
  return same.length >= KINK_RUNGS && same[same.length - 1].step >= KINK_SPAN * finest.step;
}

function isClear({ slope, noise }: Quotient): boolean {
  return Math.abs(slope) > KINK_CLARITY * noise;
}

/** Whether a bend would be clear over another step, were it half as large there. */
export function wouldShow({ noise }: Quotient, bend: number): boolean {
  return Math.abs(bend) / 2 > KINK_CLARITY * noise;
}

/** A kink's bend stays the same to this factor; a smooth function's falls in proportion to the step. */
function isSame(ratio: number): boolean {
  return ratio > 0.7 && ratio < 1.43;
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
 * The numeric derivative that the analytic one is compared with: at a kink the nearest subgradient, on stairs the nearer slope,
 * elsewhere the estimate.
 */
export function comparedWith({ analytic, estimate }: Compared): number {
  if (estimate.either) return nearerOf(estimate.either, analytic).value;
  if (!estimate.slopes) return estimate.value;
  const low = estimate.value - estimate.bar;
  const high = estimate.value + estimate.bar;
  return Math.min(Math.max(analytic, low), high);
}

function nearerOf([one, other]: readonly [Bounded, Bounded], to: number): Bounded {
  return Math.abs(other.value - to) < Math.abs(one.value - to) ? other : one;
}

/** Whether the analytic derivative is one of the subgradients of a kink: there nothing about it is uncertain. */
export function isSubgradient({ analytic, estimate }: Compared): boolean {
  const { value, bar, slopes } = estimate;
  return slopes !== undefined && Math.abs(analytic - value) <= bar;
}
