import type { CoordinateCheck } from '../check/record.ts';
import { formatBar } from './bar.ts';
import { analyticCut, notationOf } from './notation.ts';
import { formatNumber, type Notation } from './number.ts';
import { type Precision, precisionOf } from './precision.ts';
import { alignDecimals, widestOf } from './table.ts';

/** The two sides of every coordinate, as cells of equal notation with their decimal points aligned. */
export interface Sides {
  readonly analytic: readonly string[];
  readonly numeric: readonly string[];
}

/** Digits of a one-sided slope: enough to tell which side of it an analytic value lies. */
const SLOPE_DIGITS = 6;

/**
 * Writes both derivatives of several coordinates, cut where the bar makes digits meaningless.
 *
 * @param digits - most significant digits of any number
 */
export function formatSides(
  rows: readonly CoordinateCheck[],
  { digits }: { readonly digits: number },
): Sides {
  const precisions = rows.map((row) => precisionOf(row, { digits }));
  const notation = notationOf(rows, precisions, { digits });
  const analytic = rows.map((row, index) =>
    formatNumber(
      row.analytic,
      analyticCut(row, { place: precisions[index].analytic, notation, digits }),
    ),
  );
  const middles = alignDecimals(rows.map((row, index) => middle(row, precisions[index], notation)));
  const width = widestOf(middles);
  return {
    analytic: alignDecimals(analytic),
    numeric: rows.map((row, index) =>
      row.slopes === undefined
        ? `${middles[index].padEnd(width)}${uncertainty(row, precisions[index])}`
        : slopesText(row.slopes, { digits }),
    ),
  };
}

// the middle of two slopes is no derivative, so at a kink only the slopes are shown
function middle(row: CoordinateCheck, precision: Precision, notation: Notation): string {
  return row.slopes === undefined
    ? formatNumber(row.numeric, { notation, place: precision.numeric })
    : '';
}

function uncertainty({ numeric }: CoordinateCheck, { bar }: Precision): string {
  return Number.isFinite(numeric) && !Number.isNaN(bar) ? ` ± ${formatBar(bar)}` : '';
}

function slopesText(slopes: readonly number[], { digits }: { readonly digits: number }): string {
  const most = Math.min(digits, SLOPE_DIGITS);
  const rounded = slopes.map((slope) => Number(slope.toPrecision(most)));
  return `slopes [${rounded.map(slopeText).join(', ')}]`;
}

function slopeText(slope: number): string {
  const size = Math.abs(slope);
  return size >= 1e7 || (size > 0 && size < 1e-4) ? slope.toExponential() : String(slope);
}
