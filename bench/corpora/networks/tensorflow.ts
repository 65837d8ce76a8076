import * as tf from '@tensorflow/tfjs';
import { type Architecture, IMAGE, LEAK, shapesOf, split, WINDOW } from './architecture.ts';

/** A network in TensorFlow.js, as a function of its input and all its weights. */
export interface TensorNetwork {
  /** The tensors it is checked at; somebody has to dispose of them. */
  readonly at: readonly tf.Tensor[];
  readonly loss: (...tensors: tf.Tensor[]) => tf.Scalar;
  /** By automatic differentiation. */
  readonly gradient: (tensors: readonly tf.Tensor[]) => tf.Tensor[];
}

/** Chooses the backend written in JavaScript, which is the same on every machine. */
export async function openTensorflow(): Promise<typeof tf> {
  tf.enableProdMode(); // or it advertises its native addon on the console
  await tf.setBackend('cpu');
  return tf;
}

export function tensorNetwork(architecture: Architecture, flat: readonly number[]): TensorNetwork {
  const { widths, activation, targets } = architecture;
  const target = tf.tensor2d(targets.map((row) => [...row]));
  const loss = (...[input, ...parameters]: tf.Tensor[]): tf.Scalar => {
    let rows = input as tf.Tensor2D;
    for (let layer = 0; layer < widths.length - 1; layer++) {
      if (layer > 0) rows = activations[activation](rows);
      const [weights, bias] = parameters.slice(2 * layer);
      rows = tf.add(tf.matMul(rows, weights as tf.Tensor2D), bias);
    }
    return losses[architecture.loss](rows, target);
  };
  return { at: tensors(architecture, flat), loss, gradient: (at) => tf.grads(loss)([...at]) };
}

/** Flat numbers as the arrays of a network. */
export function tensors(architecture: Architecture, flat: readonly number[]): tf.Tensor[] {
  const shapes = shapesOf(architecture);
  return split(shapes, flat).map((part, i) => tf.tensor([...part], [...shapes[i]], 'float32'));
}

export function flatNumbers(list: readonly tf.Tensor[]): number[] {
  return list.flatMap((tensor) => [...tensor.dataSync()]);
}

const activations: Readonly<
  Record<Architecture['activation'], (rows: tf.Tensor2D) => tf.Tensor2D>
> = {
  relu: (rows) => tf.relu(rows),
  'leaky relu': (rows) => tf.leakyRelu(rows, LEAK),
  tanh: (rows) => tf.tanh(rows),
  'max pool': (rows) => {
    const [batch] = rows.shape;
    const images = tf.reshape<tf.Rank.R4>(rows, [batch, IMAGE, IMAGE, 1]);
    return tf.reshape<tf.Rank.R2>(
      tf.maxPool<tf.Tensor4D>(images as tf.Tensor4D, WINDOW, WINDOW, 'valid'),
      [batch, -1],
    );
  },
};

const losses: Readonly<
  Record<Architecture['loss'], (rows: tf.Tensor2D, target: tf.Tensor2D) => tf.Scalar>
> = {
  mean: (rows) => tf.mean<tf.Scalar>(rows),
  squares: (rows, target) => tf.losses.meanSquaredError(target, rows),
  'cross-entropy': (rows, target) => tf.losses.softmaxCrossEntropy(target, rows),
};
