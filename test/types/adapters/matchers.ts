import 'expect-gradient/vitest';
import * as jax from '@jax-js/jax';
import * as tf from '@tensorflow/tfjs';
import * as core from '@tensorflow/tfjs-core';
import { configureGradientChecks } from 'expect-gradient';
import { jaxjs } from 'expect-gradient/jax';
import { inTraining, tensorflow } from 'expect-gradient/tfjs';
import { expect } from 'vitest';

// Compiled, never run.

configureGradientChecks({ adapters: [tensorflow(tf), tensorflow(core), jaxjs(jax)] });
// @ts-expect-error: another library
tensorflow(jax);
// @ts-expect-error: not the whole of it
jaxjs(jax.numpy);

const x = tf.tensor1d([1, 2]);
const loss = (at: tf.Tensor1D) => tf.sum<tf.Scalar>(tf.square(at));
const product = (at: tf.Tensor, w: tf.Tensor) => tf.mul(at, w);
expect(loss).toHaveCorrectGradient({ at: x });
expect(tf.grads(product)).toMatchNumericalGradient(product, [x, x]);
expect(loss(x)).toMatchNumericalGradient(loss, x);
const later: Promise<void> = expect(tf.grads(product)).toMatchNumericalGradient(
  async (at: tf.Tensor1D) => loss(at),
  [x],
);
expect(tf.layers.dense({ units: 1 })).toHaveCorrectGradient({ input: x });
expect(inTraining(tf.sequential())).toHaveCorrectGradient({ input: x });

const { numpy: np } = jax;
const energy = (at: jax.Array, w: jax.Array) => np.dot(at, w);
expect(energy).toHaveCorrectGradient({ at: [np.ones([2]), np.ones([2])] });
expect(jax.grad(energy)).toMatchNumericalGradient(energy, [np.ones([2]), np.ones([2])]);

export { later };
