import { describe, expect, test } from 'vitest';
import { checkOf } from '../../bench/large/asked.ts';
import { families } from '../../bench/large/functions.ts';
import { checkGradient } from '../../src/index.ts';
import { type Curve, verdictsOf } from './holders.ts';

// The value is rounded where it is far larger than at its end: steps below that spacing see none of what is added there, or a staircase.

const { exp, log, log1p, expm1, sqrt } = Math;

interface Rounded {
  readonly name: string;
  readonly value: Curve;
  readonly slope: Curve;
  readonly at: number;
  readonly wrong: readonly number[];
}

/** The sum of what shows at any step and of what is rounded at M. */
function offset(s: number, large: number): Rounded {
  return {
    name: `1 + ${s} t + ((${large} + t) - ${large})`,
    value: (t) => 1 + s * t + (large + t - large),
    slope: () => s + 1,
    at: 0,
    wrong: [-s - 1, 3 * s, 0],
  };
}

/** t itself, in quanta of the spacing of M. */
function throughLarge(large: number): Rounded {
  return {
    name: `(${large} + t) - ${large}`,
    value: (t) => large + t - large,
    slope: () => 1,
    at: 0,
    wrong: [0, -1, 2, 0.9],
  };
}

const SCALE = 1.0507009873554805;
const ALPHA = 1.6732632423543772;

const rounded: readonly Rounded[] = [
  offset(1e6, 1e6),
  offset(1e3, 1e6),
  offset(1e6, 1e3),
  offset(-1e4, 1e8),
  throughLarge(1000),
  throughLarge(1e5),
  throughLarge(-37),
  ...[0.001, 1e-5, 0.03, -0.001].map((at) => ({
    name: 'log(1 + x)',
    value: (x: number) => log(1 + x),
    slope: (x: number) => 1 / (1 + x),
    at,
    wrong: [0.2, 0, -1, 0.5],
  })),
  ...[0, 1e-9, -1e-9, -1e-4, 0.3].map((at) => ({
    name: 'ELU, smooth at 0 where exp(h) - 1 rounds',
    value: (x: number) => (x > 0 ? x : exp(x) - 1),
    slope: (x: number) => (x > 0 ? 1 : exp(x)),
    at,
    wrong: [0, 0.5, -1, 2],
  })),
  // a kink at 0: any slope between the two is right there
  ...[0, 1e-3, -1e-3].map((at) => ({
    name: 'SELU',
    value: (x: number) => SCALE * (x > 0 ? x : ALPHA * (exp(x) - 1)),
    slope: (x: number) => (x > 0 ? SCALE : SCALE * ALPHA * exp(x)),
    at,
    wrong: [0, 1, -SCALE, 2],
  })),
  ...[0, 1e-6, -2e-5].map((at) => ({
    name: '(exp(x) - 1) / 2 + log(1 + x)',
    value: (x: number) => (exp(x) - 1) / 2 + log(1 + x),
    slope: (x: number) => (expm1(x) + 1) / 2 + exp(-log1p(x)),
    at,
    wrong: [0, 1, 0.5, 1.45],
  })),
];

describe.each(rounded)('$name at $at', ({ value, slope, at, wrong }) => {
  test('the right slope matches', () => {
    expect(verdictsOf({ value, slope, at })).toEqual(['match']);
  });

  test.each(wrong)('%d is a mismatch', (other) => {
    expect(verdictsOf({ value, slope: () => other, at })).toEqual(['mismatch']);
  });
});

test('SELU at 0: the slopes on both sides are right, what lies beyond them is not', () => {
  const value: Curve = (x) => SCALE * (x > 0 ? x : ALPHA * (exp(x) - 1));
  for (const slope of [SCALE, SCALE * ALPHA, 1.4])
    expect(verdictsOf({ value, slope: () => slope, at: 0 })).toEqual(['match']);
});

test.each([
  [1e3, 1e6],
  [10, 1e8],
  [-40, 1e10],
])('1 + %d t + ((%d + t) - it): the slope without the rounded part is no match', (s, large) => {
  const { value, at } = offset(s, large);
  expect(verdictsOf({ value, slope: () => s, at })).not.toContain('match');
});

describe('nothing but round-off: the value is constant, whatever its quotients say', () => {
  type Vector = readonly number[];
  const mean = (x: Vector) => x.reduce((a, b) => a + b, 0) / x.length;
  const centred = (x: Vector) => x.map((v) => v - mean(x));
  const normalised = (x: Vector) => {
    const d = centred(x);
    const deviation = sqrt(mean(d.map((v) => v * v)) + 1e-5);
    return d.map((v) => v / deviation);
  };
  const sum = (x: Vector) => x.reduce((a, b) => a + b, 0);
  const spread = [0.3, -1.2, 2.5, 0.9, -0.4];

  test.each<[string, (x: Vector) => number, Vector, Vector]>([
    ['a + b - a - b', ([a, b]) => a + b - a - b, [0.85, 0], [-1, 0]],
    ['a + b - a - b', ([a, b]) => a + b - a - b, [0.1, 0.7], [0, 1]],
    ['a + b - a - b', ([a, b]) => a + b - a - b, [1e6, 3], [1, 1]],
    [
      '(a - b) + (b - c) + (c - a)',
      ([a, b, c]) => a - b + (b - c) + (c - a),
      [0.3, 7.1, 1e-3],
      [1, -1, 0],
    ],
    ['the sum of what is centred', (x) => sum(centred(x)), spread, [1, 1, 1, 1, 1]],
    ['the sum of a LayerNorm', (x) => sum(normalised(x)), spread, [0.8, 0.8, 0.8, 0.8, 0.8]],
    ['the sum of a LayerNorm', (x) => sum(normalised(x)), [100.3, 99.1, 101.2], [1, 0, 0]],
    [
      'the sum of a softmax',
      (x) => sum(x.map((v) => exp(v) / sum(x.map(exp)))),
      spread,
      [0.1, 0.1, 0.1, 0.1, 0.1],
    ],
  ])('%s', (_, value, at, wrong) => {
    const verdict = (gradient: Vector, seed: number) =>
      checkGradient({ value, gradient: () => gradient }, { at, seed }).verdict;
    const seeds = [1, 2, 3, 4];
    expect(
      seeds.map((seed) =>
        verdict(
          at.map(() => 0),
          seed,
        ),
      ),
    ).toEqual(seeds.map(() => 'match'));
    expect(seeds.map((seed) => verdict(wrong, seed))).toEqual(seeds.map(() => 'mismatch'));
  });
});

// 1 + r is rounded far more coarsely than r: steps close around the point see its stairs
describe('a mortgage in single precision is no kink', () => {
  const { fround } = Math;
  const value = ([rate, months, loan]: Float32Array) => {
    const growth = fround(fround(1 + rate) ** months);
    return fround(fround(-fround(loan * rate) * growth) / fround(growth - 1));
  };
  const slopesOf = ([rate, months, loan]: Float32Array) => {
    const growth = (1 + rate) ** months;
    const byRate = months * (1 + rate) ** (months - 1);
    const byMonths = growth * Math.log1p(rate);
    const change = (of: number) =>
      (-loan * rate * (of * (growth - 1) - growth * of)) / (growth - 1) ** 2;
    const alone = -growth / (growth - 1);
    return {
      alone: loan * alone,
      rate: change(byRate),
      months: change(byMonths),
      loan: rate * alone,
    };
  };
  const claims: Record<string, (x: Float32Array) => number[]> = {
    right: (x) => {
      const { alone, rate, months, loan } = slopesOf(x);
      return [alone + rate, months, loan];
    },
    'a term lost': (x) => {
      const { alone, months, loan } = slopesOf(x);
      return [alone, months, loan];
    },
    half: (x) => {
      const { alone, rate, months, loan } = slopesOf(x);
      return [(alone + rate) / 2, months, loan];
    },
  };
  const points = Array.from({ length: 20 }, (_, k) => [
    0.003 + 0.0004 * k,
    60 + 14.6 * k,
    2e5 + 15554 * k,
  ]);
  const verdictsOn = (name: string) =>
    points.map(
      (at) =>
        checkGradient(
          { value, gradient: (x: Float32Array) => Float32Array.from(claims[name](x)) },
          { at: Float32Array.from(at) },
        ).verdict,
    );

  test('right ones match', () => {
    expect(new Set(verdictsOn('right'))).toEqual(new Set(['match']));
  });

  test.each(['a term lost', 'half'])('%s is wrong at nearly every point', (name) => {
    const verdicts = verdictsOn(name);
    expect(verdicts).not.toContain('match');
    expect(verdicts.filter((one) => one === 'mismatch').length).toBeGreaterThanOrEqual(19);
  });
});

// 1e8 comes first, and each square is rounded to its spacing: the more of them change, the more noise there is
test('a sum that is rounded at each of a thousand additions is not called wrong by directions through all of it', () => {
  for (const key of [2, 5, 8, 11]) {
    const large = families['on an offset']({ size: 1001, key });
    expect(checkOf({ large, analytic: large.gradient, seed: key }).verdict).toBe('match');
  }
});
