interface Sides {
  readonly analytic: number;
  readonly numeric: number;
}

/** By how much two sides differ: where one is not a number more than any others do; bounded, so that two differences can be subtracted. */
export function difference({ analytic, numeric }: Sides): number {
  const size = Math.abs(analytic - numeric);
  return Number.isNaN(size) ? Number.MAX_VALUE : Math.min(size, Number.MAX_VALUE);
}
