import * as jax from '@jax-js/jax';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { jaxjs } from '../src/adapters/jax.ts';
import { tensorflow } from '../src/adapters/tensorflow.ts';
import { checkBareGradient } from '../src/check/received.ts';
import {
  checkGradient,
  configureGradientChecks,
  type GradientCheck,
  type GradientCheckOptions,
} from '../src/index.ts';
import { resolveCheckOptions } from '../src/options/configuration.ts';
import { Dense } from './check/dense.ts';

// What a check costs, and what it says, of subjects that do not change. A difference here is no mistake in itself, but it must
// be meant: `npx vitest run test/evaluations.test.ts -u` shows it as one.

type Vector = ArrayLike<number>;
type Gradient = (x: Vector) => number[];

interface Pair {
  readonly value: (x: Vector) => number;
  readonly gradient: Gradient;
}

const vector = (size: number, entry: (i: number) => number = (i) => Math.sin(3 * i + 1)) =>
  Array.from({ length: size }, (_, i) => entry(i));
const map = (x: Vector, f: (v: number, i: number) => number) => Array.from(x, f);
const sum = (terms: readonly number[]) => terms.reduce((total, term) => total + term, 0);

/** Σ (sin xᵢ − xᵢ₋₁)². */
const chain: Pair = {
  value: (x) => {
    let energy = 0;
    for (let i = 1; i < x.length; i++) energy += (Math.sin(x[i]) - x[i - 1]) ** 2;
    return energy;
  },
  gradient: (x) => {
    const gap = (i: number) => (i > 0 && i < x.length ? Math.sin(x[i]) - x[i - 1] : 0);
    return map(x, (v, i) => 2 * gap(i) * Math.cos(v) - 2 * gap(i + 1));
  },
};

/** The rounding of a sum of so many more terms, which none of these coordinates move. */
const among = (others: number): Pair => ({
  value: (x) => others + chain.value(x),
  gradient: chain.gradient,
});

const squares: Pair = {
  value: (x) => sum(map(x, (v) => v * v)),
  gradient: (x) => map(x, (v) => 2 * v),
};

const rosenbrock: Pair = {
  value: ({ 0: x, 1: y }) => (1 - x) ** 2 + 100 * (y - x * x) ** 2,
  gradient: ({ 0: x, 1: y }) => [-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)],
};

const rectified: Pair = {
  value: (x) => sum(map(x, (v) => Math.max(0, v) * (1 + v))),
  gradient: (x) => map(x, (v) => (v > 0 ? 1 + 2 * v : 0)),
};

/** The same numbers at the same point, and nothing of them at the next. */
const jitter = (x: Vector) => {
  const hash = Math.sin(12.9898 * sum(map(x, (v, i) => v * (i + 1) * 1e6))) * 43758.5453;
  return hash - Math.floor(hash) - 0.5;
};
const noisy = (size: number): Pair => ({
  value: (x) => chain.value(x) + size * jitter(x),
  gradient: chain.gradient,
});

const single: Pair = {
  value: (x) => map(x, (v) => v).reduce((s, v) => Math.fround(s + Math.fround(v * v)), 0),
  gradient: (x) => map(x, (v) => Math.fround(2 * v)),
};

const inSteps = (width: number): Pair => ({
  value: (x) => width * Math.round(chain.value(x) / width),
  gradient: chain.gradient,
});

/** With a gradient that is wrong in some way. */
const wrong = (pair: Pair, change: (g: number, i: number) => number): Pair => ({
  value: pair.value,
  gradient: (x) => map(pair.gradient(x), change),
});

const flipped = wrong(chain, (g) => -g);
const oneOff = (at: number) => wrong(chain, (g, i) => (i === at ? 1.001 * g : g));

const later = ({ value, gradient }: Pair) => ({
  value: async (x: Vector) => value(x),
  gradient: async (x: Vector) => gradient(x),
});

const atOnce = (pair: Pair) => ({
  ...pair,
  values: (points: readonly Vector[]) => points.map(pair.value),
});

/** y = tanh x, with the square of its slope left out on demand. */
class Tanh {
  readonly #power: number;
  #output: Float64Array = new Float64Array();

  constructor(power = 2) {
    this.#power = power;
  }

  forward(input: Float64Array): Float64Array {
    this.#output = input.map(Math.tanh);
    return this.#output.slice();
  }

  backward(outputGradient: Float64Array): Float64Array {
    return outputGradient.map((g, i) => g * (1 - this.#output[i] ** this.#power));
  }
}

const input = () => Float64Array.of(0.4, -1.1, 0.9);

const bare = (gradient: unknown, f: unknown, at: unknown) =>
  checkBareGradient({ gradient, f, at, options: resolveCheckOptions(undefined) });

const tanhOfTensors = (x: tf.Tensor) => tf.sum(tf.tanh(x));
const squareOfArrays = (x: jax.Array) => jax.numpy.sum(jax.numpy.square(x));

type Check = GradientCheck | PromiseLike<GradientCheck>;

const check = (subject: unknown, options: GradientCheckOptions) => (): Check =>
  checkGradient(subject, options);

const ten = { at: vector(10) };
const large = { at: Float64Array.from(vector(5000)) };
const corner = { at: [0.5, 0, -0.3, 0] };

const SUBJECTS: Readonly<Record<string, () => Check>> = {
  'smooth, 2 coordinates': check(rosenbrock, { at: [-1.2, 1] }),
  'smooth, 10 coordinates': check(chain, ten),
  'smooth, one number': check({ value: Math.exp, gradient: Math.exp }, { at: 0.7 }),
  'smooth, quick': check(chain, { at: vector(40), mode: 'quick' }),
  'smooth, some variables': check(chain, { ...ten, variables: ['x[3]', 'x[7]'] }),
  'smooth, sampled of 5,000': check(chain, large),
  'smooth, all of 5,000': check(chain, { ...large, coordinates: 'all' }),
  'smooth, 500 as among 20,000': check(among(8e3), { at: vector(500) }),
  stationary: check(squares, { at: [0, 0, 0] }),
  constant: check({ value: () => 3, gradient: () => [0, 0] }, { at: [1, 2] }),
  'huge offset': check({ ...chain, value: (x: Vector) => 1e9 + chain.value(x) }, ten),
  'kink, beside it': check(rectified, { at: [0.5, 1e-5, -0.3, -1e-5] }),
  'kink, on it': check(rectified, corner),
  'kink, on it, undecided': check(rectified, { ...corner, kinks: 'inconclusive' }),
  'noise of 1e-10': check(noisy(1e-10), ten),
  'noise of 1e-4': check(noisy(1e-4), ten),
  float32: check(single, { at: Float32Array.from(vector(10)) }),
  'float32 within': check(single, ten),
  'steps of 1e-12': check(inSteps(1e-12), ten),
  'steps of 1e-3': check(inSteps(1e-3), ten),
  layer: check(new Dense(), { input: input() }),
  model: check([new Dense(), new Tanh()], { input: input() }),
  'wrong: sign': check(flipped, ten),
  'wrong: sign, quick': check(flipped, { at: vector(40), mode: 'quick' }),
  'wrong: one by 0.1 %': check(oneOff(4), ten),
  'wrong: one of 5,000': check(oneOff(4321), large),
  'wrong: beyond a kink': check(
    wrong(rectified, (g, i) => (i === 1 ? 1.5 : g)),
    corner,
  ),
  'wrong: noise of 1e-10': check({ ...noisy(1e-10), gradient: flipped.gradient }, ten),
  'wrong: layer of a model': check([new Dense(), new Tanh(1)], { input: input() }),
  'wrong: stopped by a limit': check(flipped, { ...ten, maxEvaluations: 30 }),
  textbook: check(chain, { ...ten, epsilon: 1e-6 }),
  'textbook, wrong': check(flipped, { ...ten, epsilon: 1e-6 }),
  asynchronous: check(later(chain), ten),
  'asynchronous, 8 at once': check(later(chain), { ...ten, concurrency: 8 }),
  'asynchronous, wrong, 8 at once': check(later(flipped), { ...ten, concurrency: 8 }),
  'values at once': check(atOnce(chain), ten),
  'bare gradient': () => bare([6, 8], squares.value, [3, 4]),
  'bare gradient, wrong': () => bare([6, 9], squares.value, [3, 4]),
  'function of tensors': () =>
    checkGradient(tanhOfTensors, { at: tf.tensor1d([0.3, -0.4, 1.2]) }) as Check,
  'function of jax arrays': () =>
    checkGradient(squareOfArrays, { at: jax.numpy.array([0.3, -0.4, 1.2]) }) as Check,
};

beforeAll(async () => {
  await tf.setBackend('cpu');
  await jax.init('cpu', 'wasm');
  jax.defaultDevice('wasm');
  configureGradientChecks({ adapters: [tensorflow(tf), jaxjs(jax)] });
});

test('evaluations of value and gradient, coordinates compared, and verdict', async () => {
  const lines = [`${' '.repeat(33)}value grad    compared  verdict`];
  for (const [name, run] of Object.entries(SUBJECTS)) lines.push(lineOf(name, await run()));
  expect(`\n${lines.join('\n')}\n`).toMatchInlineSnapshot(`
    "
                                     value grad    compared  verdict
    smooth, 2 coordinates                9    2         2/2  match
    smooth, 10 coordinates              25    2       10/10  match
    smooth, one number                   7    2         1/1  match
    smooth, quick                       50    2        3/40  match
    smooth, some variables               9    2        2/10  match
    smooth, sampled of 5,000            48    2      3/5000  match
    smooth, all of 5,000             10009    2   5000/5000  match
    smooth, 500 as among 20,000       1009    2     500/500  match
    stationary                          14    2         3/3  match
    constant                             9    2         2/2  match
    huge offset                        221    2       10/10  match
    kink, beside it                    142    2         4/4  match
    kink, on it                         58    2         4/4  match
    kink, on it, undecided              62    2         4/4  inconclusive
    noise of 1e-10                      63    2       10/10  match
    noise of 1e-4                      104    2       10/10  inconclusive
    float32                             31    2       10/10  match
    float32 within                     209    2       10/10  match
    steps of 1e-12                      27    2       10/10  match
    steps of 1e-3                      653    6       10/10  inconclusive
    layer                               27    4       11/11  match
    model                               36    8       13/13  match
    wrong: sign                        246    6       10/10  mismatch
    wrong: sign, quick                 228    6        9/40  mismatch
    wrong: one by 0.1 %                118   10       10/10  mismatch
    wrong: one of 5,000                 66    6      4/5000  mismatch
    wrong: beyond a kink               452    6         4/4  mismatch
    wrong: noise of 1e-10              250    8       10/10  mismatch
    wrong: layer of a model            115   10         2/2  mismatch
    wrong: stopped by a limit           30    2       10/10  inconclusive
    textbook                            21    2       10/10  match
    textbook, wrong                     21    2       10/10  mismatch
    asynchronous                        25    2       10/10  match
    asynchronous, 8 at once             25    2       10/10  match
    asynchronous, wrong, 8 at once     246    6       10/10  mismatch
    values at once                      25    2       10/10  match
    bare gradient                        9    2         2/2  match
    bare gradient, wrong                74    6         2/2  mismatch
    function of tensors                 11    2         3/3  match
    function of jax arrays              12    2         3/3  match
    "
  `);
});

test('two evaluations for each coordinate of a smooth function, and a few, however large the sum that they are part of', () => {
  for (const others of [0, 1e2, 1e3, 1e4]) {
    const { verdict, evaluations } = checkGradient(among(others), { at: vector(500) });
    expect({ others, verdict }).toEqual({ others, verdict: 'match' });
    expect(evaluations.value).toBeLessThan(2 * 500 + 20);
  }
});

test('the longer steps that a large sum asks for hide nothing: a single entry, and one that weighs nothing in the norm', () => {
  const off = wrong(among(1e4), (g, i) => (i === 77 ? 1.001 * g : g));
  expect(checkGradient(off, { at: vector(500) }).variables[0].worst[0].coordinate).toBe('x[77]');
  const value = ({ 0: x, 1: y }: Vector) => 1e12 * (1 + 1e-3 * Math.sin(x)) + 1e-3 * y;
  const verdictOf = (claimed: number) => {
    const gradient: Gradient = ({ 0: x }) => [1e9 * Math.cos(x), claimed];
    return checkGradient({ value, gradient }, { at: [0.3, 0.2] }).verdict;
  };
  expect(verdictOf(1e-3)).toBe('match');
  expect(verdictOf(-1e-3)).toBe('mismatch');
});

function lineOf(name: string, { evaluations, coverage, verdict }: GradientCheck): string {
  const { checked, total } = coverage;
  const cells = [
    name.padEnd(32),
    String(evaluations.value).padStart(6),
    String(evaluations.gradient).padStart(5),
    `${checked}/${total}`.padStart(12),
  ];
  return `${cells.join('')}  ${verdict}`;
}
