import { type Dtype, SMALLEST, UNIT_ROUNDOFF } from './dtype.ts';

/** Standard deviation of the noise of a value, as it depends on the size of the value. */
export interface NoiseLevel {
  /** The least there is. */
  readonly absolute: number;
  /** In proportion to the value. */
  readonly relative: number;
}

/** The rounding of values in a format: a few operations make two roundings. */
export function roundingIn(format: Dtype): NoiseLevel {
  return { absolute: SMALLEST[format], relative: 2 * UNIT_ROUNDOFF[format] };
}

/** The standard deviation of the noise that a value carries. */
export function noiseOf(value: number, { absolute, relative }: NoiseLevel): number {
  return Math.max(absolute, relative * Math.abs(value));
}
