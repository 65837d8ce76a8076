import * as jax from '@jax-js/jax';
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { jaxjs } from '../../src/adapters/jax.ts';
import { tensorflow } from '../../src/adapters/tensorflow.ts';
import { checkGradient, configureGradientChecks } from '../../src/index.ts';
import { failingAtEveryCall, type Made } from '../hostile/every-call.ts';

// Throwing at every call of what a library is given: the error comes out as it is, every weight and every input is as it
// was, and no array is left behind.

const { numpy: np } = jax;
let made: jax.Array[] = [];
const watched = {
  ...jax,
  numpy: {
    ...np,
    array: (...args: Parameters<typeof np.array>) => {
      const array = np.array(...args);
      made.push(array);
      return array;
    },
  },
};

beforeAll(async () => {
  await tf.setBackend('cpu');
  await jax.init('cpu', 'wasm');
  jax.defaultDevice('wasm');
  configureGradientChecks({ adapters: [jaxjs(watched), tensorflow(tf)] });
});
tf.enableProdMode();

const x = tf.tensor1d([0.3, -1.2, 2]);
const before = tf.memory().numTensors;
beforeEach(() => {
  made = [];
});
afterEach(() => {
  expect(tf.memory().numTensors - before, 'tensors left behind').toBe(0);
  expect(made.filter(({ refCount }) => refCount > 0)).toEqual([]);
});

const numbers = (tensor: tf.Tensor) => Array.from(tensor.dataSync());
const energy = (at: tf.Tensor) => tf.sum(tf.mul(tf.sin(at), at)) as tf.Scalar;

const SUBJECTS: Readonly<Record<string, (call: () => void) => Made>> = {
  'a function of tensors': (call) => ({
    subject: (at: tf.Tensor) => {
      call();
      return energy(at);
    },
    options: { at: x },
    state: () => numbers(x),
  }),
  'a pair of tensors': (call) => ({
    subject: {
      value: (at: tf.Tensor) => {
        const found = energy(at);
        call();
        return found;
      },
      gradient: (at: tf.Tensor) => {
        call();
        return tf.grad(energy)(at);
      },
    },
    options: { at: x },
    state: () => numbers(x),
  }),
  'an asynchronous function of tensors': (call) => ({
    subject: {
      value: async (at: tf.Tensor) => {
        await Promise.resolve();
        call();
        return tf.tidy(() => energy(at));
      },
      gradient: async (at: tf.Tensor) => {
        await Promise.resolve();
        call();
        return tf.tidy(() => tf.grad(energy)(at));
      },
    },
    options: { at: x },
    state: () => numbers(x),
  }),
  'a function of jax-js arrays': (call) => ({
    subject: (at: jax.Array) => {
      call();
      return np.sum(np.square(at));
    },
    options: { at: np.array([0.3, -1.2]) },
  }),
};

test.each(Object.entries(SUBJECTS))('%s', async (_, make) => {
  expect(await failingAtEveryCall(make, checkGradient)).toEqual({ faults: [], refusals: 0 });
});

/** A layer of one weight that does something before it computes. */
class Told extends tf.layers.Layer {
  static className = 'Told';
  readonly told: () => void;
  w: tf.LayerVariable | undefined;
  constructor(told: () => void) {
    super({});
    this.told = told;
  }
  override build() {
    this.w = this.addWeight('w', [1], 'float32', tf.initializers.constant({ value: 0.7 }));
    this.built = true;
  }
  override call(inputs: tf.Tensor | tf.Tensor[]) {
    return tf.tidy(() => {
      const [input] = Array.isArray(inputs) ? inputs : [inputs];
      const scaled = tf.tanh(tf.mul(input, this.w?.read() as tf.Tensor));
      this.told();
      return scaled;
    });
  }
}

test('a model of TensorFlow.js', async () => {
  const input = tf.tensor2d([[0.3, -0.2]]);
  let call = () => {};
  const told = new Told(() => call());
  const model = tf.sequential({
    layers: [
      tf.layers.dense({
        units: 2,
        inputShape: [2],
        kernelInitializer: tf.initializers.glorotUniform({ seed: 3 }),
      }),
      told,
    ],
  });
  const weights = () => model.weights.map((weight) => numbers(weight.read()));
  const options = { input, cotangents: 1 };
  const make = (tell: () => void): Made => {
    call = tell;
    // the first call makes what belongs to the model
    const state = () => [weights(), numbers(input), tf.memory().numTensors];
    return { subject: model, options, roots: {}, state };
  };
  const { faults } = await failingAtEveryCall(make, checkGradient);
  expect(faults).toEqual([]);
  model.dispose();
  input.dispose();
});
