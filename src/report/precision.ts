import type { CoordinateCheck } from '../check/record.ts';
import { barPlace } from './bar.ts';
import { exponentOf, formatNumber, shortestPlace } from './number.ts';

/** The last decimal place of both sides of a coordinate, and the bar that goes with it. */
export interface Precision {
  readonly analytic: number;
  readonly numeric: number;
  readonly bar: number;
}

/** Digits of a number whose error is not known. */
const DIGITS_WITHOUT_BAR = 8;

/**
 * Cuts the numeric side at its bar and the analytic side at the same place, so that the digits
 * compare one by one; an analytic value that is exact with fewer digits keeps only those.
 *
 * @param digits - most significant digits of either side; a bar grows by what this cuts off
 */
export function precisionOf(
  row: CoordinateCheck,
  { digits }: { readonly digits: number },
): Precision {
  const { analytic, numeric, bar } = row;
  const place = row.slopes === undefined ? numericPlace({ numeric, bar }) : slopePlace(row.slopes);
  const shown = Math.max(place, digitPlace(numeric, { digits }));
  return {
    analytic: analyticPlace({ analytic, numeric, place: shown }, { digits }),
    numeric: shown,
    bar: shown > place ? bar + 0.5 * 10 ** shown : bar,
  };
}

function numericPlace({ numeric, bar }: { readonly numeric: number; readonly bar: number }) {
  if (!Number.isFinite(numeric)) return -Infinity;
  if (!Number.isFinite(bar)) return digitPlace(numeric, { digits: DIGITS_WITHOUT_BAR });
  return bar <= Math.abs(numeric) * 2 ** -53 ? shortestPlace(numeric) : barPlace(bar);
}

// the bar of a kink spans both slopes and says nothing about their digits
function slopePlace(slopes: readonly number[]): number {
  return digitPlace(Math.max(...slopes.map(Math.abs)), { digits: DIGITS_WITHOUT_BAR });
}

function digitPlace(value: number, { digits }: { readonly digits: number }): number {
  return Number.isFinite(value) && value !== 0 ? exponentOf(value) - digits + 1 : -Infinity;
}

interface Sides {
  readonly analytic: number;
  readonly numeric: number;
  readonly place: number;
}

function analyticPlace({ analytic, numeric, place }: Sides, limit: { readonly digits: number }) {
  if (!Number.isFinite(analytic)) return 0;
  const finest = Math.max(shortestPlace(analytic), digitPlace(analytic, limit));
  let shown = Math.max(place, finest);
  while (shown > finest && sameText({ analytic, numeric, place: shown })) shown--;
  return shown;
}

function sameText({ analytic, numeric, place }: Sides): boolean {
  const cut = { notation: 'exponent', place } as const;
  return analytic !== numeric && formatNumber(analytic, cut) === formatNumber(numeric, cut);
}
