import type { Dtype } from '../numeric/dtype.ts';
import type { AdaptedLayer } from './adapter.ts';
import type { FlatView } from './flat.ts';
import type { MaybePromise } from './then.ts';

/** One reading of the analytic gradient, copied out of whatever the user returned. */
export interface GradientReading {
  /** One number a coordinate, in the order of the variables; owned by the reader, of a sparse matrix until the next row is read. */
  readonly values: Float64Array;
  /** Of a row of a sparse matrix: the coordinates that it has entries for, ascending; all others are zero. */
  readonly columns?: Uint32Array;
  /** The format each variable's gradient came in, parallel to the variables. */
  readonly dtypes: readonly Dtype[];
  /** Paths whose returned array is the very array that holds the point. */
  readonly aliasesPoint: readonly string[];
  /** Paths whose returned array is the very array an earlier call returned. */
  readonly reused: readonly string[];
}

/**
 * Whatever the user handed over, once understood: variables that can be read and written, a value and its gradient.
 *
 * The check writes points, asks for the value at what is written, and reads back what is there. It never sees the user's own
 * containers. `value` and `gradient` may return promises; nothing else here is asynchronous.
 */
export interface Subject extends FlatView {
  /** What it was recognised as, for messages: `{ value, gradient }`, `layer Dense`. */
  readonly description: string;
  /** What the functions behind `value` and `gradient` are called, for messages; `value` and `gradient` where this is absent. */
  readonly called?: Called;
  /** How many numbers a value is: 1 for a loss, one a cotangent for an output that is contracted. */
  readonly rows: number;
  /** Whether outputs in a coarse format make up the value: then its grains stand behind its rows. */
  readonly isGrained?: boolean;
  /** What outputs in a coarse format are contracted with, one array of as many numbers a row. */
  readonly cotangents?: readonly Float64Array[] | undefined;
  /** How many evaluations of the user's own value one value is, where it is made of several. */
  readonly cost?: number;
  /** The user's value at what is written now, one number a row. Throws `TypeError` when it is not made of numbers. */
  value(): MaybePromise<Values>;
  /** The user's gradient of one row at what is written now. Throws `TypeError` when its structure or a shape does not fit. */
  gradient(row: number): MaybePromise<GradientReading>;
  /** The readings of all rows from one call of the user's, where they come together: the rows of a Jacobian. */
  jacobian?(): MaybePromise<Rows>;
  /** Another copy of the point as it is written now, with its own value, for evaluations at the same time; absent where there is only one. */
  twin?(): Twin;
  /** Whether `value` has read the point when it returns its promise: then the next point may be written at once. */
  readonly concurrent?: boolean;
  /** Whether an adapter made it: which formats its arrays have is not the user's to choose. */
  readonly isAdapted?: boolean;
  /** The values at the points of several twins in one call; absent where the subject offers none. */
  together?(twins: readonly Twin[]): MaybePromise<readonly Values[]>;
  /** The layers of a model at the inputs they receive in it; absent for what is no model. */
  layers?(): MaybePromise<readonly AdaptedLayer[]>;
  /** What it also depends on and has no gradient of: the target of a loss. */
  readonly unchecked?: readonly string[];
  /** Names of running statistics that the calls so far have changed; absent where there are none to change. */
  changedStatistics?(): readonly string[];
  /** Switches that say the subject is in training, as they are written: `layers[1].training = true`. */
  readonly trainingSwitches?: readonly string[];
  /** Puts back, bitwise, every array of the user's that this subject has touched; again for a call that ends when the check is over. */
  restore(): void;
  /** Lets go of what the subject holds. Called once, after everything else, also after a throw. */
  release?(): void;
}

/** The readings of all rows of a matrix, by their number. */
export interface Rows {
  at(row: number): GradientReading | undefined;
}

/** What the user's functions are called, as they are printed: `` `forward` ``. */
export interface Called {
  readonly value: string;
  /** What gives the values at many points; `values` when left out. */
  readonly values?: string;
  readonly gradient: string;
  /** Whether the gradient needs a call of what gives the value: then that is blamed for what both do. */
  readonly isOneAfterTheOther?: boolean;
}

/** The numbers that a value is made of, one a row. */
export interface Values extends ArrayLike<number> {
  /** The outputs that were contracted to these, where they are in a coarse format. */
  readonly outputs?: Float64Array;
}

/** One more copy of the point, and the value there. */
export type Twin = FlatView & Pick<Subject, 'value'>;
