import type { Dtype } from '../numeric/dtype.ts';
import type { MaybePromise } from './then.ts';

/** What a matcher was called with, as an adapter sees it. */
export interface AdapterRequest {
  /** The option `at`, or the point given to `toMatchNumericalGradient`. */
  readonly at: unknown;
  /** The option `input`; `at` when only that was given. */
  readonly input: unknown;
  /** The function given to `toMatchNumericalGradient`: what was received is then a gradient. Absent otherwise. */
  readonly f?: unknown;
  /** Random numbers that an adapter needs must follow from it. */
  readonly seed: number;
  /** The option `samples`: how many samples of a batch to check on. */
  readonly samples?: number;
}

/**
 * An array the value depends on, behind two functions: for numbers that cannot be written in place.
 *
 * The check copies what `read` gives; it calls `write` with all numbers of the array before the value or the gradient
 * is asked for, whenever one of them has changed.
 */
export interface AccessedArray {
  /** Sizes of its axes, outermost first; one axis when absent. */
  readonly shape?: readonly number[];
  /** The format its numbers are stored in; `float64` when absent. */
  readonly dtype?: Dtype;
  /** The numbers it holds now, row by row. */
  read(): ArrayLike<number>;
  /** Stores these numbers, row by row; they belong to the check and must be copied. */
  write(numbers: Float64Array): void;
}

/**
 * The numbers of all arrays at one of several points, row by row, by the path each is called; good for one call, and not to be written to.
 *
 * @example
 * ```ts
 * const scores = (x, w) => w.map((one, i) => Math.tanh(one * x[i]));
 * const layer = {
 *   w: Float64Array.of(0.5, -1),
 *   dw: new Float64Array(2),
 *   forward(input) {
 *     this.x = input;
 *     return scores(input, this.w);
 *   },
 *   forwardAll: (points) => points.map(({ input, w }) => scores(input, w)),
 *   backward(gradient) {
 *     const slopes = gradient.map((one, i) => one * (1 - Math.tanh(this.w[i] * this.x[i]) ** 2));
 *     this.dw = slopes.map((one, i) => one * this.x[i]);
 *     return slopes.map((one, i) => one * this.w[i]);
 *   },
 * };
 * checkGradient(layer, { input: Float64Array.of(1, 2) }).verdict; // 'match'
 * ```
 */
export type AdaptedPoint = Readonly<Record<string, Float64Array>>;

/**
 * What an adapter makes of a user's object: arrays that can be written, a value and its gradient.
 *
 * Arrays are given as they are (numbers nested in arrays, typed arrays, `{ data, shape }`) and written in place, or
 * as an {@link AccessedArray}.
 */
export interface AdaptedSubject {
  /** What it is, for messages: `layer Dense`. */
  readonly description?: string;
  /** The arrays the value depends on, by the path they are called in messages. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** The value at what the variables hold now: a number, or an output of any shape. May be a promise. */
  value(): unknown;
  /**
   * What `value` would give at several points, in a list, by one call: for a device that answers many as fast as one. What the variables
   * hold plays no part, and stays. May be a promise.
   */
  values?(points: readonly AdaptedPoint[]): unknown;
  /**
   * The gradient of Σ cotangent·value at what the variables hold now, by path, each in the shape of its variable.
   * May be a promise. The cotangent has the structure of the value; it is 1 when the value is a number.
   */
  gradient(cotangent: unknown): unknown;
  /**
   * Whether `value` has read the variables when it returns its promise. Then several evaluations may be under way at once, as
   * many as the option `concurrency` says.
   */
  readonly concurrent?: boolean;
  /** The layers of a model in order, each checked on its own; whatever a matcher accepts, with its own input. */
  layers?(): readonly AdaptedLayer[];
  /** Called once, last, also after a throw: releases what the adapter holds, once every variable is as it was. */
  release?(): void;
}

/** One layer of a model. */
export interface AdaptedLayer {
  /** Where it is in the model: `layers[2]`. */
  readonly path: string;
  /** What it is called in messages: `LayerNorm`. */
  readonly name: string;
  /** Whatever a matcher accepts: a layer, an {@link AdaptedSubject}'s owner, a pair. */
  readonly layer: unknown;
  /** What it receives inside the model; undefined for one that is not reached. */
  readonly input: unknown;
  /** Why there is no input, where it is not that the layer is not reached. */
  readonly reason?: string;
}

/** A function of a library's arrays: of the arguments that a point stands for, and a vector where it multiplies one. */
export type ArraysFunction = (args: readonly unknown[], vector?: unknown) => unknown;

/**
 * A point of a library's arrays as plain ones, for derivatives that are more than a gradient: Jacobians, Hessians and products.
 *
 * Plain are `{ data, shape }` in the lists and records of the original. A list of arrays is several arguments.
 */
export interface PlainPoint {
  readonly at: unknown;
  /**
   * Calls a function with arrays of its own, made of a plain point and a plain vector, and reads what it returns; where that is a
   * function, alone or behind an output, it is what becomes of the vector. May be a promise.
   */
  call(f: ArraysFunction, given: PlainArguments): unknown;
  /** Arrays that are there already, read and left as they are. May be a promise. */
  read(arrays: unknown): unknown;
  /** Whether a product backwards that takes as many arguments as the point has is `(a, b) => [y, pull]`; else `(xs, w)` where it takes two. */
  readonly pulls: boolean;
  /** The library's own products with the Jacobian of a function of its arrays; each returns `[y, product]`, or `[y, pull]`. */
  readonly products: {
    readonly jvp?: (f: (...args: never[]) => unknown) => ArraysFunction;
    readonly vjp?: (f: (...args: never[]) => unknown) => ArraysFunction;
  };
}

/** What a function is called with, in plain arrays. */
export interface PlainArguments {
  readonly point: unknown;
  readonly vector?: unknown;
}

/**
 * Recognises the objects of one library, and makes subjects of them.
 *
 * @returns `undefined` for everything that is not this library's
 */
export interface GradientAdapter {
  (received: unknown, request: AdapterRequest): MaybePromise<AdaptedSubject> | undefined;
  /** The point as plain arrays, for Jacobians, Hessians and products; `undefined` where it is not of this library. */
  readonly plain?: (at: unknown) => MaybePromise<PlainPoint> | undefined;
}
