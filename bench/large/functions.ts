import { networks } from './networks.ts';
import { normal, randomNumbers } from './random.ts';

export type Vector = Float64Array | Float32Array;

/** A function of many coordinates at a point, with the gradient that it has there. */
export interface Large {
  readonly at: Vector;
  readonly shape?: readonly number[];
  readonly value: (x: Vector) => number;
  readonly gradient: Float64Array;
}

/** What a function is drawn by. */
export interface Draw {
  readonly size: number;
  readonly key: number;
}

export type Family = (draw: Draw) => Large;

/** Σ φ(xᵢ, i), with φ and its derivative. */
interface Term {
  readonly of: (x: number, i: number) => number;
  readonly slope: (x: number, i: number) => number;
  readonly point?: (random: () => number, i: number) => number;
}

function sumOf({ of, slope, point = normal }: Term): Family {
  return ({ size, key }) => {
    const random = randomNumbers(key);
    const at = Float64Array.from({ length: size }, (_, i) => point(random, i));
    const value = (x: Vector) => {
      let sum = 0;
      for (let i = 0; i < x.length; i++) sum += of(x[i], i);
      return sum;
    };
    return { at, value, gradient: at.map(slope) };
  };
}

const square = (x: number) => x * x;
const scale = (i: number) => 1 + (i % 3);

/** Sums of one function of each coordinate: smooth ones, steep ones, and such with kinks. */
const sums: Readonly<Record<string, Family>> = {
  squares: sumOf({ of: square, slope: (x) => 2 * x }),
  sines: sumOf({ of: (x) => Math.sin(20 * x), slope: (x) => 20 * Math.cos(20 * x) }),
  'steep ones': sumOf({
    of: (x, i) => 10 ** -(i % 7) * Math.exp(x),
    slope: (x, i) => 10 ** -(i % 7) * Math.exp(x),
  }),
  'rounded corners': sumOf({
    of: (x) => Math.sqrt(x * x + 1e-6),
    slope: (x) => x / Math.sqrt(x * x + 1e-6),
  }),
  rectified: sumOf({ of: (x) => Math.max(0, x), slope: (x) => (x > 0 ? 1 : 0) }),
  'rectified squares': sumOf({
    of: (x, i) => square(Math.max(0, scale(i) * x)),
    slope: (x, i) => 2 * scale(i) * Math.max(0, scale(i) * x),
    point: (_, i) => Math.sin(i) + 0.2,
  }),
  'absolute values': sumOf({ of: (x) => Math.abs(x - 0.3), slope: (x) => Math.sign(x - 0.3) }),
  huber: sumOf({
    of: (x) => (Math.abs(x) < 1 ? (x * x) / 2 : Math.abs(x) - 1 / 2),
    slope: (x) => Math.max(-1, Math.min(1, x)),
  }),
  'on an offset': sumOf({ of: (x, i) => square(x) + (i === 0 ? 1e8 : 0), slope: (x) => 2 * x }),
  masked: sumOf({
    of: (x, i) => (i % 5 === 0 ? Math.sin(x) : 0),
    slope: (x, i) => (i % 5 === 0 ? Math.cos(x) : 0),
  }),
  'of two sizes': sumOf({
    of: (x, i) => (i % 2 === 0 ? x * x : Math.sin(1e-4 * x)),
    slope: (x, i) => (i % 2 === 0 ? 2 * x : 1e-4 * Math.cos(1e-4 * x)),
    point: (random, i) => normal(random) * (i % 2 === 0 ? 1 : 1e4),
  }),
};

/** Σ (sin xᵢ − xᵢ₋₁)². */
const chain: Family = ({ size, key }) => {
  const random = randomNumbers(key);
  const at = Float64Array.from({ length: size }, () => 0.5 + random());
  const gap = (x: Vector, i: number) => (i > 0 && i < x.length ? Math.sin(x[i]) - x[i - 1] : 0);
  const value = (x: Vector) => {
    let sum = 0;
    for (let i = 1; i < x.length; i++) sum += gap(x, i) ** 2;
    return sum;
  };
  const slope = (x: number, i: number) => 2 * gap(at, i) * Math.cos(x) - 2 * gap(at, i + 1);
  return { at, value, gradient: at.map(slope) };
};

/** Σ max(xᵢ, xᵢ₊₁, xᵢ₊₂, xᵢ₊₃) over fours, as a pooling layer has it. */
const pooled: Family = ({ size, key }) => {
  const random = randomNumbers(key);
  const at = Float64Array.from({ length: size }, () => normal(random));
  const winner = (x: Vector, i: number) => {
    let best = i;
    for (let j = i; j < Math.min(i + 4, x.length); j++) if (x[j] > x[best]) best = j;
    return best;
  };
  const value = (x: Vector) => {
    let sum = 0;
    for (let i = 0; i < x.length; i += 4) sum += x[winner(x, i)];
    return sum;
  };
  return { at, value, gradient: at.map((_, k) => (winner(at, k - (k % 4)) === k ? 1 : 0)) };
};

/** log Σ exp xᵢ. */
const softmax: Family = ({ size, key }) => {
  const random = randomNumbers(key);
  const at = Float64Array.from({ length: size }, () => normal(random));
  const value = (x: Vector) => {
    let sum = 0;
    for (let i = 0; i < x.length; i++) sum += Math.exp(x[i]);
    return Math.log(sum);
  };
  const total = Math.exp(value(at));
  return { at, value, gradient: at.map((x) => Math.exp(x) / total) };
};

/** The largest of all: one derivative is not zero. */
const largest: Family = ({ size, key }) => {
  const random = randomNumbers(key);
  const at = Float64Array.from({ length: size }, () => normal(random));
  const value = (x: Vector) => {
    let most = x[0];
    for (let i = 1; i < x.length; i++) most = Math.max(most, x[i]);
    return most;
  };
  const top = value(at);
  return { at, value, gradient: at.map((x) => (x === top ? 1 : 0)) };
};

/** The same numbers at the same point, and nothing of them at the next. */
function jitter(x: Vector): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i] * ((i % 31) + 1);
  const hash = Math.sin(12.9898e6 * sum) * 43758.5453;
  return hash - Math.floor(hash) - 0.5;
}

/** A function whose value is not quite what it should be. */
const spoilt =
  (family: Family, by: (value: number, x: Vector) => number): Family =>
  (draw) => {
    const { value, ...rest } = family(draw);
    return { ...rest, value: (x) => by(value(x), x) };
  };

const inStepsOf = (width: number) => (value: number) => width * Math.round(value / width);

export const families: Readonly<Record<string, Family>> = {
  ...sums,
  chain,
  pooled,
  softmax,
  largest,
  ...networks,
  'chain, noise 1e-10': spoilt(chain, (value, x) => value + 1e-10 * jitter(x)),
  'chain, noise 1e-6': spoilt(chain, (value, x) => value + 1e-6 * jitter(x)),
  'chain in steps of 1e-9': spoilt(chain, inStepsOf(1e-9)),
  'chain in steps of 1e-3': spoilt(chain, inStepsOf(1e-3)),
  'chain as float32 shows it': spoilt(chain, Math.fround),
};

/** The same function of float32 numbers: its point, its gradient and its value are. */
export function inSinglePrecision({ value, gradient, ...rest }: Large): Large {
  return {
    ...rest,
    at: Float32Array.from(rest.at),
    value: (x) => Math.fround(value(x)),
    gradient: gradient.map(Math.fround),
  };
}
