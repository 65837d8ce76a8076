import { describe, expect, test } from 'vitest';
import { type Rectifier, rectifierNetwork, SIZES } from '../../bench/large/rectifier.ts';
import { checkGradient } from '../../src/index.ts';

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

/** A network in single precision, with one entry of its gradient off by a part of the norm of its variable. */
function checked(key: number, slip?: { readonly in: keyof Rectifier; readonly part: number }) {
  const { at, value, gradient } = rectifierNetwork(key);
  const analytic = gradient(at);
  const entry = 4321;
  if (slip) analytic[slip.in][entry] += slip.part * norm(analytic[slip.in]);
  const subject = { value: (x: Shaped) => value(plain(x)), gradient: () => shaped(analytic) };
  const check = checkGradient(subject, { at: shaped(at), seed: key });
  const named = check.variables.flatMap(({ worst }) =>
    worst.filter(({ verdict }) => verdict === 'mismatch').map(({ coordinate }) => coordinate),
  );
  return { ...check, named };
}

describe('a network of rectifiers in single precision', () => {
  test.each([3, 16, 21])('%s: right, to a resolution that is said', (key) => {
    const { verdict, variables, evaluations } = checked(key);
    expect(verdict).toBe('match');
    expect(evaluations.value).toBeLessThanOrEqual(450);
    for (const { smallestDetectable } of variables)
      expect(smallestDetectable).toBeLessThanOrEqual(5e-3);
  });

  test('one weight before the kinks is named', () => {
    const { verdict, named, evaluations } = checked(3, { in: 'W1', part: 0.08 });
    expect({ verdict, named }).toEqual({ verdict: 'mismatch', named: ['W1[10,321]'] });
    expect(evaluations.value).toBeLessThanOrEqual(300);
  });

  test('one weight behind them is named by its own size', () => {
    const { verdict, named, evaluations } = checked(3, { in: 'W2', part: 1e-3 });
    expect({ verdict, named }).toEqual({ verdict: 'mismatch', named: ['W2[108,1]'] });
    expect(evaluations.value).toBeLessThanOrEqual(300);
  });
});

describe('a mistake in all of a variable is not taken for kinks', () => {
  test('of many rectified terms in single precision', () => {
    const size = 3000;
    const at = Float32Array.from({ length: size }, (_, i) => Math.sin(i) + 0.2);
    const value = (x: Float32Array) =>
      Math.fround(x.reduce((sum, one) => sum + Math.max(0, one) ** 2, 0));
    const gradient = (x: Float32Array) => x.map((one) => 2.06 * Math.max(0, one));
    expect(checkGradient({ value, gradient }, { at }).verdict).not.toBe('match');
  });
});
