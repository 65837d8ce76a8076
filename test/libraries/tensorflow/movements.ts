import type * as tf from '@tensorflow/tfjs';
import { type Operation, some, type Tensorflow } from './operation.ts';

const wrongMirror =
  'MirrorPad_grad.js slices the middle out, as for constant padding: what the mirror images pass back is lost (https://github.com/tensorflow/tfjs/pull/3951)';

export function rearrangements(tf: Tensorflow): readonly Operation[] {
  const cube = [some(2, 3, 2)];
  return [
    { name: 'reshape', inputs: cube, forward: (x) => tf.reshape(x, [4, 3]) },
    { name: 'expandDims', inputs: cube, forward: (x) => tf.expandDims(x, 1) },
    { name: 'squeeze', inputs: [some(3, 1, 4)], forward: (x) => tf.squeeze(x) },
    { name: 'transpose', inputs: cube, forward: (x) => tf.transpose(x, [2, 0, 1]) },
    { name: 'slice', inputs: cube, forward: (x) => tf.slice(x, [0, 1, 0], [2, 2, 1]) },
    {
      name: 'concat',
      inputs: [some(2, 3), some(2, 2)],
      forward: (x, y) => tf.concat([x, y], 1),
    },
    {
      name: 'concat along the last axis, counted from behind',
      inputs: [some(2, 3), some(2, 2)],
      forward: (x, y) => tf.concat([x, y], -1),
    },
    { name: 'stack', inputs: [some(2, 3), some(2, 3)], forward: (x, y) => tf.stack([x, y], 1) },
    {
      name: 'unstack',
      inputs: [some(3, 4)],
      forward: (x) => tf.mul(tf.unstack(x, 0)[0], tf.unstack(x, 0)[2]),
    },
    {
      name: 'split',
      inputs: [some(3, 6)],
      forward: (x) => tf.mul(tf.split(x, 3, 1)[0], tf.split(x, 3, 1)[1]),
    },
  ];
}

export function paddings(tf: Tensorflow): readonly Operation[] {
  const cube = [some(2, 3, 2)];
  return [
    {
      name: 'pad',
      inputs: [some(2, 3)],
      forward: (x: tf.Tensor2D) =>
        tf.pad2d(
          x,
          [
            [1, 0],
            [2, 1],
          ],
          0.5,
        ),
    },
    {
      name: 'mirrorPad, reflect',
      inputs: [some(3, 3)],
      forward: (x) =>
        tf.mirrorPad(
          x,
          [
            [1, 1],
            [1, 2],
          ],
          'reflect',
        ),
      wrong: wrongMirror,
    },
    {
      name: 'mirrorPad, symmetric',
      inputs: [some(4)],
      forward: (x) => tf.mirrorPad(x, [[2, 1]], 'symmetric'),
      wrong: wrongMirror,
    },
    {
      name: 'pad, four axes',
      inputs: [some(1, 2, 2, 1)],
      forward: (x) =>
        tf.pad(x, [
          [0, 0],
          [1, 2],
          [0, 1],
          [0, 0],
        ]),
    },
    {
      name: 'mirrorPad, symmetric, two axes',
      inputs: [some(2, 3)],
      forward: (x) =>
        tf.mirrorPad(
          x,
          [
            [1, 0],
            [2, 2],
          ],
          'symmetric',
        ),
      wrong: wrongMirror,
    },
    { name: 'tile', inputs: [some(2, 3)], forward: (x) => tf.tile(x, [2, 3]) },
    { name: 'tile, a vector', inputs: [some(4)], forward: (x) => tf.tile(x, [3]) },
    { name: 'tile, three axes', inputs: cube, forward: (x) => tf.tile(x, [2, 1, 2]) },
    { name: 'broadcastTo', inputs: [some(3, 1)], forward: (x) => tf.broadcastTo(x, [2, 3, 4]) },
    { name: 'reverse', inputs: cube, forward: (x) => tf.reverse(x, [0, 2]) },
    {
      name: 'spaceToBatchND',
      inputs: [some(1, 4, 4, 1)],
      forward: (x) =>
        tf.spaceToBatchND(
          x,
          [2, 2],
          [
            [0, 0],
            [0, 0],
          ],
        ),
    },
    {
      name: 'spaceToBatchND, padded',
      inputs: [some(1, 3, 3, 1)],
      forward: (x) =>
        tf.spaceToBatchND(
          x,
          [2, 2],
          [
            [1, 0],
            [0, 1],
          ],
        ),
    },
    {
      name: 'batchToSpaceND, cropped',
      inputs: [some(4, 2, 2, 1)],
      forward: (x) =>
        tf.batchToSpaceND(
          x,
          [2, 2],
          [
            [1, 0],
            [0, 1],
          ],
        ),
    },
    { name: 'reverse, a vector', inputs: [some(4)], forward: (x) => tf.reverse(x) },
    { name: 'transpose of a square', inputs: [some(3, 3)], forward: (x) => tf.transpose(x) },
    {
      name: 'batchToSpaceND',
      inputs: [some(4, 2, 2, 1)],
      forward: (x) =>
        tf.batchToSpaceND(
          x,
          [2, 2],
          [
            [0, 0],
            [0, 0],
          ],
        ),
    },
  ];
}
