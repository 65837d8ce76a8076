import type { CoordinateCheck } from '../record.ts';
import { exponentOf, type Notation } from './number.ts';
import { digitPlace, numericPlace } from './place.ts';

/** How the numbers of a table are written. */
export interface Format {
  readonly notation: Notation;
  /** Most significant digits of any number. */
  readonly digits: number;
  /** Power of ten of the last digit that fits; in fixed notation one for the whole table. */
  readonly finest: number;
}

/** Fractional digits up to which fixed notation is readable. */
const MOST_DECIMALS = 14;
/** Significant digits every row keeps, or fixed notation is no use to it. */
const FEWEST_DIGITS = 4;

/** Chooses fixed notation unless numbers are huge, all of them tiny, or some lost beside the largest. */
export function formatFor(
  rows: readonly CoordinateCheck[],
  { digits }: { readonly digits: number },
): Format {
  const largest = Math.max(0, ...rows.map(sizeOf));
  const finest = Math.max(digitPlace(largest, { digits }), -MOST_DECIMALS);
  const ordinary = largest === 0 || (largest >= 1e-3 && largest < 1e7);
  return ordinary && rows.every((row) => isLegible(row, { finest }))
    ? { notation: 'fixed', digits, finest }
    : { notation: 'exponent', digits, finest: -Infinity };
}

/** The place of a number in a format, if it could be written down to another. */
export function placeWithin(
  { digits, finest }: Format,
  { value, place }: { readonly value: number; readonly place: number },
): number {
  return Math.max(place, finest, digitPlace(value, { digits }));
}

/** Whether so many digits show two of every difference, unless its bar leaves fewer. */
export function tellsApart(
  rows: readonly CoordinateCheck[],
  { digits }: { readonly digits: number },
): boolean {
  const format = formatFor(rows, { digits });
  return rows.every((row) => {
    const place = numericPlace(row);
    const shown = placeWithin(format, { value: row.numeric, place });
    const difference = row.analytic - row.numeric;
    return shown === place || !Number.isFinite(difference) || exponentOf(difference) > shown;
  });
}

function isLegible(row: CoordinateCheck, { finest }: { readonly finest: number }): boolean {
  const size = sizeOf(row);
  if (size === 0 || numericPlace(row) >= finest) return true;
  return exponentOf(size) - finest + 1 >= FEWEST_DIGITS;
}

function sizeOf({ analytic, numeric, slopes, either }: CoordinateCheck): number {
  const sides = slopes || either ? [analytic] : [analytic, numeric];
  return Math.max(0, ...sides.filter(Number.isFinite).map(Math.abs));
}
