/** A number for every coordinate: of size ½ to 1 and either sign. */
export type Weights = (coordinate: number) => number;

/** Least and largest size of a weight, and its root mean square. */
export const LEAST_WEIGHT = 1 / 2;
export const TYPICAL_WEIGHT = Math.sqrt(7 / 12);

/**
 * Weights that need no room: each is made from its coordinate when it is asked for, and is the same whenever that is.
 *
 * They have 24 bits, so that a power of two times them is a number in single precision as well.
 */
export function weightsFor(key: number): Weights {
  return (coordinate) => {
    const bits = scramble(coordinate, key);
    // a sign that is drawn is multiplied with: no processor can guess a branch
    return (LEAST_WEIGHT + (bits >>> 9) * 2 ** -24) * (2 * (bits & 1) - 1);
  };
}

/** Deals coordinates out into some parts, which do not depend on where these lie. */
export function partsFor(key: number, count: number): (coordinate: number) => number {
  return (coordinate) => (scramble(coordinate, key) >>> 8) % count;
}

/** Spreads neighbours apart before the key is laid over them. */
const GOLDEN = 0x9e3779b1;

/** MurmurHash3's finalizer: every bit of a coordinate and of the key changes half of the result's. @see https://github.com/aappleby/smhasher */
function scramble(coordinate: number, key: number): number {
  let bits = Math.imul(coordinate, GOLDEN) ^ key;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
