/** How far a check has come. */
export interface CheckProgress {
  /** The layer of a model that is being checked; absent of what has none, and of the model as a whole. */
  readonly layer?: string;
  /** The variable that is being looked at, `layers[2].W`; absent before the first. */
  readonly variable?: string;
  /** Of the value, so far. */
  readonly evaluations: number;
  /** How much of it is done, about, from 0 to below 1; it never falls. */
  readonly share: number;
  /** Since it began. */
  readonly milliseconds: number;
  /** About how long it will take from now on; absent as long as too little is known. */
  readonly millisecondsLeft?: number;
  /** Coordinates that are off by far, a few of them; nothing is proven yet. */
  readonly suspected: readonly string[];
}
