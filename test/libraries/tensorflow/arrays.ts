import { type Operation, some, type Tensorflow } from './operation.ts';

const wrongPermutation =
  'the gradient comes with its axes swapped: Cumsum_grad.js permutes what cumsum() has put back already';

export function reductions(tf: Tensorflow): readonly Operation[] {
  const matrix = [some(3, 4)];
  return [
    { name: 'sum', inputs: matrix, forward: (x) => tf.sum(x) },
    { name: 'sum along an axis', inputs: matrix, forward: (x) => tf.sum(x, 1) },
    { name: 'mean', inputs: matrix, forward: (x) => tf.mean(x) },
    { name: 'mean along an axis', inputs: matrix, forward: (x) => tf.mean(x, 0, true) },
    { name: 'max', inputs: matrix, forward: (x) => tf.max(x) },
    { name: 'max along an axis', inputs: matrix, forward: (x) => tf.max(x, 1) },
    { name: 'max along the first axis', inputs: [some(3, 2, 2)], forward: (x) => tf.max(x, 0) },
    { name: 'min along an axis', inputs: matrix, forward: (x) => tf.min(x, 0) },
    { name: 'prod along an axis', inputs: matrix, forward: (x) => tf.prod(x, 1) },
    { name: 'prod along the first axis', inputs: matrix, forward: (x) => tf.prod(x, 0) },
    { name: 'prod', inputs: matrix, forward: (x) => tf.prod(x) },
    { name: 'min', inputs: matrix, forward: (x) => tf.min(x) },
    {
      name: 'prod with a zero',
      inputs: [some(4)],
      at: [1.5, 0, -2, 0.5],
      forward: (x) => tf.prod(x),
    },
    { name: 'logSumExp', inputs: matrix, forward: (x) => tf.logSumExp(x) },
    { name: 'logSumExp along an axis', inputs: matrix, forward: (x) => tf.logSumExp(x, 1) },
    { name: 'cumsum', inputs: matrix, forward: (x) => tf.cumsum(x, 1) },
    {
      name: 'cumsum, exclusive and reverse',
      inputs: matrix,
      forward: (x) => tf.cumsum(x, 1, true, true),
    },
    {
      name: 'cumsum along the first axis of a square',
      inputs: [some(3, 3)],
      forward: (x) => tf.cumsum(x, 0),
      wrong: wrongPermutation,
    },
    {
      name: 'cumsum along the middle axis of a cube, reverse',
      inputs: [some(2, 2, 2)],
      forward: (x) => tf.cumsum(x, 1, false, true),
      wrong: wrongPermutation,
    },
    { name: 'norm, Euclidean', inputs: matrix, forward: (x) => tf.norm(x) },
    { name: 'norm, Euclidean along an axis', inputs: matrix, forward: (x) => tf.norm(x, 2, 1) },
    { name: 'euclideanNorm', inputs: matrix, forward: (x) => tf.euclideanNorm(x, 0) },
    { name: 'norm, 1', inputs: matrix, forward: (x) => tf.norm(x, 1, 1) },
    { name: 'norm, infinity', inputs: matrix, forward: (x) => tf.norm(x, Infinity, 1) },
    { name: 'norm, fro', inputs: matrix, forward: (x) => tf.norm(x, 'fro', [0, 1]) },
    { name: 'moments, variance', inputs: matrix, forward: (x) => tf.moments(x, 0).variance },
    {
      name: 'unsortedSegmentSum',
      inputs: [some(5, 2)],
      forward: (x) => tf.unsortedSegmentSum(x, tf.tensor1d([0, 2, 0, 1, 2], 'int32'), 3),
    },
  ];
}

export function selections(tf: Tensorflow): readonly Operation[] {
  return [
    {
      name: 'gather',
      inputs: [some(4, 3)],
      forward: (x) => tf.gather(x, tf.tensor1d([2, 0, 2], 'int32')),
    },
    {
      name: 'gather along an axis',
      inputs: [some(3, 4)],
      forward: (x) => tf.gather(x, tf.tensor1d([3, 1, 1], 'int32'), 1),
    },
    {
      name: 'gather, a table of indices',
      inputs: [some(4, 3)],
      forward: (x) =>
        tf.gather(
          x,
          tf.tensor2d(
            [
              [2, 0],
              [1, 2],
            ],
            [2, 2],
            'int32',
          ),
        ),
    },
    {
      name: 'gather, batched',
      inputs: [some(2, 3, 2)],
      forward: (x) =>
        tf.gather(
          x,
          tf.tensor2d(
            [
              [2, 0],
              [1, 1],
            ],
            [2, 2],
            'int32',
          ),
          1,
          1,
        ),
    },
    {
      name: 'gather along the last of three axes',
      inputs: [some(2, 2, 3)],
      forward: (x) => tf.gather(x, tf.tensor1d([2, 0], 'int32'), 2),
    },
    {
      name: 'gather along an axis of a square',
      inputs: [some(3, 3)],
      forward: (x) => tf.gather(x, tf.tensor1d([2, 0, 0], 'int32'), 1),
    },
    {
      name: 'where',
      inputs: [some(3, 4), some(3, 4)],
      forward: (x, y) => tf.where(tf.less(tf.reshape(tf.range(0, 12), [3, 4]), 5), x, y),
    },
  ];
}
