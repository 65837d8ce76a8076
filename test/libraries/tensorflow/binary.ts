import { type Operation, positive, some, type Tensorflow } from './operation.ts';

const wrongFloor = 'FloorDiv_grad.js returns the gradient of x / y, as if there were no floor';

export function binaryOperations(tf: Tensorflow): readonly Operation[] {
  const pair = [some(3, 4), some(3, 4)];
  const row = [some(3, 4), some(4)];
  const column = [some(3, 1), some(1, 4)];
  const divisor = [some(3, 4), positive(3, 4)];
  return [
    { name: 'add', inputs: pair, forward: (x, y) => tf.add(x, y) },
    { name: 'add, a row broadcast', inputs: row, forward: (x, y) => tf.add(x, y) },
    { name: 'add, row and column', inputs: column, forward: (x, y) => tf.add(x, y) },
    { name: 'sub', inputs: pair, forward: (x, y) => tf.sub(x, y) },
    { name: 'sub, a row broadcast', inputs: row, forward: (x, y) => tf.sub(x, y) },
    { name: 'mul', inputs: pair, forward: (x, y) => tf.mul(x, y) },
    { name: 'mul, a row broadcast', inputs: row, forward: (x, y) => tf.mul(x, y) },
    { name: 'mul, row and column', inputs: column, forward: (x, y) => tf.mul(x, y) },
    { name: 'div', inputs: divisor, forward: (x, y) => tf.div(x, y) },
    {
      name: 'div, a row broadcast',
      inputs: [some(3, 4), positive(4)],
      forward: (x, y) => tf.div(x, y),
    },
    {
      name: 'floorDiv',
      inputs: divisor,
      forward: (x, y) => tf.floorDiv(x, y),
      wrong: wrongFloor,
    },
    {
      name: 'floorDiv, a row broadcast',
      inputs: [some(3, 4), positive(4)],
      forward: (x, y) => tf.floorDiv(x, y),
      wrong: wrongFloor,
    },
    { name: 'mod', inputs: divisor, forward: (x, y) => tf.mod(x, y) },
    {
      name: 'mod, a row broadcast',
      inputs: [some(3, 4), positive(4)],
      forward: (x, y) => tf.mod(x, y),
    },
    { name: 'pow', inputs: [positive(3, 4), some(3, 4)], forward: (x, y) => tf.pow(x, y) },
    {
      name: 'pow, a row broadcast',
      inputs: [positive(3, 4), some(4)],
      forward: (x, y) => tf.pow(x, y),
    },
    { name: 'pow, cube of anything', inputs: [some(3, 4)], forward: (x) => tf.pow(x, 3) },
    {
      name: 'pow, square of zero',
      inputs: [some(3)],
      at: [0, 1, -2],
      forward: (x) => tf.pow(x, 2),
    },
    {
      name: 'mod of negative numbers',
      inputs: [some(4), positive(4)],
      at: [-1.3, -4.1, 2.9, -0.2, 0.7, 1.1, 0.8, 0.9],
      forward: (x, y) => tf.mod(x, y),
    },
    {
      name: 'div, a column broadcast',
      inputs: [some(3, 1), positive(3, 4)],
      forward: (x, y) => tf.div(x, y),
    },
    {
      name: 'div, square and row',
      inputs: [some(3, 3), positive(3)],
      forward: (x, y) => tf.div(x, y),
    },
    { name: 'atan2', inputs: divisor, forward: (x, y) => tf.atan2(x, y) },
    { name: 'atan2, a row broadcast', inputs: row, forward: (x, y) => tf.atan2(x, y) },
    { name: 'maximum', inputs: pair, forward: (x, y) => tf.maximum(x, y) },
    { name: 'minimum', inputs: pair, forward: (x, y) => tf.minimum(x, y) },
    { name: 'squaredDifference', inputs: pair, forward: (x, y) => tf.squaredDifference(x, y) },
    { name: 'prelu', inputs: pair, forward: (x, y) => tf.prelu(x, y) },
    { name: 'prelu, a row broadcast', inputs: row, forward: (x, y) => tf.prelu(x, y) },
    {
      name: 'addN',
      inputs: [some(5), some(5), some(5)],
      forward: (x, y, z) => tf.addN([x, y, z]),
    },
  ];
}
