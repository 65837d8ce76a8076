import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { inTraining, tensorflow } from '../../src/adapters/tensorflow.ts';
import { checkGradient, configureGradientChecks, formatGradientCheck } from '../../src/index.ts';

beforeAll(async () => {
  tf.enableProdMode();
  await tf.setBackend('cpu');
  configureGradientChecks({ adapters: [tensorflow(tf)] });
});

const batch = [
  [0.3, -0.4, 1.2],
  [0.1, 2, 0.7],
  [-1, 0.6, 0.2],
];

const starts = tf.initializers.glorotNormal({ seed: 1 });

function dense(units: number, options = {}): tf.layers.Layer {
  return tf.layers.dense({ units, kernelInitializer: starts, activation: 'tanh', ...options });
}

/** y = x², with a backward pass that is a tenth too large. */
class WrongSquare extends tf.layers.Layer {
  static className = 'WrongSquare';

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const square = tf.customGrad((...args) => {
      const [x, save] = args as unknown as [tf.Tensor, tf.GradSaveFunc];
      save([x]);
      return {
        value: tf.square(x),
        gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => tf.mul(dy, tf.mul(saved[0], 2.2)),
      };
    });
    return square((inputs as tf.Tensor[])[0]);
  }
}

function checkOf(model: object, options = {}) {
  const before = tf.memory().numTensors;
  const check = checkGradient(model, { input: batch, ...options });
  expect(tf.memory().numTensors - before, 'tensors left behind').toBe(0);
  return check;
}

function summary(model: object, options = {}) {
  const check = checkOf(model, options);
  return {
    verdict: check.verdict,
    layers: check.layers?.map(({ path, name, verdict }) => `${path} ${name}: ${verdict}`),
    variables: check.variables.map(({ path }) => path),
  };
}

describe('a model', () => {
  test('is checked layer by layer, then as a whole', () => {
    const layers = [dense(4, { inputShape: [3] }), tf.layers.batchNormalization(), dense(2)];
    const model = tf.sequential({ layers });
    expect(summary(model)).toEqual({
      verdict: 'match',
      layers: [
        'layers[0] Dense: match',
        'layers[1] BatchNormalization: match',
        'layers[2] Dense: match',
      ],
      variables: [
        'input',
        'layers[0].kernel',
        'layers[0].bias',
        'layers[1].gamma',
        'layers[1].beta',
        'layers[2].kernel',
        'layers[2].bias',
      ],
    });
  });

  test('names the layer that breaks first', () => {
    const layers = [dense(3, { inputShape: [3] }), new WrongSquare({}), dense(1)];
    const model = tf.sequential({ layers });
    const check = checkOf(model);
    expect(formatGradientCheck(check)).toMatchInlineSnapshot(`
      "layers[1] (WrongSquare) is the first that breaks; the others are correct
        given their inputs

        layer      kind         relative error  verdict
        layers[0]  Dense        3.0e-5          match
        layers[1]  WrongSquare  4.8e-2          mismatch
        layers[2]  Dense        9.9e-6          match

      gradient mismatch in all 9 coordinates: looks like a constant factor of 1.1

      relative error  4.8e-2
      threshold       1.0e-4

        coordinate            analytic    numeric ± bar        relative error
        layers[1].input[1,0]  -2.408953   -2.189958  ± 1e-5    4.8e-2
        layers[1].input[0,1]  -1.562193   -1.420176  ± 6e-6    4.8e-2
        layers[1].input[2,0]   1.033823    0.939839  ± 4e-6    4.8e-2
        layers[1].input[2,2]  -0.983637   -0.894215  ± 4e-6    4.8e-2
        layers[1].input[1,1]  -0.898962   -0.817238  ± 4e-6    4.8e-2
        layers[1].input[2,1]  -0.863420   -0.784927  ± 4e-6    4.8e-2
        layers[1].input[0,2]  -0.7721661  -0.7019693 ± 2.7e-6  4.8e-2
        layers[1].input[1,2]   0.7540625   0.6855114 ± 2.9e-6  4.8e-2
        … and 1 more (the largest 4.8e-2)

      diagnosis: a constant factor of 1.1 (constant-factor)
        analytic = 1.1000 × numeric in all 9 coordinates
        help: look for a factor that only one of value and gradient has: a weight,
          a scale, a mean for a sum
      note: 314 evaluations of the value, 14 of the gradient; seed 1
      note: for the worst coordinate alone:
        { variables: ['layers[1].input[1,0]'], seed: 1 }"
    `);
  });

  test('of the functional API: layers with several inputs, shared layers, models inside', () => {
    const inner = tf.sequential({ layers: [dense(2, { inputShape: [3] })] });
    const shared = dense(2);
    const x = tf.input({ shape: [3] });
    const y = tf.input({ shape: [3] });
    const sides = [shared.apply(x), shared.apply(y), inner.apply(x)] as tf.SymbolicTensor[];
    const joined = tf.layers.concatenate().apply(sides) as tf.SymbolicTensor;
    const outputs = [dense(1).apply(joined) as tf.SymbolicTensor, joined];
    const model = tf.model({ inputs: [x, y], outputs });
    const input = [tf.tensor2d(batch), tf.tensor2d(batch).neg()];
    expect(summary(model, { input })).toMatchInlineSnapshot(`
      {
        "layers": [
          "layers[2] Dense: match",
          "layers[3].layers[0] Dense: match",
          "layers[3] Sequential: match",
          "layers[4] Concatenate: match",
          "layers[5] Dense: match",
        ],
        "variables": [
          "input[0]",
          "input[1]",
          "layers[2].kernel",
          "layers[2].bias",
          "layers[3].layers[0].kernel",
          "layers[3].layers[0].bias",
          "layers[5].kernel",
          "layers[5].bias",
        ],
        "verdict": "match",
      }
    `);
    tf.dispose(input);
  });

  test('over words: indices, masks, recurrent layers', () => {
    const layers = [
      tf.layers.embedding({
        inputDim: 6,
        outputDim: 2,
        maskZero: true,
        inputLength: 3,
        embeddingsInitializer: starts,
      }),
      tf.layers.lstm({ units: 2, kernelInitializer: starts, recurrentInitializer: starts }),
      dense(1),
    ];
    const model = tf.sequential({ layers });
    const input = [
      [1, 5, 0],
      [2, 0, 0],
    ];
    expect(summary(model, { input })).toMatchInlineSnapshot(`
      {
        "layers": [
          "layers[0] Embedding: match",
          "layers[1] LSTM: match",
          "layers[2] Dense: match",
        ],
        "variables": [
          "layers[0].embeddings",
          "layers[1].kernel",
          "layers[1].recurrent_kernel",
          "layers[1].bias",
          "layers[2].kernel",
          "layers[2].bias",
        ],
        "verdict": "match",
      }
    `);
  });

  test('of which some variables are wanted', () => {
    const layers = [dense(2, { inputShape: [3] }), tf.layers.softmax(), dense(1)];
    const model = tf.sequential({ layers });
    expect(summary(model, { variables: ['layers[0].bias', 'layers[2]'] })).toMatchInlineSnapshot(`
      {
        "layers": [
          "layers[0] Dense: match",
          "layers[2] Dense: match",
        ],
        "variables": [
          "layers[0].bias",
          "layers[2].kernel",
          "layers[2].bias",
        ],
        "verdict": "match",
      }
    `);
    expect(summary(model, { variables: ['layers[0].bias'], samples: 1 }).verdict).toBe('match');
  });

  test('draws an input for the shape it states', () => {
    const model = tf.sequential({ layers: [dense(2, { inputShape: [3] })] });
    expect(checkGradient(model).verdict).toBe('match');
  });
});

describe('in training', () => {
  test('batch normalisation takes the statistics of the batch, and the running ones are restored', () => {
    const normalization = tf.layers.batchNormalization();
    const model = tf.sequential({
      layers: [dense(4, { inputShape: [3] }), normalization, dense(2)],
    });
    const read = () => model.getWeights().map((weight) => weight.dataSync());
    const weights = read();
    expect(summary(inTraining(model)).verdict).toBe('match');
    read().forEach((weight, i) => {
      expect(weight).toBe(weights[i]);
    });
  });

  test('dropout draws anew at each call, unless it has a seed', () => {
    const dropout = (seed?: number) =>
      tf.layers.dropout({ rate: 0.5, ...(seed !== undefined && { seed }) });
    expect(summary(inTraining(dropout(1))).verdict).toBe('match');
    expect(
      formatGradientCheck(checkGradient(inTraining(dropout()), { input: batch, seed: 1 })).split(
        '\n',
      )[0],
    ).toMatchInlineSnapshot(`"contract: \`gradient\` changes from call to call at the same point"`);
  });
});

describe('whatever happens', () => {
  class Fails extends tf.layers.Layer {
    static className = 'Fails';
    calls = 0;

    override call(inputs: tf.Tensor | tf.Tensor[], { late = 3 }): tf.Tensor {
      this.calls += 1;
      const y = tf.exp((inputs as tf.Tensor[])[0] ?? inputs);
      if (this.calls > (late as number)) throw new RangeError('the layer fails');
      return y;
    }
  }

  test.each([0, 1, 2, 3, 5, 9])('weights are as they were when call %i throws', (calls) => {
    const failing = new Fails({});
    const first = dense(2, { inputShape: [3] });
    const model = tf.sequential({ layers: [first, failing] });
    failing.calls = 3 - calls;
    const weights = first.getWeights().map((weight) => weight.dataSync());
    expect(() => checkGradient(model, { input: batch })).toThrow(new RangeError('the layer fails'));
    first.getWeights().forEach((weight, i) => {
      expect(weight.dataSync()).toBe(weights[i]);
    });
    expect(Object.hasOwn(failing, 'call')).toBe(false);
  });
});
