import * as tf from '@tensorflow/tfjs';
import { configureGradientChecks } from 'expect-gradient';
import { inTraining, tensorflow } from 'expect-gradient/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { irisBatch } from './iris.ts';

// TensorFlow.js differentiates by itself; what people write by hand are custom operations and layers.

beforeAll(async () => {
  tf.enableProdMode();
  await tf.setBackend('cpu');
  configureGradientChecks({ adapters: [tensorflow(tf)] }); // in a project: in the setup file
});

/** x·Φ(x) as Hendrycks and Gimpel approximate it (arXiv 1606.08415), with a derivative that computes tanh only once. */
const gelu = tf.customGrad((...args) => {
  const [x, save] = args as unknown as [tf.Tensor, tf.GradSaveFunc];
  const c = Math.sqrt(2 / Math.PI);
  const t = tf.tanh(x.mul(c).mul(x.square().mul(0.044715).add(1)));
  save([x, t]);
  const gradFunc = (dy: tf.Tensor, saved: tf.Tensor[]) => {
    const [x, t] = saved;
    const inner = x
      .square()
      .mul(3 * 0.044715)
      .add(1)
      .mul(c);
    const slope = t
      .add(1)
      .add(x.mul(t.square().neg().add(1)).mul(inner))
      .mul(0.5);
    return dy.mul(slope);
  };
  return { value: x.mul(0.5).mul(t.add(1)), gradFunc };
});

/** y = gain · x / √(mean x² + ε) over the last axis (Zhang and Sennrich, arXiv 1910.07467). */
class RmsNorm extends tf.layers.Layer {
  static className = 'RmsNorm';
  private gain: tf.LayerVariable | undefined;

  override build([, width]: tf.Shape): void {
    this.gain = this.addWeight('gain', [width], 'float32', tf.initializers.ones());
    this.built = true;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const [x] = Array.isArray(inputs) ? inputs : [inputs];
    return tf.tidy(() => {
      const rms = x.square().mean(-1, true).add(1e-6).sqrt();
      return x.div(rms).mul(this.gain?.read() ?? 1);
    });
  }
}

const { inputs } = irisBatch(30); // 5 flowers, 4 measurements each

describe('functions of tensors', () => {
  test('a custom operation', () => {
    const x = tf.tensor([-2, -0.5, 0.3, 1.7]);
    expect(gelu).toHaveCorrectGradient({ at: x });
    expect(gelu).toHaveCorrectGradient({ at: tf.randomNormal([3, 2], 0, 1, 'float32', 1) });
    x.dispose();
  });

  test('a function of several tensors, and its gradient by hand', () => {
    const ridge = (x: tf.Tensor, w: tf.Tensor): tf.Scalar =>
      tf.sum<tf.Scalar>(tf.matMul(x, w).square()).add(tf.sum(w.square()));
    const gradient = ([x, w]: tf.Tensor[]) => {
      const residual = tf.matMul(x, w).mul(2);
      return [
        tf.matMul(residual, w, false, true),
        tf.matMul(x, residual, true, false).add(w.mul(2)),
      ];
    };
    const at = [tf.tensor2d(inputs), tf.tensor2d([[0.3], [-0.2], [0.5], [0.1]])];
    expect({ value: ridge, gradient }).toHaveCorrectGradient({ at });
    expect(tf.grads(ridge)).toMatchNumericalGradient(ridge, at);
  });
});

describe('many points in one call', () => {
  test('of a model, by its input', () => {
    const model = tf.sequential({
      layers: [
        tf.layers.dense({ units: 16, inputShape: [4], activation: 'tanh' }),
        tf.layers.dense({ units: 3, activation: 'softmax' }),
      ],
    });
    const scores = (batch: tf.Tensor) => model.predict(batch) as tf.Tensor;
    const value = (x: tf.Tensor) => scores(x.expandDims(0)).squeeze([0]);
    expect({
      value,
      gradient: (x: tf.Tensor, dy: tf.Tensor) => tf.grad(value)(x, dy),
      values: (points: tf.Tensor[]) => scores(tf.stack(points)),
    }).toHaveCorrectGradient({ at: tf.tensor1d(inputs[0]) });
  });
});

describe('layers and models', () => {
  const kernelInitializer = tf.initializers.glorotNormal({ seed: 1 });
  const hidden = { units: 6, inputShape: [4], activation: 'tanh' as const, kernelInitializer };
  const last = { units: 3, activation: 'softmax' as const, kernelInitializer };
  const model = () =>
    tf.sequential({
      layers: [
        tf.layers.dense(hidden),
        tf.layers.batchNormalization(),
        new RmsNorm({}),
        tf.layers.dense(last),
      ],
    });

  test('a layer of our own', () => {
    expect(new RmsNorm({})).toHaveCorrectGradient({ input: inputs });
  });

  test('a model, layer by layer, as it predicts', () => {
    expect(model()).toHaveCorrectGradient({ input: inputs });
  });

  test('and as it is trained: with the statistics of the batch', () => {
    expect(inTraining(model())).toHaveCorrectGradient({ input: inputs });
  });
});
