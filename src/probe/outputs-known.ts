import type { Straightened } from '../numeric/straightened.ts';

/** Values of a row at h, −h, 2h and −2h along a direction, with the kinks of single outputs beside the point taken out. */
export interface StraightAlong extends Omit<Straightened, 'corrections'> {
  readonly values: readonly number[];
}

/** What outputs have shown along directions, for each row: the outputs themselves are not kept. */
export interface KnownOutputs {
  /** By the numbers of a direction and the shorter step. */
  readonly along: Map<string, readonly StraightAlong[]>;
  /** The shorter step that suits a variable, by its path. */
  readonly steps: Map<string, number>;
  /** The outputs at the point itself. */
  here?: Float64Array;
}

export function nothingKnown(): KnownOutputs {
  return { along: new Map(), steps: new Map() };
}
