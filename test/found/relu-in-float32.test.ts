import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tensorflow } from '../../src/adapters/tensorflow.ts';
import { checkGradient, configureGradientChecks } from '../../src/index.ts';

// Small steps drown in float32, large ones lead over the kinks of other units. What TensorFlow.js differentiates is held against
// the derivative by hand, in float64.

beforeAll(async () => {
  tf.enableProdMode();
  await tf.setBackend('cpu');
  configureGradientChecks({ adapters: [tensorflow(tf)] });
});

afterAll(() => {
  configureGradientChecks({ adapters: [] });
});

type Matrix = readonly (readonly number[])[];
type Tensors = readonly tf.Tensor2D[];

const product = (a: Matrix, b: Matrix): Matrix =>
  a.map((row) => b[0].map((_, j) => row.reduce((s, v, k) => s + v * b[k][j], 0)));
const transposed = (a: Matrix): Matrix => a[0].map((_, j) => a.map((row) => row[j]));
const each = (a: Matrix, f: (v: number, i: number, j: number) => number): Matrix =>
  a.map((row, i) => row.map((v, j) => f(v, i, j)));
const numbersOf = (tensors: Tensors): Matrix[] => tensors.map((tensor) => tensor.arraySync());
const tensorsOf = (matrices: readonly Matrix[]) =>
  matrices.map((rows) => tf.tensor2d(rows.map((row) => [...row])));

interface Network {
  readonly loss: (...tensors: tf.Tensor2D[]) => tf.Scalar;
  /** By hand; what the slope of a unit below and above its kink is may be chosen. */
  readonly derivative: (at: readonly Matrix[], mask: (z: number) => number) => readonly Matrix[];
}

const mask = (z: number) => (z > 0 ? 1 : 0);
const everything = () => 1;

/** mean(relu(x W)) */
const mean: Network = {
  loss: (x, W) => tf.mean(tf.relu(tf.matMul(x, W))),
  derivative: ([x, W], slope) => {
    const z = product(x, W);
    const dz = each(z, (v) => slope(v) / (z.length * z[0].length));
    return [product(dz, transposed(W)), product(transposed(x), dz)];
  },
};

const classes = 4;
const labelOf = (row: number) => (3 * row + 1) % classes;
const relu = (v: number) => Math.max(0, v);

function softmax(rows: Matrix): Matrix {
  return rows.map((row) => {
    const weights = row.map((v) => Math.exp(v - Math.max(...row)));
    const total = weights.reduce((a, b) => a + b, 0);
    return weights.map((w) => w / total);
  });
}

/** Softmax cross-entropy of relu(x W) V. */
const classifier: Network = {
  loss: (x, W, V) => {
    const labels = tf.oneHot(
      Array.from({ length: x.shape[0] }, (_, i) => labelOf(i)),
      classes,
    );
    return tf.losses.softmaxCrossEntropy(labels, tf.matMul(tf.relu(tf.matMul(x, W)), V));
  },
  derivative: ([x, W, V], slope) => {
    const z = product(x, W);
    const h = each(z, relu);
    const p = softmax(product(h, V));
    const dy = each(p, (v, i, j) => (v - (j === labelOf(i) ? 1 : 0)) / p.length);
    const dz = each(product(dy, transposed(V)), (v, i, j) => v * slope(z[i][j]));
    return [product(dz, transposed(W)), product(transposed(x), dz), product(transposed(h), dy)];
  },
};

function relativeDistance(a: readonly Matrix[], b: readonly Matrix[]): number {
  const [left, right] = [a, b].map((all) => all.flat(2));
  const apart = Math.hypot(...left.map((v, k) => v - right[k]));
  return apart / (Math.hypot(...left) + Math.hypot(...right));
}

function judged({ loss, derivative }: Network, at: Tensors) {
  const check = (gradient: (tensors: Tensors) => tf.Tensor[]) =>
    checkGradient({ value: loss, gradient }, { at }).verdict;
  const automatic = tf.grads(loss as (...tensors: tf.Tensor[]) => tf.Scalar);
  const right = automatic([...at]) as tf.Tensor2D[];
  return {
    /** Of what TensorFlow.js returns from the derivative by hand. */
    distance: relativeDistance(numbersOf(right), derivative(numbersOf(at), mask)),
    right: check((tensors) => automatic([...tensors])),
    unmasked: check((tensors) => tensorsOf(derivative(numbersOf(tensors), everything))),
    flipped: check((tensors) => tensorsOf(derivative(numbersOf(tensors), (z) => -mask(z)))),
  };
}

const seeds = [1, 4, 5, 7, 12, 15, 18, 20];
const normal = (shape: [number, number], seed: number) =>
  tf.randomNormal<tf.Rank.R2>(shape, 0, 1, 'float32', seed);
const uniform = (shape: [number, number], seed: number) =>
  tf.randomUniform<tf.Rank.R2>(shape, -0.44, 0.44, 'float32', seed);

describe.each<[string, Network, (seed: number) => Tensors]>([
  ['mean(relu(x W))', mean, (seed) => [normal([8, 10], seed), uniform([10, 20], 100 + seed)]],
  ['of another size', mean, (seed) => [normal([3, 5], seed), uniform([5, 7], 100 + seed)]],
  [
    'softmax cross-entropy of relu(x W) V',
    classifier,
    (seed) => [
      normal([6, 5], seed),
      uniform([5, 12], 100 + seed),
      uniform([12, classes], 200 + seed),
    ],
  ],
])('%s', (_, network, pointOf) => {
  test.each(seeds)('with seed %d', (seed) => {
    const { distance, right, unmasked, flipped } = judged(network, pointOf(seed));
    expect(distance).toBeLessThan(1e-6);
    expect(right).not.toBe('mismatch');
    expect([unmasked, flipped]).toEqual(['mismatch', 'mismatch']);
  });
});
