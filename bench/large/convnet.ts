import * as tf from '@tensorflow/tfjs';

/** A convolutional network of 1,005,082 weights, drawn at random, of TensorFlow.js's own layers. */
export function convolutionalNetwork(key: number): tf.Sequential {
  const drawn = (place: number) => ({
    kernelInitializer: tf.initializers.heNormal({ seed: 100 * key + place }),
    biasInitializer: tf.initializers.randomNormal({
      mean: 0,
      stddev: 0.1,
      seed: 100 * key + 50 + place,
    }),
  });
  const convolution = (filters: number, place: number) =>
    tf.layers.conv2d({
      ...(place === 1 && { inputShape: [32, 32, 3] }),
      filters,
      kernelSize: 3,
      padding: 'same',
      activation: 'relu',
      ...drawn(place),
    });
  return tf.sequential({
    layers: [
      convolution(32, 1),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      convolution(64, 2),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 240, activation: 'relu', ...drawn(3) }),
      tf.layers.dense({ units: 10, ...drawn(4) }),
    ],
  });
}

/** Two images of noise. */
export function imagesFor(key: number): tf.Tensor {
  return tf.randomNormal([2, 32, 32, 3], 0, 1, 'float32', key);
}

/** A layer as TensorFlow.js calls it. */
type Called = tf.layers.Layer & {
  call(inputs: tf.Tensor | tf.Tensor[], keywords: object): tf.Tensor | tf.Tensor[];
  readonly kernel: { read(): tf.Tensor };
};

/** A mistake in one derivative by a weight of a layer: by so much of the norm of all of them. */
export interface Slip {
  readonly entry: number;
  readonly part: number;
}

/** Has a layer go wrong about one derivative by its kernel. */
export function slipIn(layer: tf.layers.Layer, { entry, part }: Slip): void {
  const own = layer as Called;
  const { call } = own;
  const wrong = tf.customGrad((...args) => {
    const [kernel] = args as unknown as [tf.Tensor];
    const gradFunc = (dy: tf.Tensor) => {
      const numbers = Float32Array.from(dy.dataSync());
      numbers[entry] += part * Math.sqrt(numbers.reduce((sum, one) => sum + one * one, 0));
      return tf.tensor(numbers, dy.shape);
    };
    return { value: kernel.clone(), gradFunc };
  });
  own.call = function (inputs, keywords) {
    const { read } = this.kernel;
    this.kernel.read = () => wrong(read.call(this.kernel));
    try {
      return call.call(this, inputs, keywords);
    } finally {
      this.kernel.read = read;
    }
  };
}

/** Forward passes, as parts of one of the whole network. */
export interface Passes {
  /** Of its layers, each by itself. */
  apart: number;
  /** Of all of it. */
  together: number;
}

/**
 * Counts the forward passes of a network from now on, those on the way to a gradient as well: of a layer by itself as the part of a pass
 * of the whole that its multiplications are.
 */
export function countPasses(network: tf.Sequential): Passes {
  const costs = network.layers.map(multiplicationsOf);
  const all = costs.reduce((sum, cost) => sum + cost, 0);
  const passes = { apart: 0, together: 0 };
  let depth = 0;
  spyOn(network, (call) => {
    depth += 1;
    passes.together += 1;
    try {
      return call();
    } finally {
      depth -= 1;
    }
  });
  network.layers.forEach((layer, i) => {
    spyOn(layer, (call) => {
      if (depth === 0) passes.apart += costs[i] / all;
      return call();
    });
  });
  return passes;
}

function spyOn(layer: tf.layers.Layer, around: (call: () => tf.Tensor | tf.Tensor[]) => unknown) {
  const own = layer as Called;
  const { call } = own;
  own.call = function (...args) {
    return around(() => call.apply(this, args)) as tf.Tensor;
  };
}

/** Of a layer for one image; what it only compares or moves counts as one for each output. */
function multiplicationsOf(layer: tf.layers.Layer): number {
  const [kernel] = layer.getWeights();
  const [, ...output] = layer.outputShape as number[];
  const outputs = output.reduce((all, size) => all * size, 1);
  if (kernel === undefined) return outputs;
  const inputs = kernel.shape.slice(0, -1).reduce((all, size) => all * size, 1);
  return outputs * inputs;
}
