/** A number with its bar: the true one lies within `value ± bar`. */
export interface Bounded {
  readonly value: number;
  readonly bar: number;
  /** The longest step it rests on, and the finest. */
  readonly reach?: number;
  readonly finest?: number;
}

/** A numeric derivative with its bar: the true one lies within `value ± bar`. */
export interface Estimate extends Bounded {
  /** At a kink: the one-sided slopes. `value ± bar` then spans both. */
  readonly slopes?: readonly [left: number, right: number];
  /** Whether it spans two slopes of which either may be meant: its bar says nothing of how well they are resolved. */
  readonly isOpen?: boolean;
  /** Where the value has stairs and the analytic derivative is neither: the slope between two jumps, and that over many. `value ± bar` then spans both. */
  readonly either?: readonly [fine: Bounded, coarse: Bounded];
  /** The slope of one side, where that is far more certain than the derivative: a kink lies beside the point, to the other side, or at it. */
  readonly side?: Bounded;
}

/** No estimate at all. */
export const NOTHING: Bounded = { value: Number.NaN, bar: Number.POSITIVE_INFINITY };

/** Candidates with bars up to this many times the smallest have as good a claim. */
export const RIVAL = 4;
