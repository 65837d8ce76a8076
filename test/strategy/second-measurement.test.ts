import { describe, expect, test } from 'vitest';
import { families, inSinglePrecision } from '../../bench/large/functions.ts';
import { checkGradient } from '../../src/index.ts';
import { zoo } from '../zoo/zoo.ts';

const seeds = Array.from({ length: 12 }, (_, i) => i + 1);

/** Right gradients whose noise, a fast sine, is read too small along a direction at some seed: then one measurement blames them. */
const unlucky = zoo().filter(({ name }) =>
  [
    'exponential, sine 1e-8 (noisy)',
    'exponential, sine 1e-6 (noisy)',
    'rational function, sine 1e-7 (noisy)',
    'Rosenbrock, divided by a hundred, sine 1e-7 (noisy)',
  ].includes(name),
);

describe('blame is proven twice', () => {
  test.each(unlucky)(
    '$name: right at every seed, never a mismatch',
    ({ value, gradient, at, tags }) => {
      const verdicts = seeds.map(
        (seed) => checkGradient({ value, gradient }, { at, seed }).verdict,
      );
      expect(verdicts).not.toContain('mismatch');
      // of stairs the slope of one may be meant, or that over many
      const isAsked = !tags.includes('stairs') && !tags.includes('sawtooth');
      const matches = verdicts.filter((verdict) => verdict === 'match');
      expect(matches.length).toBeGreaterThanOrEqual(isAsked ? 7 : 0);
    },
  );

  test.each(unlucky)(
    '$name: twice as large, a mismatch at every seed',
    ({ value, gradient, at }) => {
      const twice = (x: never) => Array.from(gradient(x), (g) => 2 * g);
      const verdicts = seeds.map(
        (seed) => checkGradient({ value, gradient: twice }, { at, seed }).verdict,
      );
      expect(new Set(verdicts)).toEqual(new Set(['mismatch']));
    },
  );

  test('beside one that is proven nothing is named that luck explains', () => {
    const make = families['dense, rectified squares'];
    const { at, shape, value, gradient } = inSinglePrecision(make({ size: 1001, key: 1 }));
    const wrong = Float32Array.from(gradient, (g, k) => (k === 120 ? 3 : g));
    const check = checkGradient(
      {
        value: ({ data }: { data: Float32Array }) => value(data),
        gradient: () => ({ data: wrong, shape }),
      },
      { at: { data: at, shape } } as never,
    );
    const named = check.variables[0].worst.filter(({ verdict }) => verdict === 'mismatch');
    expect(named.map(({ index }) => index)).toEqual([[3, 0]]);
  });

  test('what costs more is a wrong gradient only', () => {
    const value = ([x, y]: number[]) => Math.exp(x) * y;
    const gradient = ([x, y]: number[]) => [Math.exp(x) * y, Math.exp(x)];
    const right = checkGradient({ value, gradient }, { at: [1, 2] });
    const wrong = checkGradient({ value, gradient: () => [1, 1] }, { at: [1, 2] });
    expect([right.verdict, right.evaluations.value]).toEqual(['match', 9]);
    expect(wrong.verdict).toBe('mismatch');
  });
});
