import * as tf from '@tensorflow/tfjs';
import type { Through } from '../calls.ts';
import { numbersOf } from '../points.ts';
import type { Ingredients, Make } from './made.ts';

tf.enableProdMode();
await tf.setBackend('cpu');

const numbersIn = (tensor: tf.Tensor) => Array.from(tensor.dataSync());
const energy = (x: tf.Tensor) => tf.tidy(() => tf.sum(tf.mul(tf.sin(x), x)) as tf.Scalar);
const gradient = (x: tf.Tensor) => tf.tidy(() => tf.grad(energy)(x));

function pointOf({ numbers, size }: Ingredients): tf.Tensor1D {
  return tf.tensor1d(numbersOf(numbers === 'huge' ? 'ordinary' : numbers, size));
}

const atTensor =
  (subjectOf: (through: Through) => unknown): Make =>
  (ingredients, through) => {
    const at = pointOf(ingredients);
    return {
      subject: subjectOf(through),
      options: { at },
      roots: {},
      state: () => numbersIn(at),
      dispose: () => at.dispose(),
    };
  };

/** A layer of one weight, whose call is told. */
function toldLayer(through: Through): tf.layers.Layer {
  const forward = through('layer call', (input: tf.Tensor, weight: tf.Tensor) =>
    tf.tidy(() => tf.tanh(tf.mul(input, weight))),
  );
  class Told extends tf.layers.Layer {
    static className = 'Told';
    w: tf.LayerVariable | undefined;
    override build() {
      this.w = this.addWeight('w', [1], 'float32', tf.initializers.constant({ value: 0.7 }));
      this.built = true;
    }
    override call(inputs: tf.Tensor | tf.Tensor[]) {
      const [input] = Array.isArray(inputs) ? inputs : [inputs];
      return forward(input, this.w?.read() as tf.Tensor);
    }
  }
  return new Told({ inputShape: [2] } as never);
}

function kerasOf(make: (told: tf.layers.Layer) => tf.layers.Layer): Make {
  return (_, through) => {
    const subject = make(toldLayer(through));
    const input = tf.tensor2d([[0.3, -0.2]]);
    const weights = () => subject.weights.map((weight) => numbersIn(weight.read()));
    const state = () => [weights(), numbersIn(input)];
    const dispose = () => {
      for (const weight of subject.weights) (weight as tf.LayerVariable).dispose();
      input.dispose();
    };
    return { subject, options: { input }, roots: {}, state, dispose };
  };
}

/** A layer whose weights are there, so that the check need not make them. */
function built(layer: tf.layers.Layer): tf.layers.Layer {
  layer.build([null, 2]);
  return layer;
}

function sequential(told: tf.layers.Layer): tf.layers.Layer {
  const kernelInitializer = tf.initializers.glorotUniform({ seed: 3 });
  const dense = tf.layers.dense({ units: 2, inputShape: [2], kernelInitializer });
  const model = tf.sequential({ layers: [dense, told] });
  model.build();
  return model;
}

/** What TensorFlow.js works with. */
export const TENSORS: Readonly<Record<string, Make>> = {
  'function of tensors': atTensor((through) => through('value', energy)),
  'pair of tensors': atTensor((through) => ({
    value: through('value', energy),
    gradient: through('gradient', gradient),
  })),
  'layer of TensorFlow.js': kerasOf(built),
  'model of TensorFlow.js': kerasOf(sequential),
};

export { tf };
