/** The floating-point formats a variable can be stored in. */
export type Dtype = 'float64' | 'float32' | 'float16';

/** Unit round-off of a format: half the spacing of the numbers just above 1. */
export const UNIT_ROUNDOFF: Readonly<Record<Dtype, number>> = {
  float64: 2 ** -53,
  float32: 2 ** -24,
  float16: 2 ** -11,
};

/** The smallest number above 0 of a format, which is the spacing of all numbers near 0: below, nothing is told apart. */
export const SMALLEST: Readonly<Record<Dtype, number>> = {
  float64: 2 ** -1074,
  float32: 2 ** -149,
  float16: 2 ** -24,
};

const COARSENESS: readonly Dtype[] = ['float64', 'float32', 'float16'];

/** The coarsest of several formats: what a computation through all of them can resolve. */
export function coarsest(...dtypes: readonly Dtype[]): Dtype {
  return COARSENESS[Math.max(...dtypes.map((dtype) => COARSENESS.indexOf(dtype)))] ?? 'float64';
}
