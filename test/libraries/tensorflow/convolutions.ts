import type * as tf from '@tensorflow/tfjs';
import { type Operation, some, type Tensorflow } from './operation.ts';

export function products(tf: Tensorflow): readonly Operation[] {
  return [
    { name: 'matMul', inputs: [some(3, 4), some(4, 2)], forward: (x, y) => tf.matMul(x, y) },
    {
      name: 'matMul, left transposed',
      inputs: [some(4, 3), some(4, 2)],
      forward: (x, y) => tf.matMul(x, y, true, false),
    },
    {
      name: 'matMul, right transposed',
      inputs: [some(3, 4), some(2, 4)],
      forward: (x, y) => tf.matMul(x, y, false, true),
    },
    {
      name: 'matMul, both transposed',
      inputs: [some(4, 3), some(2, 4)],
      forward: (x, y) => tf.matMul(x, y, true, true),
    },
    {
      name: 'matMul, batched',
      inputs: [some(2, 3, 4), some(2, 4, 2)],
      forward: (x, y) => tf.matMul(x, y),
    },
    { name: 'dot', inputs: [some(5), some(5)], forward: (x, y) => tf.dot(x, y) },
    {
      name: 'outerProduct',
      inputs: [some(3), some(4)],
      forward: (x: tf.Tensor1D, y: tf.Tensor1D) => tf.outerProduct(x, y),
    },
    {
      name: 'fused.matMul with bias and relu',
      inputs: [some(3, 4), some(4, 2), some(2)],
      forward: (a, b, bias) => tf.fused.matMul({ a, b, bias, activation: 'relu' }),
    },
  ];
}

export function convolutions(tf: Tensorflow): readonly Operation[] {
  const image = some(1, 5, 5, 2);
  const filter = some(3, 3, 2, 3);
  const depthwise = some(3, 3, 2, 2);
  type Pair = [x: tf.Tensor4D, w: tf.Tensor4D];
  return [
    {
      name: 'conv1d',
      inputs: [some(1, 8, 2), some(3, 2, 3)],
      forward: (x: tf.Tensor3D, w: tf.Tensor3D) => tf.conv1d(x, w, 1, 'same'),
    },
    {
      name: 'conv2d, same',
      inputs: [image, filter],
      forward: (...[x, w]: Pair) => tf.conv2d(x, w, 1, 'same'),
    },
    {
      name: 'conv2d, valid, stride 2',
      inputs: [image, filter],
      forward: (...[x, w]: Pair) => tf.conv2d(x, w, 2, 'valid'),
    },
    {
      name: 'conv2d, explicit padding',
      inputs: [image, filter],
      forward: (...[x, w]: Pair) => tf.conv2d(x, w, [2, 1], 1),
    },
    {
      name: 'conv2dTranspose',
      inputs: [some(1, 3, 3, 2), some(2, 2, 3, 2)],
      forward: (...[x, w]: Pair) => tf.conv2dTranspose(x, w, [1, 6, 6, 3], 2, 'same'),
    },
    {
      name: 'depthwiseConv2d, same',
      inputs: [image, depthwise],
      forward: (...[x, w]: Pair) => tf.depthwiseConv2d(x, w, 1, 'same'),
    },
    {
      name: 'depthwiseConv2d, valid, stride 2',
      inputs: [image, depthwise],
      forward: (...[x, w]: Pair) => tf.depthwiseConv2d(x, w, 2, 'valid'),
    },
    {
      name: 'depthwiseConv2d, stride 2, same',
      inputs: [image, depthwise],
      forward: (...[x, w]: Pair) => tf.depthwiseConv2d(x, w, 2, 'same'),
    },
    {
      name: 'separableConv2d',
      inputs: [some(1, 4, 4, 2), some(3, 3, 2, 1), some(1, 1, 2, 3)],
      forward: (x: tf.Tensor4D, d: tf.Tensor4D, p: tf.Tensor4D) =>
        tf.separableConv2d(x, d, p, 1, 'same'),
    },
  ];
}

export function volumesAndFusions(tf: Tensorflow): readonly Operation[] {
  return [
    {
      name: 'conv3d',
      inputs: [some(1, 3, 3, 3, 1), some(2, 2, 2, 1, 2)],
      forward: (x: tf.Tensor5D, w: tf.Tensor5D) => tf.conv3d(x, w, 1, 'same'),
    },
    {
      name: 'conv3d, stride 2',
      inputs: [some(1, 4, 4, 4, 1), some(2, 2, 2, 1, 1)],
      forward: (x: tf.Tensor5D, w: tf.Tensor5D) => tf.conv3d(x, w, 2, 'valid'),
    },
    {
      name: 'dilation2d, stride 2, dilated',
      inputs: [some(1, 5, 5, 1), some(2, 2, 1)],
      forward: (x: tf.Tensor4D, w: tf.Tensor3D) => tf.dilation2d(x, w, 2, 'same', 2),
    },
    {
      name: 'fused.depthwiseConv2d',
      inputs: [some(1, 5, 5, 2), some(3, 3, 2, 2), some(4)],
      forward: (x: tf.Tensor4D, filter: tf.Tensor4D, bias) =>
        tf.fused.depthwiseConv2d({ x, filter, strides: 1, pad: 'valid', bias }),
    },
    {
      name: 'dilation2d',
      inputs: [some(1, 4, 4, 2), some(2, 2, 2)],
      forward: (x: tf.Tensor4D, w: tf.Tensor3D) => tf.dilation2d(x, w, 1, 'same'),
    },
    {
      name: 'fused.conv2d with bias and relu',
      inputs: [some(1, 4, 4, 2), some(3, 3, 2, 2), some(2)],
      forward: (x: tf.Tensor4D, filter: tf.Tensor4D, bias) =>
        tf.fused.conv2d({ x, filter, strides: 1, pad: 'same', bias, activation: 'relu' }),
    },
  ];
}
