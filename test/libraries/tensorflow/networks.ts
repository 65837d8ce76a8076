import type * as tf from '@tensorflow/tfjs';
import { between, type Operation, positive, some, type Tensorflow } from './operation.ts';

export function compositions(tf: Tensorflow): readonly Operation[] {
  const matrix = [some(3, 4)];
  const oneHot = () => tf.oneHot(tf.tensor1d([1, 3, 0], 'int32'), 4);
  return [
    { name: 'softmax', inputs: matrix, forward: (x) => tf.softmax(x) },
    { name: 'logSoftmax', inputs: matrix, forward: (x) => tf.logSoftmax(x) },
    {
      name: 'batchNorm',
      inputs: [some(4, 3), some(3), positive(3), some(3), some(3)],
      forward: (
        x,
        mean: tf.Tensor1D,
        variance: tf.Tensor1D,
        offset: tf.Tensor1D,
        scale: tf.Tensor1D,
      ) => tf.batchNorm(x, mean, variance, offset, scale),
    },
    {
      name: 'batchNorm of images',
      inputs: [some(2, 2, 2, 2), some(2), positive(2), some(2), some(2)],
      forward: (
        x,
        mean: tf.Tensor1D,
        variance: tf.Tensor1D,
        offset: tf.Tensor1D,
        scale: tf.Tensor1D,
      ) => tf.batchNorm(x, mean, variance, offset, scale, 0.01),
    },
    {
      name: 'batchNorm with its own statistics',
      inputs: [some(4, 3), some(3), some(3)],
      forward: (x: tf.Tensor2D, offset: tf.Tensor1D, scale: tf.Tensor1D) => {
        const { mean, variance } = tf.moments(x, 0);
        return tf.batchNorm2d(x, mean as tf.Tensor1D, variance as tf.Tensor1D, offset, scale);
      },
    },
    {
      name: 'softmax, its entropy',
      inputs: matrix,
      forward: (x) => tf.mul(tf.softmax(x), tf.logSoftmax(x)),
    },
    {
      name: 'linalg.gramSchmidt',
      inputs: [some(3, 3)],
      forward: (x: tf.Tensor2D) => tf.linalg.gramSchmidt(x) as tf.Tensor2D,
    },
    {
      name: 'losses.absoluteDifference',
      inputs: matrix,
      forward: (x) => tf.losses.absoluteDifference(oneHot(), x),
    },
    {
      name: 'movingAverage',
      inputs: [some(3), some(3)],
      forward: (v, x) => tf.movingAverage(v, x, 0.9, undefined, false),
    },
    {
      name: 'losses.softmaxCrossEntropy',
      inputs: matrix,
      forward: (x) => tf.losses.softmaxCrossEntropy(oneHot(), x),
    },
    {
      name: 'losses.sigmoidCrossEntropy',
      inputs: matrix,
      forward: (x) => tf.losses.sigmoidCrossEntropy(oneHot(), x),
    },
    {
      name: 'losses.huberLoss',
      inputs: matrix,
      forward: (x) => tf.losses.huberLoss(oneHot(), x, undefined, 0.7),
    },
    {
      name: 'losses.logLoss',
      inputs: [between(0.1, 0.9, 3, 4)],
      forward: (x) => tf.losses.logLoss(oneHot(), x),
    },
    {
      name: 'losses.meanSquaredError',
      inputs: matrix,
      forward: (x) => tf.losses.meanSquaredError(oneHot(), x),
    },
    {
      name: 'losses.cosineDistance',
      inputs: matrix,
      forward: (x) => tf.losses.cosineDistance(oneHot(), x, 1),
    },
    {
      name: 'losses.hingeLoss',
      inputs: matrix,
      forward: (x) => tf.losses.hingeLoss(oneHot(), x),
    },
    {
      name: 'basicLSTMCell',
      inputs: [some(2, 3), some(5, 8), some(8)],
      forward: (x: tf.Tensor2D, kernel: tf.Tensor2D, bias: tf.Tensor1D) =>
        tf.basicLSTMCell(tf.scalar(1), kernel, bias, x, tf.zeros([2, 2]), tf.ones([2, 2]))[1],
    },
    {
      name: 'two dense layers',
      inputs: [some(3, 4), some(4, 5), some(5, 2)],
      forward: (x, u, v) => tf.softmax(tf.matMul(tf.tanh(tf.matMul(x, u)), v)),
    },
  ];
}
