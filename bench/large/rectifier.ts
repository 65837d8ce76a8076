import { checkGradient, type GradientCheckOptions } from '../../src/index.ts';
import { normal, randomNumbers } from './random.ts';

/** Weights and biases of x ↦ W₂ max(0, W₁ x + b₁) + b₂, or their gradient. */
export interface Rectifier {
  readonly W1: Float32Array;
  readonly b1: Float32Array;
  readonly W2: Float32Array;
  readonly b2: Float32Array;
}

/** Numbers of inputs, hidden units, outputs and rows of a batch. */
export const SIZES = { inputs: 256, hidden: 400, outputs: 40, batch: 4 } as const;

/** A network of 118,840 weights in single precision, with the mean square of what it is off by. */
export function rectifierNetwork(key: number) {
  const { inputs, hidden, outputs, batch } = SIZES;
  const random = randomNumbers(key);
  const drawn = (length: number, size: number) =>
    Float32Array.from({ length }, () => size * normal(random));
  const x = drawn(batch * inputs, 1);
  const target = drawn(batch * outputs, 1);
  const at: Rectifier = {
    W1: drawn(inputs * hidden, Math.sqrt(2 / inputs)),
    b1: drawn(hidden, 0.1),
    W2: drawn(hidden * outputs, Math.sqrt(1 / hidden)),
    b2: drawn(outputs, 0.1),
  };
  const layer = (input: Float32Array, w: Float32Array, b: Float32Array) => {
    const [from, to] = [input.length / batch, b.length];
    const output = new Float32Array(batch * to);
    const sums = new Float64Array(to);
    for (let row = 0; row < batch; row++) {
      sums.set(b);
      for (let i = 0; i < from; i++) {
        const own = input[row * from + i];
        if (own !== 0) for (let o = 0; o < to; o++) sums[o] += own * w[i * to + o];
      }
      output.set(sums, row * to);
    }
    return output;
  };
  const forward = ({ W1, b1, W2, b2 }: Rectifier) => {
    const before = layer(x, W1, b1);
    const h = before.map((one) => Math.max(0, one));
    return { before, h, y: layer(h, W2, b2) };
  };
  const value = (weights: Rectifier) => {
    const { y } = forward(weights);
    return Math.fround(y.reduce((sum, one, j) => sum + (one - target[j]) ** 2, 0) / batch);
  };
  const gradient = (weights: Rectifier): Rectifier => {
    const { before, h, y } = forward(weights);
    const dy = Float64Array.from(y, (one, j) => (2 * (one - target[j])) / batch);
    const dh = Float64Array.from(h, (_, j) => {
      if (!(before[j] > 0)) return 0;
      const [row, unit] = [Math.floor(j / hidden), j % hidden];
      let sum = 0;
      for (let o = 0; o < outputs; o++)
        sum += dy[row * outputs + o] * weights.W2[unit * outputs + o];
      return sum;
    });
    const weightsOf = (input: Float32Array, slopes: Float64Array) => {
      const [from, to] = [input.length / batch, slopes.length / batch];
      const sums = new Float64Array(from * to);
      for (let row = 0; row < batch; row++)
        for (let i = 0; i < from; i++)
          for (let o = 0; o < to; o++)
            sums[i * to + o] += input[row * from + i] * slopes[row * to + o];
      return Float32Array.from(sums);
    };
    const biasOf = (slopes: Float64Array) => {
      const to = slopes.length / batch;
      return Float32Array.from({ length: to }, (_, o) => {
        let sum = 0;
        for (let row = 0; row < batch; row++) sum += slopes[row * to + o];
        return sum;
      });
    };
    return { W1: weightsOf(x, dh), b1: biasOf(dh), W2: weightsOf(h, dy), b2: biasOf(dy) };
  };
  return { at, value, gradient };
}

const { inputs, hidden, outputs } = SIZES;
const SHAPES = { W1: [inputs, hidden], b1: [hidden], W2: [hidden, outputs], b2: [outputs] };
const NAMES = ['W1', 'b1', 'W2', 'b2'] as const;

type Shaped = Record<keyof Rectifier, { readonly data: Float32Array; readonly shape: number[] }>;

const shaped = (weights: Rectifier) =>
  Object.fromEntries(
    NAMES.map((name) => [name, { data: weights[name], shape: SHAPES[name] }]),
  ) as unknown as Shaped;

const plain = ({ W1, b1, W2, b2 }: Shaped): Rectifier => ({
  W1: W1.data,
  b1: b1.data,
  W2: W2.data,
  b2: b2.data,
});

const norm = (values: Float32Array) => Math.sqrt(values.reduce((sum, one) => sum + one * one, 0));

/** One entry of the gradient, off by a part of the norm of its variable. */
export interface RectifierSlip {
  readonly in: keyof Rectifier;
  readonly part: number;
}

/** The entry that is off, of whatever variable. */
const ENTRY = 4321;

/** The check of such a network, and what it names. */
export function checkRectifier(key: number, slip?: RectifierSlip, options?: GradientCheckOptions) {
  const { at, value, gradient } = rectifierNetwork(key);
  const analytic = gradient(at);
  if (slip) analytic[slip.in][ENTRY] += slip.part * norm(analytic[slip.in]);
  const subject = { value: (x: Shaped) => value(plain(x)), gradient: () => shaped(analytic) };
  const check = checkGradient(subject, { at: shaped(at), seed: key, ...options });
  const named = check.variables.flatMap(({ worst }) =>
    worst.filter(({ verdict }) => verdict === 'mismatch').map(({ coordinate }) => coordinate),
  );
  return { ...check, named };
}
