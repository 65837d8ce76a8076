import * as jax from '@jax-js/jax';
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { jaxjs } from '../../src/adapters/jax.ts';
import { tensorflow } from '../../src/adapters/tensorflow.ts';
import {
  type AdaptedPoint,
  type AdaptedSubject,
  checkGradient,
  configureGradientChecks,
  type GradientCheck,
} from '../../src/index.ts';

// An adapter answers many points in one call: what is said is the same, in fewer calls.

/** A record but for what it cost to answer. */
function saidOf({ duration: _, ...said }: GradientCheck & { duration?: unknown }) {
  return said;
}

/** Something that says of itself what it is to a check. */
function carrying(subject: AdaptedSubject): object {
  return { [Symbol.for('expect-gradient.subject')]: () => subject };
}

/** The calls that were made, and of how many points. */
function counted<T extends readonly unknown[], R>(f: (points: T) => R) {
  const calls: number[] = [];
  const call = (points: T) => {
    calls.push(points.length);
    return f(points);
  };
  return { call, calls };
}

describe('what an adapter makes', () => {
  const size = 60;
  const start = Float64Array.from({ length: size }, (_, i) => Math.sin(i + 1));
  const energy = (x: ArrayLike<number>) => Array.from(x).reduce((sum, one) => sum + one ** 4, 0);
  const adapter = (values?: (points: readonly AdaptedPoint[]) => unknown) => {
    const x = start.slice();
    return () => ({
      variables: { x },
      value: () => energy(x),
      gradient: () => ({ x: x.map((one) => 4 * one ** 3) }),
      ...(values && { values }),
    });
  };
  const check = (values?: (points: readonly AdaptedPoint[]) => unknown) =>
    checkGradient(carrying(adapter(values)()));

  test('is asked for many points at once, and says the same', () => {
    const { call, calls } = counted((points: readonly AdaptedPoint[]) =>
      points.map(({ x }) => energy(x)),
    );
    expect(saidOf(check(call))).toEqual(saidOf(check()));
    expect(Math.max(...calls)).toBe(2 * size);
  });

  test('an output of several numbers is contracted, one of each point', () => {
    const outputs = (x: ArrayLike<number>) => Float64Array.from(x, (one) => one ** 2);
    const x = start.slice();
    const subject = {
      variables: { x },
      value: () => outputs(x),
      values: (points: readonly AdaptedPoint[]) => points.map((point) => outputs(point.x)),
      gradient: (cotangent: unknown) => ({
        x: x.map((one, i) => 2 * one * (cotangent as Float64Array)[i]),
      }),
    };
    expect(checkGradient(carrying(subject)).verdict).toBe('match');
  });

  test('too few outputs are an error that says so', () => {
    expect(() => check((points) => points.slice(1).map(({ x }) => energy(x)))).toThrow(
      /`values` must give one output a point, \d+ here, got an array of length \d+/,
    );
  });

  test('a promise of them is waited for', async () => {
    const later = async (points: readonly AdaptedPoint[]) => points.map(({ x }) => energy(x));
    expect((await check(later)).verdict).toBe('match');
  });

  test('points that are written to are a mistake that is told', () => {
    const spoilt = check((points) =>
      points.map(({ x }) => {
        const value = energy(x);
        x[0] += 1;
        return value;
      }),
    );
    expect(spoilt.contract.map(({ id }) => id)).toContain('input-mutated');
  });
});

describe('a layer of one’s own', () => {
  const [rows, inputs, outputs] = [2, 6, 10];
  const drawn = (length: number, phase: number) =>
    Float64Array.from({ length }, (_, i) => Math.sin(phase * (i + 1)));
  const pass = (x: Float64Array, W: Float64Array) =>
    Float64Array.from({ length: rows * outputs }, (_, k) => {
      const [row, o] = [Math.floor(k / outputs), k % outputs];
      let sum = 0;
      for (let i = 0; i < inputs; i++) sum += x[row * inputs + i] * W[i * outputs + o];
      return Math.tanh(sum);
    });

  // a member would be put back
  let passes = 0;

  class Dense {
    W = { data: drawn(inputs * outputs, 1.3), shape: [inputs, outputs] };
    dW = { data: new Float64Array(inputs * outputs), shape: [inputs, outputs] };
    #x: Float64Array = new Float64Array();
    #y: Float64Array = new Float64Array();

    forward(x: Float64Array) {
      passes += 1;
      this.#x = x;
      this.#y = pass(x, this.W.data);
      return this.#y;
    }

    backward(dy: Float64Array) {
      const dz = dy.map((one, k) => one * (1 - this.#y[k] ** 2));
      const dx = new Float64Array(this.#x.length);
      this.dW.data.fill(0);
      for (let k = 0; k < dz.length; k++)
        for (let i = 0; i < inputs; i++) {
          const [row, o] = [Math.floor(k / outputs), k % outputs];
          this.dW.data[i * outputs + o] += this.#x[row * inputs + i] * dz[k];
          dx[row * inputs + i] += this.W.data[i * outputs + o] * dz[k];
        }
      return dx;
    }
  }
  const input = drawn(rows * inputs, 0.7);
  const answeringBy = (forwardAll: (points: readonly AdaptedPoint[]) => unknown) =>
    Object.assign(new Dense(), { forwardAll });
  const passAll = (points: readonly AdaptedPoint[]) =>
    points.map((point) => pass(point.input, point.W));

  test('is asked for many points at once, and says the same', () => {
    const { call, calls } = counted(passAll);
    const passesOf = (layer: Dense) => {
      passes = 0;
      return { said: saidOf(checkGradient(layer, { input })), passes };
    };
    const [many, one] = [passesOf(answeringBy(call)), passesOf(new Dense())];
    expect(many.said).toEqual(one.said);
    expect(Math.max(...calls)).toBe(2 * inputs * outputs);
    expect(many.passes).toBeLessThan(one.passes - 2 * inputs * outputs);
  });

  test('so are the layers of a model', () => {
    const { call, calls } = counted(passAll);
    expect(checkGradient([answeringBy(call)], { input }).verdict).toBe('match');
    expect(Math.max(...calls)).toBe(2 * inputs * outputs);
  });

  test('too few outputs are an error that says so', () => {
    const layer = answeringBy((points) => passAll(points).slice(1));
    expect(() => checkGradient(layer, { input })).toThrow(
      /`forwardAll` must give one output a point, \d+ here, got an array of length \d+/,
    );
  });

  test('points that are written to are a mistake that is told', () => {
    const layer = answeringBy((points) => {
      const outputs = passAll(points);
      for (const point of points) point.W[0] += 1;
      return outputs;
    });
    const { contract } = checkGradient(layer, { input });
    expect(JSON.stringify(contract)).toContain('`forwardAll`');
  });
});

describe('TensorFlow.js', () => {
  beforeAll(async () => {
    tf.enableProdMode();
    await tf.setBackend('cpu');
    configureGradientChecks({ adapters: [tensorflow(tf)] });
  });
  let before: number;
  beforeEach(() => {
    tf.engine().startScope();
    before = tf.memory().numTensors;
  });
  afterEach(() => {
    const left = tf.memory().numTensors - before;
    tf.engine().endScope();
    expect(left, 'tensors left behind').toBe(kept);
  });
  let kept = 0;

  const model = () =>
    tf.sequential({
      layers: [
        tf.layers.dense({
          units: 8,
          inputShape: [5],
          activation: 'tanh',
          kernelInitializer: tf.initializers.glorotNormal({ seed: 1 }),
        }),
        tf.layers.dense({
          units: 3,
          activation: 'softmax',
          kernelInitializer: tf.initializers.glorotNormal({ seed: 2 }),
        }),
      ],
    });

  test('a model is asked for all points in one call of its own', () => {
    const network = model();
    const scores = (x: tf.Tensor) => network.predict(x) as tf.Tensor;
    const value = (x: tf.Tensor) => scores(x.expandDims(0)).squeeze([0]);
    const gradient = (x: tf.Tensor, dy: tf.Tensor) => tf.grad(value)(x, dy);
    const { call, calls } = counted((points: readonly tf.Tensor[]) =>
      scores(tf.stack(points as tf.Tensor[])),
    );
    const at = tf.tensor1d([0.3, -0.4, 1.2, 0.1, 0.7]);
    kept = tf.memory().numTensors - before;
    const batched = checkGradient({ value, gradient, values: call }, { at });
    expect(batched.verdict).toBe('match');
    expect(Math.max(...calls)).toBeGreaterThanOrEqual(2 * at.size);
    const { evaluations, relativeError } = checkGradient({ value, gradient }, { at });
    expect({ ...batched.evaluations, relativeError: batched.relativeError }).toEqual({
      ...evaluations,
      relativeError,
    });
    const wrong = (x: tf.Tensor, dy: tf.Tensor) => gradient(x, dy).mul(1.01);
    expect(checkGradient({ value, gradient: wrong, values: call }, { at }).verdict).toBe(
      'mismatch',
    );
  });

  describe('where tensors are read later', () => {
    /** Reads take their time, as those of WebGPU do: how often all that is asked for has to be waited for. */
    async function waits(run: () => unknown): Promise<number> {
      let [open, count] = [0, 0];
      const { data } = tf.Tensor.prototype;
      const later = async function (this: tf.Tensor) {
        if (open === 0) count += 1;
        open += 1;
        await new Promise((resolve) => setTimeout(resolve, 1));
        const numbers = await data.call(this);
        open -= 1;
        return numbers;
      };
      const spies = [
        vi.spyOn(tf.Tensor.prototype, 'dataSync').mockImplementation(() => {
          throw new Error('readSync is not supported');
        }),
        vi.spyOn(tf.Tensor.prototype, 'data').mockImplementation(later as never),
      ];
      try {
        await run();
      } finally {
        for (const spy of spies) spy.mockRestore();
      }
      return count;
    }

    test('a layer is waited for once for many points, and is as it was', async () => {
      const layer = tf.layers.dense({
        units: 4,
        inputShape: [5],
        activation: 'tanh',
        kernelInitializer: tf.initializers.glorotNormal({ seed: 1 }),
      });
      const input = [[0.3, -0.4, 1.2, 0.1, 0.7]];
      const atOnce = checkGradient(layer, { input });
      const weights = layer.getWeights().map((weight) => Array.from(weight.dataSync()));
      kept = tf.memory().numTensors - before;
      let found: GradientCheck | undefined;
      const count = await waits(async () => {
        found = await checkGradient(layer, { input });
      });
      expect(saidOf(found as GradientCheck)).toEqual(saidOf(atOnce));
      expect([found?.evaluations.value, count]).toEqual([77, 22]);
      const after = layer.getWeights().map((weight) => Array.from(weight.dataSync()));
      expect(after).toEqual(weights);
    });
  });

  test('weights of several points are stacked, and losses come as numbers', () => {
    const x = tf.tensor2d([0.5, -1, 0.2, 0.8, -0.6, 0.4], [2, 3]);
    const value = (w: tf.Tensor, b: tf.Tensor) => tf.tanh(tf.matMul(x, w).add(b)).sum();
    const values = (points: readonly tf.Tensor[][]) => {
      const [w, b] = [0, 1].map((i) => tf.stack(points.map((point) => point[i])));
      const many = x.expandDims(0).tile([points.length, 1, 1]);
      return tf
        .tanh(tf.matMul(many, w).add(b.expandDims(1)))
        .sum([1, 2])
        .dataSync();
    };
    const gradient = ([w, b]: tf.Tensor[]) => tf.grads(value)([w, b]);
    const at = [tf.tensor2d([0.3, -0.2, 0.5, 0.1, 1, -1], [3, 2]), tf.tensor1d([0.1, -0.3])];
    kept = tf.memory().numTensors - before;
    const { call, calls } = counted(values);
    expect(checkGradient({ value, gradient, values: call }, { at }).verdict).toBe('match');
    expect(calls.length).toBeGreaterThan(0);
  });
});

describe('jax-js', () => {
  test('points are arrays of their own, and values come as one', async () => {
    await jax.init('cpu', 'wasm');
    jax.defaultDevice('wasm');
    configureGradientChecks({ adapters: [jaxjs(jax)] });
    const { numpy: np, grad } = jax;
    const value = (x: jax.Array) => np.sum(np.square(np.tanh(x)));
    const { call, calls } = counted((points: readonly jax.Array[]) =>
      np.sum(np.square(np.tanh(np.stack(points as jax.Array[]))), 1),
    );
    const subject = { value, gradient: grad(value), values: call };
    const at = np.array([0.3, -0.4, 1.2, 0.1]);
    expect(checkGradient(subject, { at }).verdict).toBe('match');
    expect(Math.max(...calls)).toBeGreaterThanOrEqual(8);
  });
});
