import { expect, test } from 'vitest';
import { inventoryOf } from '../../../src/subject/layer/inventory.ts';
import { statedInput } from '../../../src/subject/layer/statement.ts';
import { thrown } from '../thrown.ts';

const inputOf = (layer: object, seed = 1) =>
  statedInput(layer, { name: 'layer Test', seed, holdings: inventoryOf(layer) });

const shapeOf = (value: unknown): number[] =>
  Array.isArray(value) ? [value.length, ...shapeOf(value[0])] : [];

test.each([
  ['inputShape', [2, 3], [2, 3]],
  ['inShape', [null, 4], [2, 4]],
  ['inputShape', [-1, 2, 2], [2, 2, 2]],
  ['inputSize', 3, [3]],
  ['inFeatures', 3, [3]],
  ['in_features', 3, [3]],
  ['nIn', 3, [3]],
  ['inputDim', [5], [5]],
  ['inputs', 2, [2]],
])('%s: %o asks for shape %o', (name, stated, shape) => {
  expect(shapeOf(inputOf({ [name]: stated, W: [[1]] }))).toEqual(shape);
});

test('numbers come from the seed', () => {
  const layer = { inputSize: 4 };
  expect(inputOf(layer, 1)).toEqual(inputOf(layer, 1));
  expect(inputOf(layer, 1)).not.toEqual(inputOf(layer, 2));
});

test('the input is in the kind of array the parameters are', () => {
  class Tensor {
    constructor(
      readonly data: Float32Array,
      readonly shape: readonly number[],
    ) {}
  }
  expect(inputOf({ inputSize: 2, W: Float32Array.of(1) })).toBeInstanceOf(Float32Array);
  expect(inputOf({ inputShape: [2, 2], W: Float32Array.of(1) })).toBeInstanceOf(Array);
  const tensor = inputOf({ inputShape: [2, 2], W: new Tensor(Float32Array.of(1), [1]) });
  expect(tensor).toBeInstanceOf(Tensor);
  expect(tensor).toEqual(new Tensor(expect.any(Float32Array) as Float32Array, [2, 2]));
  expect(inputOf({ inputShape: [1, 2], W: { data: [1], shape: [1] } })).toEqual({
    data: [expect.any(Number), expect.any(Number)],
    shape: [1, 2],
  });
});

test('a layer that does not say, or not clearly, needs an input', () => {
  const message =
    'TypeError: `input` must be given, because layer Test does not say what shape it takes; looked for `inputShape`, `inShape`, `inputSize`, `inFeatures`, `in_features`, `nIn`, `inputDim`, `inputs`';
  expect(thrown(() => inputOf({ W: [1] }))).toBe(message);
  expect(thrown(() => inputOf({ inputs: [] }))).toBe(message);
  expect(thrown(() => inputOf({ inputSize: 0.5 }))).toBe(message);
});
