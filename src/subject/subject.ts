import type { Dtype } from '../numeric/dtype.ts';
import type { AdaptedLayer } from './adapter.ts';
import type { MaybePromise } from './then.ts';

/** One named array the objective depends on: the input, `W`, `layers[2].bias`. */
export interface Variable {
  /** Where it lives, as the user would write it; `x` for a bare point. */
  readonly path: string;
  /** Sizes of its axes, outermost first; empty for a single number. */
  readonly shape: readonly number[];
  readonly dtype: Dtype;
  /** Number of coordinates: the product of the shape. */
  readonly size: number;
  /** Position of its first coordinate in the flat vector of all coordinates. */
  readonly offset: number;
}

/** One reading of the analytic gradient, copied out of whatever the user returned. */
export interface GradientReading {
  /** One number a coordinate, in the order of the variables; owned by the reader. */
  readonly values: Float64Array;
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
 * The check writes coordinates, asks for the value at what is written, and reads back what is there. It never sees
 * the user's own containers. `value` and `gradient` may return promises; nothing else here is asynchronous.
 */
export interface Subject {
  /** What it was recognised as, for messages: `{ value, gradient }`, `layer Dense`. */
  readonly description: string;
  readonly variables: readonly Variable[];
  /** Number of coordinates of all variables together. */
  readonly size: number;
  /** The number stored at a flat coordinate now. */
  read(coordinate: number): number;
  /** Stores a number at a flat coordinate, rounded to the variable's format. */
  write(coordinate: number, value: number): void;
  /** The user's value at what is written now. Throws `TypeError` when it is not a number. */
  value(): number | PromiseLike<number>;
  /** The user's gradient at what is written now. Throws `TypeError` when its structure or a shape does not fit. */
  gradient(): GradientReading | PromiseLike<GradientReading>;
  /** The same for an output that is contracted with several cotangents; `value` and `gradient` are those of the first. */
  readonly cotangents?: Cotangents;
  /** A step along a coordinate at which the value is known already; absent where none is. */
  knownStep?(coordinate: number): number | undefined;
  /** The layers of a model at the inputs they receive in it; absent for what is no model. */
  layers?(): MaybePromise<readonly AdaptedLayer[]>;
  /** Names of running statistics that the calls so far have changed; absent where there are none to change. */
  changedStatistics?(): readonly string[];
  /** Switches that say the subject is in training, as they are written: `layers[1].training = true`. */
  readonly trainingSwitches?: readonly string[];
  /** Puts back, bitwise, every array of the user's that this subject has touched. Called once, last, also after a throw. */
  restore(): void;
}

/** One output seen through several cotangents. */
export interface Cotangents {
  readonly count: number;
  /** One value a cotangent, from a single forward pass at what is written now. */
  values(): Float64Array | PromiseLike<Float64Array>;
  /** The gradient of the value of one cotangent, at what is written now. */
  gradient(which: number): GradientReading | PromiseLike<GradientReading>;
}
