import type { CoordinateCheck } from '../record.ts';
import { barPlace } from './bar.ts';
import { exponentOf, shortestPlace } from './number.ts';

/** Digits of a number whose error is not known. */
const DIGITS_WITHOUT_BAR = 8;

/** Power of ten of the last digit of the numeric side that its bar leaves a meaning. */
export function numericPlace({ numeric, bar, slopes, either }: CoordinateCheck): number {
  const several = slopes ?? either;
  if (several !== undefined) return slopePlace(several);
  if (!Number.isFinite(numeric)) return -Infinity;
  if (!Number.isFinite(bar)) return digitPlace(numeric, { digits: DIGITS_WITHOUT_BAR });
  return bar <= Math.abs(numeric) * 2 ** -53 ? shortestPlace(numeric) : barPlace(bar);
}

/** Power of ten of the last of so many significant digits. */
export function digitPlace(value: number, { digits }: { readonly digits: number }): number {
  return Number.isFinite(value) && value !== 0 ? exponentOf(value) - digits + 1 : -Infinity;
}

// the bar of a kink spans both slopes and says nothing about their digits
function slopePlace(slopes: readonly number[]): number {
  return digitPlace(Math.max(...slopes.map(Math.abs)), { digits: DIGITS_WITHOUT_BAR });
}
