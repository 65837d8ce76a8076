/** Whole numbers up to 2⁵³: a matrix of 10⁵ rows and columns has more entries than 32 bits can tell apart. */
export type Indices = Uint32Array | Float64Array;

/** Room for some indices, none of which reaches a bound. */
export function indicesBelow({
  count,
  bound,
}: {
  readonly count: number;
  readonly bound: number;
}): Indices {
  return bound <= 2 ** 32 ? new Uint32Array(count) : new Float64Array(count);
}
