import type { Straightened } from '../numeric/straightened.ts';

/** What the value of a row changes by at h, −h, 2h and −2h along a direction, with the kinks of single outputs beside the point taken out. */
export interface StraightAlong extends Omit<Straightened, 'corrections'> {
  readonly changes: readonly number[];
}

/** Over what step to look, and from how far aside of the point. */
export interface Looking {
  readonly step: number;
  readonly aside?: Float64Array | undefined;
}

/** What there is where directions start. */
export interface Start {
  /** One value a row. */
  readonly values: Float64Array;
  readonly outputs: Float64Array;
}

/** What outputs have shown along directions, for each row: the outputs themselves are not kept. */
export interface KnownOutputs {
  /** By the numbers of a direction and the shorter step. */
  readonly along: Map<string, readonly StraightAlong[]>;
  /** The shorter step that suits a variable, and where directions start, by its path: the same for every row. */
  readonly ways: Map<string, Looking>;
  /** By where directions start: at the point itself, or aside of it. */
  readonly starts: Map<Float64Array | undefined, Start>;
}

export function nothingKnown(): KnownOutputs {
  return { along: new Map(), ways: new Map(), starts: new Map() };
}
