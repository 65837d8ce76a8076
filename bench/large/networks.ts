import type { Draw, Family, Large, Vector } from './functions.ts';
import { normal, randomNumbers } from './random.ts';

/** A layer of weights [inputs × outputs] of one batch, with what its outputs are worth. */
interface Loss {
  readonly batch: number;
  /** The value of all outputs, [batch × outputs]. */
  readonly of: (y: Float64Array) => number;
  readonly slopes: (y: Float64Array) => Float64Array;
}

interface Dense {
  readonly outputs: number;
  readonly loss: (draw: { readonly random: () => number; readonly outputs: number }) => Loss;
}

/** ℓ(x W) as a function of W. */
function dense({ outputs, loss }: Dense): Family {
  return ({ size, key }) => {
    const inputs = Math.max(1, Math.round(size / outputs));
    const random = randomNumbers(key);
    const own = loss({ random, outputs });
    const x = Float64Array.from({ length: own.batch * inputs }, () => normal(random));
    const at = Float64Array.from(
      { length: inputs * outputs },
      () => normal(random) / Math.sqrt(inputs),
    );
    const value = (w: Vector) => own.of(product({ x, w, inputs, outputs, batch: own.batch }));
    const slopes = own.slopes(product({ x, w: at, inputs, outputs, batch: own.batch }));
    const gradient = at.map((_, k) => {
      const [i, o] = [Math.floor(k / outputs), k % outputs];
      let sum = 0;
      for (let b = 0; b < own.batch; b++) sum += x[b * inputs + i] * slopes[b * outputs + o];
      return sum;
    });
    return { at, shape: [inputs, outputs], value, gradient };
  };
}

interface Product {
  readonly x: Vector;
  readonly w: Vector;
  readonly inputs: number;
  readonly outputs: number;
  readonly batch: number;
}

function product({ x, w, inputs, outputs, batch }: Product): Float64Array {
  const y = new Float64Array(batch * outputs);
  for (let b = 0; b < batch; b++)
    for (let i = 0; i < inputs; i++) {
      const own = x[b * inputs + i];
      for (let o = 0; o < outputs; o++) y[b * outputs + o] += own * w[i * outputs + o];
    }
  return y;
}

/** Σ cⱼ φ(yⱼ) over all outputs. */
function each(of: (y: number) => number, slope: (y: number) => number, batch = 3): Dense['loss'] {
  return ({ random, outputs }) => {
    const c = Float64Array.from({ length: batch * outputs }, () => normal(random));
    return {
      batch,
      of: (y) => y.reduce((sum, one, j) => sum + c[j] * of(one), 0),
      slopes: (y) => y.map((one, j) => c[j] * slope(one)),
    };
  };
}

/** Cross entropy with drawn classes. */
const crossEntropy: Dense['loss'] = ({ random, outputs }) => {
  const batch = 4;
  const classes = Array.from({ length: batch }, () => Math.floor(random() * outputs));
  const row = (y: Float64Array, b: number) => y.subarray(b * outputs, (b + 1) * outputs);
  const total = (y: Float64Array) => y.reduce((sum, one) => sum + Math.exp(one), 0);
  return {
    batch,
    of: (y) =>
      classes.reduce((sum, own, b) => sum + Math.log(total(row(y, b))) - row(y, b)[own], 0),
    slopes: (y) =>
      y.map((one, j) => {
        const [b, o] = [Math.floor(j / outputs), j % outputs];
        return Math.exp(one) / total(row(y, b)) - (o === classes[b] ? 1 : 0);
      }),
  };
};

/** The rows of a table that were looked up: most of it is never touched. */
const embedding: Family = ({ size, key }: Draw): Large => {
  const random = randomNumbers(key);
  const width = 16;
  const rows = Math.max(1, Math.round(size / width));
  const tokens = Array.from({ length: 12 }, () => Math.floor(random() * rows));
  const c = Float64Array.from({ length: tokens.length * width }, () => normal(random));
  const at = Float64Array.from({ length: rows * width }, () => normal(random));
  const gradient = new Float64Array(at.length);
  tokens.forEach((row, t) => {
    for (let j = 0; j < width; j++)
      gradient[row * width + j] += c[t * width + j] * (1 - Math.tanh(at[row * width + j]) ** 2);
  });
  const value = (x: Vector) => {
    let sum = 0;
    tokens.forEach((row, t) => {
      for (let j = 0; j < width; j++) sum += c[t * width + j] * Math.tanh(x[row * width + j]);
    });
    return sum;
  };
  return { at, shape: [rows, width], value, gradient };
};

/** Σ φ of a line convolved with a kernel, as a function of the line. */
function convolution(of: (y: number) => number, slope: (y: number) => number): Family {
  return ({ size, key }) => {
    const random = randomNumbers(key);
    const kernel = Float64Array.from({ length: 9 }, () => normal(random));
    const at = Float64Array.from({ length: size }, () => normal(random));
    const outputAt = (x: Vector, i: number) => kernel.reduce((sum, k, j) => sum + k * x[i + j], 0);
    const value = (x: Vector) => {
      let sum = 0;
      for (let i = 0; i + kernel.length <= x.length; i++) sum += of(outputAt(x, i));
      return sum;
    };
    const gradient = new Float64Array(size);
    for (let i = 0; i + kernel.length <= size; i++) {
      const own = slope(outputAt(at, i));
      for (let j = 0; j < kernel.length; j++) gradient[i + j] += own * kernel[j];
    }
    return { at, value, gradient };
  };
}

const relu = (y: number) => Math.max(0, y);
const step = (y: number) => (y > 0 ? 1 : 0);

export const networks: Readonly<Record<string, Family>> = {
  'dense, tanh': dense({ outputs: 20, loss: each(Math.tanh, (y) => 1 - Math.tanh(y) ** 2) }),
  'dense, rectified': dense({ outputs: 40, loss: each(relu, step) }),
  'dense, hinges': dense({
    outputs: 5,
    loss: each(
      (y) => relu(1 - y),
      (y) => -step(1 - y),
      40,
    ),
  }),
  'dense, rectified squares': dense({
    outputs: 40,
    loss: each(
      (y) => relu(y) ** 2,
      (y) => 2 * relu(y),
    ),
  }),
  'softmax regression': dense({ outputs: 10, loss: crossEntropy }),
  embedding,
  'convolution, tanh': convolution(Math.tanh, (y) => 1 - Math.tanh(y) ** 2),
  'convolution, rectified': convolution(relu, step),
};
