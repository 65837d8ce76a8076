import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tensorflow } from '../../src/adapters/tensorflow.ts';
import {
  checkGradient,
  checkJacobian,
  configureGradientChecks,
  type GradientCheckOptions,
} from '../../src/index.ts';
import { hashOfBits } from '../zoo/noise.ts';

const { sin, cos, cosh, exp, log, max, sqrt, cbrt, tanh, fround, round, floor } = Math;

type Curve = (x: number) => number;

/** What is undecided, in a container of the user's, with what its reason has to say. */
interface Undecided {
  readonly name: string;
  readonly value: Curve;
  readonly slope: Curve;
  readonly at: number;
  readonly options?: GradientCheckOptions;
  readonly says: RegExp;
}

function reasonIn(
  hold: (x: number) => ArrayLike<number>,
  { value, slope, at, options }: Pick<Undecided, 'value' | 'slope' | 'at' | 'options'>,
) {
  const subject = {
    value: (x: ArrayLike<number>) => value(x[0]),
    gradient: (x: ArrayLike<number>) => hold(slope(x[0])),
  };
  const { verdict, reason = '' } = checkGradient(subject, { at: hold(at), ...options });
  return { verdict, reason };
}

const bisected =
  (tolerance: number): Curve =>
  (x) => {
    let [low, high] = [0, 2];
    while (high - low > tolerance) {
      const middle = (low + high) / 2;
      if (middle ** 3 + middle < x) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  };
const implicit: Curve = (x) => 1 / (3 * bisected(1e-15)(x) ** 2 + 1);

const inSteps =
  /f moves along x\[0\] in steps of [\d.e-]+, .*; take what makes the steps out of the value/;
const saturated =
  /f changes along x\[0\] by no more than \d+ of its own roundings, .*; move the point to where f changes more, or leave out of the value what does not change/;
const noisy =
  (level: number): Curve =>
  (x) =>
    sin(x) + level * (2 * hashOfBits([x]) - 1);

const inFloat64: readonly Undecided[] = [
  {
    name: 'toFixed(4)',
    value: (x) => Number(sin(x).toFixed(4)),
    slope: cos,
    at: 0.4,
    says: inSteps,
  },
  {
    name: 'toFixed(2)',
    value: (x) => Number(sin(x).toFixed(2)),
    slope: cos,
    at: 0.4,
    says: inSteps,
  },
  {
    name: 'toPrecision(5)',
    value: (x) => Number((100 * sin(x)).toPrecision(5)),
    slope: (x) => 100 * cos(x),
    at: 0.4,
    says: inSteps,
  },
  { name: 'a bisection', value: bisected(1e-3), slope: implicit, at: 1.3, says: inSteps },
  { name: 'floor', value: floor, slope: () => 1, at: 100.3, says: inSteps },
  {
    name: 'a straight-through quantiser',
    value: (x) => round(255 * x) / 255,
    slope: () => 1,
    at: 0.7312,
    says: inSteps,
  },
  { name: 'tanh', value: tanh, slope: (x) => 1 / cosh(x) ** 2, at: 18, says: saturated },
  {
    name: 'a sigmoid',
    value: (x) => 1 / (1 + exp(-x)),
    slope: (x) => exp(-x),
    at: 36.5,
    says: saturated,
  },
  { name: 'an offset', value: (x) => 1e15 + x * x, slope: (x) => 2 * x, at: 1, says: saturated },
  {
    name: 'another offset',
    value: (x) => 1e12 + 1e-3 * sin(x),
    slope: (x) => 1e-3 * cos(x),
    at: 0.4,
    says: saturated,
  },
  {
    name: 'a softplus that cancels',
    value: (x) => log(1 + exp(x)),
    slope: (x) => 1 / (1 + exp(-x)),
    at: -34,
    says: /in steps of 2\.2e-16, the rounding of something larger on the way, .*; keep what cancels or stops early on the way from being rounded/,
  },
  {
    name: 'what does not move',
    value: () => 1,
    slope: () => 1e-20,
    at: 1,
    says: /f does not move along x\[0\] over any step, .*; move the point to where it does/,
  },
  {
    name: 'noise where the value is 0',
    value: (x) => sin(x - 1) + 1e-2 * (hashOfBits([x]) - hashOfBits([1])),
    slope: (x) => cos(x - 1),
    at: 1,
    says: /f is 0 and carries noise of [2-6]\.\de-3, .*; tighten the tolerance of iterative parts, or fix what is random/,
  },
  {
    name: 'noise',
    value: noisy(1e-2),
    slope: cos,
    at: 0.4,
    says: /f carries noise of [\d.e-]+, .*; tighten the tolerance of iterative parts, or fix what is random/,
  },
  {
    name: 'a root at 0',
    value: sqrt,
    slope: () => 1,
    at: 0,
    says: /the slopes along x\[0\] grow without end as the step shrinks; move the point: here f has no derivative/,
  },
  {
    name: 'a cubic root at 0',
    value: cbrt,
    slope: () => 3,
    at: 0,
    says: /the slopes along x\[0\] grow without end as the step shrinks, .*; move the point: here f has no derivative/,
  },
  {
    name: 'a point of a domain of one',
    value: (x) => (x === 1 ? 0 : Number.NaN),
    slope: () => 0,
    at: 1,
    says: /f is not finite to either side along x\[0\]; choose a point inside its domain/,
  },
];

const holders: readonly [string, (x: number) => ArrayLike<number>][] = [
  ['numbers', (x) => [x]],
  ['a Float64Array', (x) => Float64Array.of(x)],
];

describe.each(holders)('in %s', (_, hold) => {
  test.each(inFloat64)('$name: what keeps it open, and what can be done', ({ says, ...one }) => {
    const { verdict, reason } = reasonIn(hold, one);
    expect(verdict).toBe('inconclusive');
    expect(reason).toMatch(says);
    expect(reason).not.toMatch(/float64|Float64Array/);
  });
});

test.each([1e4, 1e6, 1e8])('a slope without the part that is rounded at %d is wrong', (large) => {
  const value: Curve = (t) => 1 + 1e3 * t + (large + t - large);
  const { verdict } = reasonIn((x) => [x], { value, slope: () => 1000, at: 0 });
  expect(verdict).toBe('mismatch');
});

test('a slope from close around, none at the point, may be of rounding inside as well', () => {
  const value = ([x, y]: number[]) => 1 + Math.min(Math.abs(x), Math.abs(y));
  const { verdict, reason } = checkGradient({ value, gradient: () => [1, 0] }, { at: [0, 0] });
  expect(verdict).toBe('inconclusive');
  expect(reason).toMatch(/or f is rounded inside: analytic is 1, .* at the point \(0\)/);
  expect(reason).not.toContain('off the kinks');
});

describe('more digits are asked for where it is the user who chose so few', () => {
  const offset = {
    value: (x: number) => fround(1e4 + fround(1e-3 * sin(x))),
    slope: (x: number) => 1e-3 * cos(x),
    at: 0.4,
  };
  const wave = { value: (x: number) => fround(sin(fround(x))), slope: cos, at: 0.4 };

  test('in a Float32Array', () => {
    const { verdict, reason } = reasonIn((x) => Float32Array.of(x), offset);
    expect([verdict, reason]).toEqual([
      'inconclusive',
      expect.stringContaining('; compute in float64 (Float64Array)'),
    ]);
  });

  test('in numbers that are rounded on the way', () => {
    const { verdict, reason } = reasonIn((x) => [x], { ...wave, options: { threshold: 1e-7 } });
    expect([verdict, reason]).toEqual([
      'inconclusive',
      expect.stringContaining('leave out what rounds the value to float32 on the way'),
    ]);
    expect(reason).not.toContain('Float64Array');
  });
});

describe('a library that has chosen the format', () => {
  beforeAll(async () => {
    tf.enableProdMode();
    await tf.setBackend('cpu');
    configureGradientChecks({ adapters: [tensorflow(tf)] });
  });
  afterAll(() => {
    configureGradientChecks({ adapters: [] });
  });

  test.each<[string, (x: tf.Tensor) => tf.Tensor, number[], GradientCheckOptions]>([
    ['an offset', (x) => tf.add(1e4, tf.mul(1e-3, tf.sin(x))).sum(), [0.4, 0.2], {}],
    ['a sigmoid', (x) => tf.sigmoid(x).sum(), [17, 16.5], {}],
    ['a threshold of float64', (x) => tf.tanh(x).sum(), [0.4, 0.2, 0.7], { threshold: 1e-7 }],
  ])('%s: is not told to be another', (_, loss, at, options) => {
    const { verdict, reason } = checkGradient(loss, { at: tf.tensor1d(at), ...options });
    expect(verdict).toBe('inconclusive');
    expect(reason).toMatch(/; (move the point|leave `threshold` out)/);
    expect(reason).not.toMatch(/float64|Float64Array/);
  });

  test('nor where the point is given in plain arrays: a Jacobian', () => {
    const value = (x: tf.Tensor) => tf.add(1e4, tf.mul(1e-3, tf.sin(x)));
    const jacobian = (x: tf.Tensor) => tf.diag(tf.mul(1e-3, tf.cos(x)));
    const at = tf.tensor1d([0.4, 0.2]);
    const { verdict, reason } = checkJacobian({ value, jacobian }, { at });
    expect(verdict).toBe('inconclusive');
    expect(reason).toMatch(/move the point to where it does/);
    expect(reason).not.toMatch(/float64|Float64Array/);
  });

  test('kinks closer than steps can be short: move the point', () => {
    const x = tf.randomNormal([8, 10], 0, 1, 'float32', 3);
    const W = tf.randomUniform([10, 20], -0.44, 0.44, 'float32', 103);
    const loss = (a: tf.Tensor, b: tf.Tensor) => tf.mean(tf.relu(tf.matMul(a, b)));
    const { verdict, reason } = checkGradient(loss, { at: [x, W], threshold: 1e-4 });
    expect(verdict).toBe('inconclusive');
    expect(reason).toMatch(/the slopes along .* differ from step to step by more than rounding/);
    expect(reason).toMatch(/move the point away from the kink or the oscillation that is close by/);
  });
});

// who does as the reason says is not left with another one
describe('a threshold that is named is one that decides', () => {
  const levels = [1e-6, 1e-4, 1e-3];
  const plane = (level: number) => ({
    value: ([x, y]: number[]) => sin(x) * y + level * (2 * hashOfBits([x, y]) - 1),
    gradient: ([x, y]: number[]) => [cos(x) * y, sin(x)],
  });
  const at = [0.4, 1.3];

  test.each(levels)('left out, under noise of %s', (level) => {
    const { reason } = checkGradient(plane(level), { at, threshold: 1e-9 });
    const threshold = Number(/give a `threshold` of ([\d.e-]+) if/.exec(reason ?? '')?.[1]);
    const options = Number.isNaN(threshold) ? { at } : { at, threshold };
    expect(reason).toMatch(/leave `threshold` out|give a `threshold` of/);
    expect(checkGradient(plane(level), options).verdict).toBe('match');
  });

  test.each([3e-3, 5e-3])('given, under noise of %s', (level) => {
    const { verdict, reason } = checkGradient(plane(level), { at });
    expect(verdict).toBe('inconclusive');
    const threshold = Number(/give a `threshold` of ([\d.e-]+) if/.exec(reason ?? '')?.[1]);
    expect(checkGradient(plane(level), { at, threshold }).verdict).toBe('match');
  });
});

test('where nothing resolves a tenth no threshold is named', () => {
  const { reason } = reasonIn((x) => [x], { value: noisy(0.1), slope: cos, at: 0.4 });
  expect(reason).not.toMatch(/threshold` of/);
});

test('at kinks nothing but the point, or what they count as', () => {
  const value = ([x, y]: number[]) => max(0, x) + y * y;
  const { reason } = checkGradient(
    { value, gradient: ([, y]: number[]) => [0, 2 * y] },
    { at: [0, 1], kinks: 'inconclusive' },
  );
  expect(reason).toBe(
    "x[0] sits on a kink, where the slope jumps from 0 to 1; move the point off it, or allow `kinks: 'subgradient'`",
  );
});
