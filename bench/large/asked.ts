import { checkGradient, type GradientCheck } from '../../src/index.ts';
import type { Large } from './functions.ts';

/** A function of many coordinates, and a gradient that is claimed for it. */
export interface Asked {
  readonly large: Large;
  readonly analytic: Float64Array;
  readonly seed?: number;
}

/** The check of it at defaults; the gradient comes in the format of the point. */
export function checkOf({ large, analytic, seed }: Asked): GradientCheck {
  const { at, value, shape = [at.length] } = large;
  const given = at instanceof Float32Array ? Float32Array.from(analytic) : analytic;
  return checkGradient(
    {
      value: ({ data }: { data: Large['at'] }) => value(data),
      gradient: () => ({ data: given, shape }),
    },
    { at: { data: at, shape }, ...(seed !== undefined && { seed }) } as never,
  );
}

/** How many are named although they are right. */
export function inventedIn(
  { large, analytic }: Asked,
  { variables: [own] }: GradientCheck,
): number {
  const flat = (index: readonly number[]) =>
    index.reduce((sum, i, axis) => sum * own.shape[axis] + i, 0);
  const named = own.worst.filter(({ verdict }) => verdict === 'mismatch');
  return named.filter(({ index }) => analytic[flat(index)] === large.gradient[flat(index)]).length;
}

/** ‖x‖₂ of more numbers than a call takes. */
export function normOf(values: Float64Array): number {
  return Math.sqrt(values.reduce((sum, one) => sum + one * one, 0));
}
