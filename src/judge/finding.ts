import type { Bounded } from '../numeric/bounded.ts';
import type { Estimate, Rung } from '../numeric/estimate.ts';
import { comparedWith, uncertaintyOf } from '../numeric/kink.ts';
import type { Onset } from '../numeric/line-noise.ts';
import type { KinkPolicy } from '../options/options.ts';
import type { AroundKink } from '../record.ts';

/** What a coordinate's analytic and numeric derivative say about each other. */
export type Standing = 'agrees' | 'disagrees' | 'undecided';

/** One coordinate, looked at. */
export interface Finding {
  readonly coordinate: number;
  readonly analytic: number;
  readonly estimate: Estimate;
  /** The bar by the numeric side alone, where agreement with the analytic derivative has narrowed the estimate's. */
  readonly numericBar?: number;
  /** The rounding error of the analytic derivative itself, where it was measured. */
  readonly analyticBar: number;
  /** How steep f is around the point along this coordinate. */
  readonly steepness: number;
  /** The standard deviation of the noise its ladder showed, beyond rounding. */
  readonly deviation?: number;
  /** Whether any step along it changed the value. */
  readonly moved: boolean;
  /** Whether the value stands still around the point, and moves further away as no rounding would. */
  readonly isStill?: boolean;
  /** What the estimate was made from, where a ladder was climbed. */
  readonly rungs?: readonly Rung[];
  /** How the value begins to move, where it stands still around the point. */
  readonly onset?: Onset | undefined;
  /** What the outputs that move along it round away, where that is known. */
  readonly grain?: number | undefined;
  /** Whether its ladder was climbed as far as it goes. */
  readonly isWhole?: boolean;
  /** Whether it was measured twice already. */
  readonly isProven?: boolean;
  /** Where the slopes along it do not tell. */
  readonly around?: AroundKink;
}

/** The estimate as the numeric side alone left it: agreement has narrowed its bar. */
export function numericOf({ estimate, numericBar = estimate.bar }: Finding): Estimate {
  return { ...estimate, bar: numericBar };
}

/** As the numeric side leaves it with another bar. */
export function withBar(finding: Finding, bar: number): Finding {
  return { ...finding, estimate: { ...finding.estimate, bar }, numericBar: bar };
}

/**
 * Disagreement must exceed the bar by this factor to be certain. A bar covers all but a few per cent of the errors, and a
 * check compares many coordinates.
 */
export const CERTAINTY = 2;

/**
 * Judges one coordinate.
 *
 * It agrees when the relative error is within the threshold, or the difference within the bar; at a kink when the
 * analytic value lies between the one-sided slopes. It disagrees when neither the threshold nor twice the bar nor the
 * rounding of the analytic side can explain the difference.
 */
export function judgeCoordinate(
  { analytic, estimate, analyticBar, around }: Finding,
  { threshold, kinks }: { readonly threshold: number; readonly kinks: KinkPolicy },
): Standing {
  if (around !== undefined && around.kind !== 'jump')
    return around.kind === 'impossible' ? 'disagrees' : 'undecided';
  if (estimate.either) return isNeither(estimate.either, { analytic, analyticBar });
  if (!Number.isFinite(analytic)) return Number.isFinite(estimate.bar) ? 'disagrees' : 'undecided';
  const difference = Math.abs(analytic - estimate.value);
  const nearest = comparedWith({ analytic, estimate });
  const tolerance = threshold * (Math.abs(analytic) + Math.abs(nearest));
  if (Math.abs(analytic - nearest) <= tolerance)
    return estimate.slopes || around ? atKink(kinks) : 'agrees';
  if (difference <= estimate.bar && around) return atKink(kinks);
  if (difference <= estimate.bar) return Number.isFinite(estimate.bar) ? 'agrees' : 'undecided';
  const explained = estimate.bar + (CERTAINTY - 1) * uncertaintyOf(estimate) + analyticBar;
  return difference > explained ? 'disagrees' : 'undecided';
}

function isNeither(
  either: readonly Bounded[],
  { analytic, analyticBar }: Pick<Finding, 'analytic' | 'analyticBar'>,
): Standing {
  const isOff = ({ value, bar }: Bounded) =>
    Math.abs(analytic - value) > CERTAINTY * bar + analyticBar;
  return either.every(isOff) ? 'disagrees' : 'undecided';
}

function atKink(kinks: KinkPolicy): Standing {
  if (kinks === 'subgradient') return 'agrees';
  return kinks === 'fail' ? 'disagrees' : 'undecided';
}
