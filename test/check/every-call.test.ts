import { afterEach, expect, test } from 'vitest';
import { checkGradient, type GradientCheckOptions } from '../../src/index.ts';
import { failingAtEveryCall, type Made } from '../hostile/every-call.ts';

// Throwing at every call, one after the other: whatever a check is doing then, the error comes out as it is and nothing
// is left behind.

type Vector = number[];

const at = [0.3, -1.2, 0.7];
const energy = (x: ArrayLike<number>) => Math.sin(x[0]) * x[1] + Math.max(0, x[2]);
const slopes = (x: ArrayLike<number>) => [Math.cos(x[0]) * x[1], Math.sin(x[0]), x[2] > 0 ? 1 : 0];
const wrong = (x: ArrayLike<number>) => slopes(x).map((g, i) => (i === 1 ? -g : g));

const unhandled: unknown[] = [];
process.on('unhandledRejection', (reason) => unhandled.push(reason));
afterEach(async () => {
  await new Promise((resolve) => setImmediate(resolve));
  expect(unhandled.splice(0)).toEqual([]);
});

/** The functions of a subject, each of whose calls is told. */
const told =
  <A extends unknown[], R>(call: () => void, f: (...args: A) => R) =>
  (...args: A): R => {
    call();
    return f(...args);
  };
const toldLater =
  <A extends unknown[], R>(call: () => void, f: (...args: A) => R) =>
  async (...args: A): Promise<R> => {
    await Promise.resolve();
    call();
    return f(...args);
  };

const pair = (call: () => void, gradient: (x: Vector) => Vector, wrap: typeof told = told) => ({
  value: wrap(call, (x: Vector) => {
    const found = energy(x);
    // a mistake of its own, which is put back
    x[0] = 99;
    return found;
  }),
  gradient: wrap(call, gradient),
});

const FUNCTIONS: Readonly<Record<string, (call: () => void) => Made>> = {
  'a pair': (call) => ({ subject: pair(call, slopes), options: { at: [...at] } }),
  'a wrong pair': (call) => ({
    subject: pair(call, wrong),
    options: { at: Float64Array.from(at) },
  }),
  'the textbook': (call) => ({
    subject: pair(call, wrong),
    options: { at: [...at], epsilon: 1e-6 },
  }),
  'a function that returns both': (call) => ({
    subject: told(call, (x: Vector) => [energy(x), slopes(x)]),
    options: { at: [...at] },
  }),
  'values in one call': (call) => ({
    subject: {
      ...pair(call, wrong),
      values: told(call, (points: readonly Vector[]) => points.map(energy)),
    },
    options: { at: [...at] },
  }),
  'sampled coordinates': (call) => ({
    subject: pair(call, wrong),
    options: { at: [...at], coordinates: 1 },
  }),
  'an asynchronous pair': (call) => ({
    subject: pair(call, wrong, toldLater as typeof told),
    options: { at: [...at] },
  }),
  'an asynchronous pair, several at once': (call) => ({
    subject: pair(call, wrong, toldLater as typeof told),
    options: { at: [...at], concurrency: 4 },
  }),
};

class Dense {
  W = [[0.3], [0.5]];
  b = Float32Array.of(0.5);
  grads?: { W: Vector[]; b: Vector };
  x: Vector[] = [];
  readonly call: () => void;
  constructor(call: () => void) {
    this.call = call;
  }
  forward(x: Vector[]): Vector[] {
    this.call();
    this.x = x.map((row) => [...row]);
    return x.map((row) => [row[0] * this.W[0][0] + row[1] * this.W[1][0] + this.b[0]]);
  }
  backward(g: Vector[]): Vector[] {
    this.call();
    const sum = (f: (n: number) => number) => g.reduce((total, _, n) => total + f(n), 0);
    this.grads = {
      W: [0, 1].map((i) => [sum((n) => this.x[n][i] * g[n][0])]),
      b: [sum((n) => g[n][0])],
    };
    return g.map(([gi]) => [gi * this.W[0][0], gi * this.W[1][0]]);
  }
}

class Tanh {
  y: Vector[] = [];
  readonly call: () => void;
  constructor(call: () => void) {
    this.call = call;
  }
  forward(x: Vector[]) {
    this.call();
    this.y = x.map((row) => row.map(Math.tanh));
    return this.y;
  }
  backward(g: Vector[]) {
    this.call();
    return g.map((row, n) => row.map((gi, i) => gi * (1 - this.y[n][i] ** 2)));
  }
}

class Chain {
  readonly layers: readonly (Dense | Tanh)[];
  readonly call: () => void;
  constructor(call: () => void) {
    this.call = call;
    this.layers = [new Dense(call), new Tanh(call)];
  }
  forward(x: Vector[]) {
    this.call();
    return this.layers.reduce((signal, layer) => layer.forward(signal), x);
  }
  backward(g: Vector[]) {
    this.call();
    return this.layers.reduceRight((signal, layer) => layer.backward(signal), g);
  }
}

/** The same passes, each in a promise. */
function asynchronous<T extends Dense | Tanh | Chain>(layer: T): T {
  const { forward, backward } = layer as Dense;
  return Object.assign(layer, {
    forward: async (x: Vector[]) => forward.call(layer as Dense, x),
    backward: async (g: Vector[]) => backward.call(layer as Dense, g),
  });
}

const input = [[0.3, -0.2]];
const options: GradientCheckOptions = { input, cotangents: 1 };

/** And how many calls it takes to tell parameters from buffers: a layer may refuse the numbers that are tried then. */
const LAYERS: readonly (readonly [string, (call: () => void) => Made, number])[] = [
  ['a layer', (call) => ({ subject: new Dense(call), options }), 1],
  ['an asynchronous layer', (call) => ({ subject: asynchronous(new Dense(call)), options }), 1],
  ['a model', (call) => ({ subject: new Chain(call), options }), 5],
  ['an asynchronous model', (call) => ({ subject: asynchronous(new Chain(call)), options }), 5],
  ['a list of layers', (call) => ({ subject: new Chain(call).layers, options }), 2],
  [
    'an object with layers',
    (call) => ({ subject: { layers: new Chain(call).layers }, options }),
    2,
  ],
];

const SUBJECT = Symbol.for('expect-gradient.subject');

/** An object that says how it is checked: one array as it is, one behind functions. */
function adapted(call: () => void, wrap: typeof told = told): Made {
  const w = Float64Array.from(at);
  const behind = { numbers: [2, 3] };
  const subject = {
    [SUBJECT]: told(call, () => ({
      variables: {
        w,
        b: {
          read: told(call, () => behind.numbers),
          write: told(call, (numbers: Float64Array) => {
            behind.numbers = [...numbers];
          }),
        },
      },
      value: wrap(call, () => energy(w) * behind.numbers[0] + behind.numbers[1] ** 2),
      gradient: wrap(call, () => ({
        w: wrong(w).map((g) => g * behind.numbers[0]),
        b: [energy(w), 2 * behind.numbers[1]],
      })),
    })),
  };
  return { subject, options: {}, roots: { w }, state: () => behind.numbers };
}

const ADAPTED: Readonly<Record<string, (call: () => void) => Made>> = {
  'an adapted subject': (call) => adapted(call),
  'an asynchronous adapted subject': (call) => adapted(call, toldLater as typeof told),
};

test.each(Object.entries({ ...FUNCTIONS, ...ADAPTED }))('%s', async (_, make) => {
  expect(await failingAtEveryCall(make, checkGradient)).toEqual({ faults: [], refusals: 0 });
});

test.each(LAYERS)('passes of %s', async (_, make, tries) => {
  const { faults, refusals } = await failingAtEveryCall(make, checkGradient);
  expect(faults).toEqual([]);
  expect(refusals).toBe(tries);
});
