import type { Multiplied } from '../subject/products/product.ts';
import type { Asking } from './asking.ts';

/** No powers of two: a linear function is a multiple at each of them but for its roundings. */
const MULTIPLES = [3, 5, 7, 11];

/** Roundings of others may be so many times those that were seen. */
const MARGIN = 32;

/**
 * What rounding may do to each number of a product: by as much it is no multiple where its vector is one.
 *
 * What is left of large numbers that cancel, as behind a softmax that is saturated, is known no better than that; what is no linear map but
 * grows with its vector, a norm, a maximum, shows none of it.
 */
export function* roundingNoise(
  times: (vector: Float64Array) => Asking<Multiplied>,
  vector: Float64Array,
): Asking<Float64Array> {
  const { values } = yield* times(vector);
  const noise = new Float64Array(values.length);
  for (const multiple of MULTIPLES) {
    const found = yield* times(vector.map((x) => multiple * x));
    for (const [i, y] of values.entries())
      noise[i] = Math.max(noise[i], Math.abs(found.values[i] / multiple - y));
  }
  return noise.map((size) => (Number.isNaN(size) ? 0 : MARGIN * size));
}
