import { expect, test } from 'vitest';
import { inventoryOf } from '../../../src/subject/layer/inventory.ts';
import { understandReturned } from '../../../src/subject/layer/returned.ts';
import { readTree } from '../../../src/subject/read-tree.ts';
import { agreement } from './agreement.ts';
import { affine, affineGradients, b, INPUT, type Matrix, W } from './dense.ts';

type Gradients = ReturnType<typeof affineGradients>;

/** A layer that keeps no gradients: `give` says how the backward pass returns them. */
function denseReturning(give: (gradients: Gradients) => unknown) {
  let x: Matrix = [];
  const members = { W: W(), b: b() };
  return {
    ...members,
    forward: (input: Matrix) => {
      x = input;
      return affine({ ...members, x });
    },
    backward: (dy: Matrix) => give(affineGradients({ ...members, x }, dy)),
  };
}

test.each<[string, (gradients: Gradients) => unknown]>([
  ['{ dx, dW, db }', (gradients) => gradients],
  ['{ input, W, b }', ({ dx, dW, db }) => ({ input: dx, W: dW, b: db })],
  ['{ dInput, gradW, bGrad }', ({ dx, dW, db }) => ({ dInput: dx, gradW: dW, bGrad: db })],
  [
    '{ gradInput, grads: { W, b } }',
    ({ dx, dW, db }) => ({ gradInput: dx, grads: { W: dW, b: db } }),
  ],
  ['{ dX, params: { dW, db } }', ({ dx, dW, db }) => ({ dX: dx, params: { dW, db } })],
  ['{ inputGradient, dW, db }', ({ dx, dW, db }) => ({ inputGradient: dx, dW, db })],
  ['[dx, dW, db]', ({ dx, dW, db }) => [dx, dW, db]],
])('backward may return %s', async (_, give) => {
  expect(await agreement(denseReturning(give), { input: INPUT })).toBe('input 2 3, W 3 2, b 2');
});

const holdings = inventoryOf({ W: W(), mask: [[1, 2]], b: b() });
const input = readTree({ root: INPUT }, { name: 'input', root: 'input' });
const understood = (result: unknown) => {
  const { input: inputTrail, parameters } = understandReturned(result, { input, holdings });
  const trails = [...parameters].map(([{ path }, trail]) => `${path}: ${trail.join('.')}`);
  return [inputTrail?.join('.'), ...trails];
};

test('what has the shape of the input is its gradient', () => {
  expect(understood(INPUT)).toEqual(['']);
  expect(understood(undefined)).toEqual([undefined]);
});

test('what fits nothing is taken for the gradient of the input, so that its shape is compared', () => {
  expect(understood([[1, 2]])).toEqual(['']);
  expect(understood({ foo: [1] })).toEqual(['']);
  expect(understood(3)).toEqual(['']);
});

test('a list gives each item to the next array of its shape', () => {
  expect(understood([INPUT, W(), b()])).toEqual(['0', 'W: 1', 'b: 2']);
});

test('a list as long as all the arrays is taken in order, whatever the shapes', () => {
  expect(understood([INPUT, [9], [9], [9]])).toEqual(['0', 'W: 1', 'mask: 2', 'b: 3']);
});

test('a record may leave some out', () => {
  expect(understood({ db: b() })).toEqual([undefined, 'b: db']);
  expect(understood({ dx: INPUT })).toEqual(['dx']);
});
