import type { CoordinateCheck } from '../record.ts';
import { formatBar } from './bar.ts';
import { type Format, formatFor, placeWithin } from './notation.ts';
import { exponentOf, formatNumber, shortestPlace } from './number.ts';
import { numericPlace } from './place.ts';
import { alignDecimals, widestOf } from './table.ts';

/** Digits of a one-sided slope: enough to see on which side of it an analytic value lies. */
const SLOPE_DIGITS = 6;

/** The two sides of several coordinates, as cells with their decimal points below each other. */
export interface Sides {
  readonly analytic: readonly string[];
  readonly numeric: readonly string[];
}

/**
 * Writes both derivatives of several coordinates: the numeric one down to its bar, the analytic
 * one down to the same digit, so that they compare digit by digit.
 *
 * @param digits - most significant digits of any number
 */
export function formatSides(
  rows: readonly CoordinateCheck[],
  { digits }: { readonly digits: number },
): Sides {
  const format = formatFor(rows, { digits });
  const middles = alignDecimals(rows.map((row) => numericText(row, format)));
  const width = widestOf(middles);
  return {
    analytic: alignDecimals(rows.map((row) => analyticText(row, format))),
    numeric: rows.map((row, index) => {
      if (row.slopes) return formatSlopes(row.slopes, { digits }) + aside(row, { digits });
      if (row.either) return roundedSlopes(row.either, { digits }).join(' or ');
      return `${middles[index].padEnd(width)}${uncertainty(row, middles[index])}${aside(row, { digits })}`;
    }),
  };
}

// the middle of two slopes is no derivative, so at a kink and on stairs only the slopes are shown
function numericText(row: CoordinateCheck, format: Format): string {
  if (row.slopes || row.either) return '';
  if (Object.is(row.numeric, 0)) return '0';
  return formatNumber(row.numeric, { ...format, place: shownPlace(row, format) });
}

function shownPlace(row: CoordinateCheck, format: Format): number {
  return placeWithin(format, { value: row.numeric, place: numericPlace(row) });
}

// a bar covers what there was no room to print
function uncertainty({ numeric, bar }: CoordinateCheck, text: string): string {
  if (!Number.isFinite(numeric) || Number.isNaN(bar)) return '';
  const lost = Math.abs(numeric - Number(text));
  return ` ± ${formatBar(lost > bar ? bar + lost : bar)}`;
}

/**
 * An analytic value is exact, so it keeps no zeros that say nothing; it gets more digits than the
 * numeric one where it would look like zero, or like the numeric one, without being it.
 */
function analyticText(row: CoordinateCheck, format: Format): string {
  const { analytic } = row;
  if (!Number.isFinite(analytic) || analytic === 0)
    return formatNumber(analytic, { ...format, place: 0 });
  const limit = placeWithin(format, { value: analytic, place: -Infinity });
  const finest = Math.max(limit, shortestPlace(analytic));
  const threeDigits = exponentOf(analytic) - 2;
  const shown = shownPlace(row, format);
  let place = Math.max(finest, threeDigits < limit ? shown : Math.min(shown, threeDigits));
  while (place > finest && looksEqual(row, { place })) place--;
  return formatNumber(analytic, { ...format, place });
}

function looksEqual({ analytic, numeric }: CoordinateCheck, { place }: { readonly place: number }) {
  return analytic !== numeric && Math.abs(analytic - numeric) < 10 ** place;
}

// what its own slopes do not show: the nearest that is possible together with the others
function aside(row: CoordinateCheck, { digits }: { readonly digits: number }): string {
  const { around, analytic, slopes = [] } = row;
  if (around === undefined || around.kind === 'jump') return '';
  const size = Math.max(Math.abs(analytic), ...slopes.map(Math.abs));
  const place = Math.max(0, Math.min(digits, SLOPE_DIGITS) - 1 - exponentOf(size));
  const nearest = slopeText(Number(around.nearest.toFixed(Math.min(place, 100))));
  return `${around.kind === 'impossible' ? ', together ' : ', around '}${nearest}`;
}

/** Writes the one-sided slopes of a kink: `slopes [0, 1]`. */
function formatSlopes(slopes: readonly number[], { digits }: { readonly digits: number }): string {
  return `slopes [${roundedSlopes(slopes, { digits }).join(', ')}]`;
}

function roundedSlopes(
  slopes: readonly number[],
  { digits }: { readonly digits: number },
): readonly string[] {
  const most = Math.min(digits, SLOPE_DIGITS);
  return slopes.map((slope) => slopeText(Number(slope.toPrecision(most))));
}

function slopeText(slope: number): string {
  const size = Math.abs(slope);
  return size >= 1e7 || (size > 0 && size < 1e-4) ? slope.toExponential() : String(slope);
}
