import {
  checkGradient,
  checkHessian,
  checkJacobian,
  checkJvp,
  checkVjp,
  type GradientCheck,
} from '../src/index.ts';
import { hashOfBits } from './zoo/noise.ts';

const square = { value: (x: number) => x * x, gradient: (x: number) => 2 * x };
const cubes = (x: readonly number[]) => x.reduce((sum, v) => sum + v ** 3, 0);
const slopes = (x: readonly number[]) => x.map((v) => 3 * v * v);
const thousand = Array.from({ length: 1000 }, (_, k) => Math.cos(k));
const hundred = Array.from({ length: 100 }, (_, k) => Math.cos(k));

/** Off by up to a millionth, the same at the same point. */
function noisyCubes(x: readonly number[]): number {
  return cubes(x) * (1 + 1e-6 * hashOfBits(x));
}

function driftingSquare() {
  let calls = 0;
  return (x: number) => x * x + calls++;
}

/** Multiplies by a number of its own, and says `wrong` times what that gives. */
class Scale {
  w = 1.5;
  dw = 0;
  #input = 0;
  readonly #wrong: number;

  constructor(wrong = 1) {
    this.#wrong = wrong;
  }

  forward(input: number): number {
    this.#input = input;
    return this.w * input;
  }

  backward(outputGradient: number): number {
    this.dw = outputGradient * this.#input;
    return this.#wrong * this.w * outputGradient;
  }
}

/** Runs its layers one after the other; the last one is told of, but never run. */
class Chain {
  readonly layers: readonly Scale[];

  constructor(...layers: readonly Scale[]) {
    this.layers = layers;
  }

  forward(input: number): number {
    return this.layers.slice(0, -1).reduce((x, layer) => layer.forward(x), input);
  }

  backward(outputGradient: number): number {
    return this.layers.slice(0, -1).reduceRight((g, layer) => layer.backward(g), outputGradient);
  }
}

/** A check of every kind, really made: together they fill every field of a record. */
export const REAL_RECORDS: Readonly<Record<string, GradientCheck>> = {
  'a match': checkGradient(square, { at: 3 }),
  'a mistake on stairs': checkGradient(
    { value: (x: number) => Math.round(Math.exp(x) * 1e5) / 1e5, gradient: () => 5 },
    { at: 0.8 },
  ),
  'a Hessian': checkHessian({ ...square, hessian: () => 3 }, { at: 3 }),
  'a Jacobian': checkJacobian(
    {
      value: ([x, y]: number[]) => [x * y, x],
      jacobian: ([x, y]: number[]) => [
        [y, -x],
        [1, 0],
      ],
    },
    { at: [2, 5] },
  ),
  'a product that is not linear': checkJvp(
    { value: (x: number) => [x, 2 * x], jvp: (_: number, v: number) => [v * v, 2 * v] },
    { at: 2 },
  ),
  'a product backwards': checkVjp((x: number) => [x * x, (w: number) => 2 * x * w], { at: 3 }),
  'a loss of a target': checkGradient(
    {
      forward: (prediction: number, target: number) => (prediction - target) ** 2,
      backward: () => 2,
    },
    { input: [3, 2] },
  ),
  'an unverified match': checkGradient(square, { at: 0 }),
  'a mismatch': checkGradient({ ...square, gradient: (x: number) => -2 * x }, { at: 3 }),
  'a mistake in one variable of two': checkGradient(
    {
      value: ({ a, b }: { a: number[]; b: number[] }) => cubes(a) + cubes(b),
      gradient: ({ a, b }: { a: number[]; b: number[] }) => ({
        a: slopes(a),
        b: slopes(b).map((g) => -g),
      }),
    },
    { at: { a: [1, 2], b: [1, 2, 3] } },
  ),
  'a sample': checkGradient({ value: cubes, gradient: slopes }, { at: hundred, coordinates: 9 }),
  'too few evaluations': checkGradient(
    { value: cubes, gradient: slopes },
    { at: hundred, maxEvaluations: 50 },
  ),
  'too little time': checkGradient(
    {
      value: (x: readonly number[]) => {
        const end = Date.now() + 3;
        while (Date.now() < end);
        return cubes(x);
      },
      gradient: slopes,
    },
    { at: hundred, timeLimit: 20 },
  ),
  'a part': checkGradient({ value: cubes, gradient: slopes }, { at: hundred, part: '3/16' }),
  'a mistake beside a sample': checkGradient(
    { value: cubes, gradient: (x: number[]) => slopes(x).map((g, k) => (k === 41 ? 2 * g : g)) },
    { at: hundred, coordinates: 9 },
  ),
  'a mistake everywhere in a sample': checkGradient(
    {
      value: cubes,
      gradient: (x: number[]) => slopes(x).map((g, k) => g + 1e-3 * Math.cos(7 * k)),
    },
    { at: thousand, coordinates: 9 },
  ),
  'a step of its own': checkGradient(square, { at: 3, epsilon: 1e-6 }),
  'a tie': checkGradient(
    { value: (x: number[]) => Math.max(...x), gradient: () => [1, 1] },
    { at: [2, 2] },
  ),
  'a kink': checkGradient(
    { value: Math.abs, gradient: () => 0.5 },
    { at: 0, kinks: 'inconclusive' },
  ),
  'a gradient that is not finite': checkGradient(
    { value: cubes, gradient: () => [Number.NaN, Number.POSITIVE_INFINITY] },
    { at: [1, 2] },
  ),
  'a value that is not finite': checkGradient(
    { value: Math.log, gradient: (x: number) => 1 / x },
    { at: -1 },
  ),
  'steps that leave the domain': checkGradient(
    { value: Math.sqrt, gradient: (x: number) => 1 / x },
    { at: 1e-9 },
  ),
  'a noisy value': checkGradient({ value: noisyCubes, gradient: slopes }, { at: [1, 2] }),
  'another value at every call': checkGradient({ ...square, value: driftingSquare() }, { at: 3 }),
  'a model': checkGradient(new Chain(new Scale(), new Scale(2), new Scale()), { input: 0.7 }),
  'a layer of several numbers': checkGradient(
    { forward: (x: number[]) => x.map(Math.sin), backward: (g: number[]) => g },
    { input: [0, 0.3] },
  ),
};
