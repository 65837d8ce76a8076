import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { tensorflow } from '../../src/adapters/tensorflow.ts';
import { checkGradient, configureGradientChecks } from '../../src/index.ts';

beforeAll(async () => {
  tf.enableProdMode();
  await tf.setBackend('cpu');
  configureGradientChecks({ adapters: [tensorflow(tf)] });
});

/** Weights that are the same in every run: TensorFlow.js draws them anew. */
function makeWeights(layer: tf.layers.Layer, input: unknown): void {
  tf.tidy(() => {
    const like = layer.batchInputShape?.map((size) => size ?? 2) ?? [];
    const inputs = input === undefined ? tf.ones(like) : input;
    layer.apply(asTensors(inputs));
    const steady = (weight: tf.Tensor) =>
      tf.tensor(
        Array.from({ length: weight.size }, (_, k) => Math.sin(k + 1) / 2),
        weight.shape,
      );
    layer.setWeights(layer.getWeights().map(steady));
  });
}

function asTensors(input: unknown): tf.Tensor | tf.Tensor[] {
  if (input instanceof tf.Tensor) return input;
  if (Array.isArray(input) && input[0] instanceof tf.Tensor) return input;
  const { data = input, shape = undefined } = input as { data?: unknown; shape?: number[] };
  return tf.tensor(data as number[], shape);
}

function verdictOf(layer: tf.layers.Layer, input?: unknown, options = {}) {
  makeWeights(layer, input);
  const before = tf.memory().numTensors;
  const { verdict, variables } = checkGradient(layer, { input, ...options });
  expect(tf.memory().numTensors - before, 'tensors left behind').toBe(0);
  return [verdict, ...variables.map(({ path, shape }) => `${path} ${shape.join('×')}`)];
}

const batch = [
  [0.3, -0.4, 1.2],
  [0.1, 2, 0.7],
  [-1, 0.6, 0.2],
];

describe('a layer', () => {
  test('that says its input shape needs no arguments', () => {
    const dense = tf.layers.dense({ units: 2, inputShape: [3], activation: 'tanh' });
    expect(verdictOf(dense)).toEqual(['match', 'input 2×3', 'kernel 3×2', 'bias 2']);
  });

  test('that was never used makes its weights, and keeps them', () => {
    const before = tf.memory().numTensors;
    const layer = tf.layers.dense({ units: 2, kernelInitializer: 'ones' });
    expect(checkGradient(layer, { input: batch }).verdict).toBe('match');
    expect(tf.memory().numTensors - before).toBe(layer.weights.length);
    expect(layer.built).toBe(true);
  });

  test('at an input of nested arrays, { data, shape } or a tensor', () => {
    const dense = tf.layers.dense({ units: 2, activation: 'sigmoid' });
    const expected = ['match', 'input 3×3', 'kernel 3×2', 'bias 2'];
    expect(verdictOf(dense, batch)).toEqual(expected);
    expect(verdictOf(dense, { data: batch.flat(), shape: [3, 3] })).toEqual(expected);
    const x = tf.tensor2d(batch);
    expect(verdictOf(dense, x)).toEqual(expected);
    x.dispose();
  });

  test('that needs an input and says so', () => {
    const dense = tf.layers.dense({ units: 2 });
    expect(() => checkGradient(dense)).toThrowErrorMatchingInlineSnapshot(
      `[TypeError: \`input\` must be given: layer Dense does not say the shape of its input]`,
    );
  });

  test('with several inputs', () => {
    const x = tf.tensor2d(batch);
    const y = tf.tensor2d(batch).mul<tf.Tensor2D>(2);
    const names = ['match', 'input[0] 3×3', 'input[1] 3×3'];
    expect(verdictOf(tf.layers.multiply(), [x, y])).toEqual(names);
    tf.dispose([x, y]);
  });

  test('on some samples of a batch', () => {
    const dense = tf.layers.dense({ units: 2 });
    expect(verdictOf(dense, batch, { samples: 2 })[1]).toBe('input 2×3');
  });

  test('whose input is indices, given as integers or as floats', () => {
    const embedding = tf.layers.embedding({ inputDim: 5, outputDim: 2 });
    const expected = ['match', 'embeddings 5×2'];
    expect(verdictOf(embedding, [[1, 4, 1]])).toEqual(expected);
    const indices = tf.tensor2d([[1, 4, 1]], [1, 3], 'int32');
    expect(verdictOf(embedding, indices)).toEqual(expected);
    indices.dispose();
  });

  test('that is frozen has only its input', () => {
    const dense = tf.layers.dense({ units: 2, inputShape: [3], trainable: false });
    expect(verdictOf(dense)).toEqual(['match', 'input 2×3']);
  });

  test('that wraps others keeps the names that tell them apart', () => {
    const lstm = tf.layers.lstm({ units: 2, returnSequences: true }) as tf.RNN;
    const layer = tf.layers.bidirectional({ layer: lstm, mergeMode: 'concat' });
    const found = verdictOf(layer, [batch]);
    expect(found.map((name) => name.replace(/_LSTM\d+/, ''))).toEqual([
      'match',
      'input 1×3×3',
      'forward_lstm/kernel 3×8',
      'forward_lstm/recurrent_kernel 2×8',
      'forward_lstm/bias 8',
      'backward_lstm/kernel 3×8',
      'backward_lstm/recurrent_kernel 2×8',
      'backward_lstm/bias 8',
    ]);
  });
});

describe('every layer of TensorFlow.js with weights or a shape to mind', () => {
  const sequence = [batch];
  test.each<[string, () => tf.layers.Layer, unknown]>([
    ['conv1d', () => tf.layers.conv1d({ filters: 2, kernelSize: 2 }), sequence],
    ['simpleRNN', () => tf.layers.simpleRNN({ units: 2 }), sequence],
    ['gru', () => tf.layers.gru({ units: 2 }), sequence],
    ['layerNormalization', () => tf.layers.layerNormalization(), batch],
    ['prelu', () => tf.layers.prelu({ alphaInitializer: 'randomNormal' }), batch],
    ['softmax', () => tf.layers.softmax(), batch],
    ['timeDistributed', () => timeDistributed(), sequence],
    ['flatten', () => tf.layers.flatten(), sequence],
    ['globalAveragePooling1d', () => tf.layers.globalAveragePooling1d({}), sequence],
    ['gaussianNoise', () => tf.layers.gaussianNoise({ stddev: 1 }), batch],
  ])('%s', (_, make, input) => {
    expect(verdictOf(make(), input)[0]).toBe('match');
  });

  function timeDistributed() {
    return tf.layers.timeDistributed({ layer: tf.layers.dense({ units: 2 }) });
  }
});
