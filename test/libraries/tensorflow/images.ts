import type * as tf from '@tensorflow/tfjs';
import { type Operation, some, type Tensorflow } from './operation.ts';

const wrongAverage =
  'a window that hangs over the edge counts as full: AvgPoolGrad.js divides by the size of the filter, the forward pass by what it covers';

const wrongCenters =
  'halfPixelCenters, added to the forward pass in https://github.com/tensorflow/tfjs/pull/4152 and 4262, is unknown to the gradient';

export function pools(tf: Tensorflow): readonly Operation[] {
  const image = [some(1, 4, 4, 2)];
  const volume = [some(1, 4, 4, 4, 1)];
  return [
    {
      name: 'maxPool',
      inputs: image,
      forward: (x: tf.Tensor4D) => tf.maxPool(x, 2, 2, 'valid'),
    },
    {
      name: 'maxPool, overlapping, same',
      inputs: [some(1, 5, 5, 1)],
      forward: (x: tf.Tensor4D) => tf.maxPool(x, 3, 2, 'same'),
    },
    {
      name: 'avgPool',
      inputs: image,
      forward: (x: tf.Tensor4D) => tf.avgPool(x, 2, 2, 'valid'),
    },
    {
      name: 'avgPool, overlapping, same',
      inputs: image,
      forward: (x: tf.Tensor4D) => tf.avgPool(x, 3, 1, 'same'),
      wrong: wrongAverage,
    },
    {
      name: 'avgPool, stride 2, same',
      inputs: [some(1, 5, 5, 1)],
      forward: (x: tf.Tensor4D) => tf.avgPool(x, 3, 2, 'same'),
      wrong: wrongAverage,
    },
    {
      name: 'avgPool, overlapping, valid',
      inputs: image,
      forward: (x: tf.Tensor4D) => tf.avgPool(x, 3, 1, 'valid'),
    },
    {
      name: 'pool, dilated',
      inputs: [some(1, 5, 5, 1)],
      forward: (x: tf.Tensor4D) => tf.pool(x, 2, 'max', 'valid', 2, 1),
    },
    {
      name: 'maxPool3d, overlapping, same',
      inputs: [some(1, 3, 3, 3, 1)],
      forward: (x: tf.Tensor5D) => tf.maxPool3d(x, 2, 1, 'same'),
    },
    {
      name: 'maxPool3d',
      inputs: volume,
      forward: (x: tf.Tensor5D) => tf.maxPool3d(x, 2, 2, 'valid'),
    },
    {
      name: 'avgPool3d',
      inputs: volume,
      forward: (x: tf.Tensor5D) => tf.avgPool3d(x, 2, 2, 'valid'),
    },
    {
      name: 'avgPool3d, overlapping, same',
      inputs: [some(1, 3, 3, 3, 1)],
      forward: (x: tf.Tensor5D) => tf.avgPool3d(x, 2, 1, 'same'),
      wrong: wrongAverage,
    },
    {
      name: 'avgPool3d, stride 2, same',
      inputs: [some(1, 3, 3, 3, 1)],
      forward: (x: tf.Tensor5D) => tf.avgPool3d(x, 2, 2, 'same'),
      wrong: wrongAverage,
    },
    {
      name: 'avgPool, padded by 1',
      inputs: [some(1, 4, 4, 1)],
      forward: (x: tf.Tensor4D) => tf.avgPool(x, 2, 2, 1),
      wrong: wrongAverage,
    },
    {
      name: 'resizeBilinear, half-pixel centers, down',
      inputs: [some(1, 5, 5, 1)],
      forward: (x: tf.Tensor4D) => tf.image.resizeBilinear(x, [3, 2], false, true),
      wrong: wrongCenters,
    },
    {
      name: 'resizeNearestNeighbor, half-pixel centers, down',
      inputs: [some(1, 5, 5, 1)],
      forward: (x: tf.Tensor4D) => tf.image.resizeNearestNeighbor(x, [3, 2], false, true),
      wrong: wrongCenters,
    },
  ];
}

export function images(tf: Tensorflow): readonly Operation[] {
  return [
    {
      name: 'localResponseNormalization',
      inputs: [some(1, 2, 2, 5)],
      forward: (x: tf.Tensor4D) => tf.localResponseNormalization(x, 2, 1, 0.5, 0.75),
    },
    {
      name: 'resizeBilinear, up',
      inputs: [some(1, 3, 3, 2)],
      forward: (x: tf.Tensor4D) => tf.image.resizeBilinear(x, [5, 4]),
    },
    {
      name: 'resizeBilinear, corners aligned',
      inputs: [some(1, 3, 3, 2)],
      forward: (x: tf.Tensor4D) => tf.image.resizeBilinear(x, [5, 4], true),
    },
    {
      name: 'resizeBilinear, half-pixel centers',
      inputs: [some(1, 3, 3, 2)],
      forward: (x: tf.Tensor4D) => tf.image.resizeBilinear(x, [5, 4], false, true),
      wrong: wrongCenters,
    },
    {
      name: 'resizeBilinear, down',
      inputs: [some(1, 5, 5, 1)],
      forward: (x: tf.Tensor4D) => tf.image.resizeBilinear(x, [3, 2]),
    },
    {
      name: 'resizeNearestNeighbor, down',
      inputs: [some(1, 5, 5, 1)],
      forward: (x: tf.Tensor4D) => tf.image.resizeNearestNeighbor(x, [3, 2]),
    },
    {
      name: 'resizeNearestNeighbor, corners aligned',
      inputs: [some(1, 3, 3, 2)],
      forward: (x: tf.Tensor4D) => tf.image.resizeNearestNeighbor(x, [5, 4], true),
    },
    {
      name: 'localResponseNormalization, wide',
      inputs: [some(1, 2, 2, 4)],
      forward: (x: tf.Tensor4D) => tf.localResponseNormalization(x, 5, 2, 0.3, 0.5),
    },
    {
      name: 'resizeNearestNeighbor, up',
      inputs: [some(1, 3, 3, 2)],
      forward: (x: tf.Tensor4D) => tf.image.resizeNearestNeighbor(x, [6, 6]),
    },
    {
      name: 'resizeNearestNeighbor, half-pixel centers',
      inputs: [some(1, 3, 3, 2)],
      forward: (x: tf.Tensor4D) => tf.image.resizeNearestNeighbor(x, [5, 4], false, true),
      wrong: wrongCenters,
    },
  ];
}
