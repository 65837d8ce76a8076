import type * as tf from '@tensorflow/tfjs';

export type Tensorflow = typeof tf;

export interface Input {
  readonly shape: readonly number[];
  readonly low: number;
  readonly high: number;
}

/** An operation and the tensors it is differentiated with respect to. */
export interface Operation {
  readonly name: string;
  readonly inputs: readonly Input[];
  /** A method, so that a row may ask for tensors of a certain rank. */
  forward(...tensors: tf.Tensor[]): tf.Tensor;
  /** What is wrong with the gradient, when it is. */
  readonly wrong?: string;
  /** Replaces the random point. */
  readonly at?: readonly number[];
}

export function between(low: number, high: number, ...shape: number[]): Input {
  return { shape, low, high };
}

export function some(...shape: number[]): Input {
  return between(-2, 2, ...shape);
}

export function positive(...shape: number[]): Input {
  return between(0.3, 3, ...shape);
}
