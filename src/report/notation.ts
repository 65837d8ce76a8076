import type { CoordinateCheck } from '../check/record.ts';
import { type Cut, exponentOf, type Notation, shortestPlace } from './number.ts';
import type { Precision } from './precision.ts';

/** Fractional digits up to which fixed notation is readable. */
const MOST_DECIMALS = 14;

interface Limit {
  /** Most significant digits of any number. */
  readonly digits: number;
}

/** Fixed notation unless numbers are huge, all of them tiny, or a bar wants too many decimals. */
export function notationOf(
  rows: readonly CoordinateCheck[],
  precisions: readonly Precision[],
  limit: Limit,
): Notation {
  const largest = Math.max(0, ...rows.flatMap(sizes));
  const decimals = precisions.map(({ numeric }) => -numeric).filter(Number.isFinite);
  const tiny = largest > 0 && largest < 1e-3;
  const fits = largest < 1e7 && Math.max(0, ...decimals) <= mostDecimals(limit);
  return fits && !tiny ? 'fixed' : 'exponent';
}

/** Where the analytic side is cut: one that is small against the bar keeps three digits if it can. */
export function analyticCut(
  { analytic }: CoordinateCheck,
  { place, notation, digits }: Cut & Limit,
): Cut {
  const finest = notation === 'fixed' ? -mostDecimals({ digits }) : -Infinity;
  const three = threeDigitPlace(analytic);
  return { notation, place: Math.max(finest, three < finest ? place : Math.min(place, three)) };
}

function mostDecimals({ digits }: Limit): number {
  return Math.min(MOST_DECIMALS, digits);
}

function sizes({ analytic, numeric, slopes }: CoordinateCheck): readonly number[] {
  const sides = slopes === undefined ? [analytic, numeric] : [analytic];
  return sides.filter(Number.isFinite).map(Math.abs);
}

function threeDigitPlace(value: number): number {
  if (!Number.isFinite(value) || value === 0) return 0;
  return Math.max(exponentOf(value) - 2, shortestPlace(value));
}
