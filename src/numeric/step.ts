import type { Dtype } from './dtype.ts';
import { roundTo, spacing } from './float.ts';

/** What is known about a coordinate before the first difference is taken. */
export interface Surroundings {
  /** The coordinate itself, and the format it is stored in. */
  readonly x: number;
  readonly dtype: Dtype;
  /** The value at the point and the analytic derivative: a hint, never evidence. */
  readonly value: number;
  readonly slope: number;
}

/**
 * The length over which the value is expected to change by its own size.
 *
 * Two guesses, each wrong in its own way: |x| says nothing near 0, |f / f′| nothing where f has an offset, crosses zero or
 * is stationary. The second is kept within a factor 10⁴ below and 30 above the first, and their geometric mean taken.
 */
export function lengthScale({ x, dtype, value, slope }: Surroundings): number {
  const byValue = Math.abs(value / slope);
  const usable = Number.isFinite(byValue) && byValue > 0 ? byValue : 1;
  const floor = dtype === 'float64' ? 1e-3 : 0.1;
  const byPoint = Math.max(Math.abs(x), floor * Math.min(usable, 1));
  // the roots are taken first: the product of two tiny lengths would be zero
  return Math.sqrt(byPoint) * Math.sqrt(Math.min(Math.max(usable, 1e-4 * byPoint), 30 * byPoint));
}

/**
 * The step of the first central difference, in units of the point or of 1, by the format of the value.
 *
 * Nothing says what a length scale is before the ladder has found it; |x| says nothing near 0 and |f / f′| nothing where f has an
 * offset. No power of two: a value rounded inside would step in time with it.
 */
export const FIRST_STEP: Readonly<Record<Dtype, number>> = {
  float64: 1.17 * 2 ** -18,
  float32: 1.17 * 2 ** -7,
  float16: 1.17 * 2 ** -3,
};

/** A step rounded so that the point plus or minus it is a number of the format. */
export function onGrid(step: number, at: { readonly x: number; readonly dtype: Dtype }): number {
  const grid = spacing(Math.abs(at.x) + step, at.dtype);
  return Math.max(grid, Math.round(step / grid) * grid);
}

/** A number moved by so many times its size, or 1 where it is smaller; as it is stored then. */
export function movedBy(step: number, { x, dtype }: Pick<Surroundings, 'x' | 'dtype'>): number {
  const h = onGrid(Math.abs(step) * Math.max(1, Math.abs(x)), { x, dtype });
  return roundTo(step < 0 ? x - h : x + h, dtype);
}
