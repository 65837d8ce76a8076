import { afterEach, describe, expect, test } from 'vitest';
import { checkGradient, type GradientCheck } from '../../src/index.ts';
import { hashOfBits } from '../zoo/noise.ts';

type Vector = readonly number[];

const size = 1000;
/** Numbers of either sign, none of them small. */
const at = Array.from({ length: size }, (_, k) => (k % 2 === 0 ? 1 : -1) * (1 + (k % 7) / 4));
const value = (x: Vector) => x.reduce((sum, xi) => sum + xi * xi, 0);
const correct = (x: Vector) => x.map((xi) => 2 * xi);
const slippedAt =
  (...slips: readonly number[]) =>
  (x: Vector) =>
    x.map((xi, k) => (slips.includes(k) ? 3 * xi : 2 * xi));

const sampled = ({ variables: [x] }: GradientCheck) => [...x.coordinates];

describe('the same seed gives the same record, bit for bit', () => {
  const noisy = (x: Vector) => value(x) * (1 + 1e-9 * hashOfBits(x));

  test.each<[string, (x: Vector) => number, (x: Vector) => number[]]>([
    ['correct', value, correct],
    ['wrong', value, slippedAt(123, 456)],
    ['noisy', noisy, correct],
    ['noisy and wrong', noisy, slippedAt(999)],
  ])('%s', (_, f, gradient) => {
    const options = { at, coordinates: 12, seed: 42 };
    const [one, other] = [1, 2].map(() => checkGradient({ value: f, gradient }, options));
    expect(other).toEqual(one);
    expect(one.seed).toBe(42);
  });

  test('another seed looks elsewhere', () => {
    const [one, other] = [1, 2].map((seed) =>
      sampled(checkGradient({ value, gradient: correct }, { at, coordinates: 12, seed })),
    );
    expect(other).not.toEqual(one);
  });
});

describe('a sample of the coordinates', () => {
  test.each([1, 2, 3, 10, 100])(
    'of %i holds the first, the last and one from each stratum',
    (coordinates) => {
      const check = checkGradient({ value, gradient: correct }, { at, coordinates });
      const indices = sampled(check);
      expect(check.verdict).toBe('match');
      // a stratum may draw the first or the last, which are there already
      expect(indices.length).toBeLessThanOrEqual(coordinates);
      expect(indices.length).toBeGreaterThanOrEqual(Math.max(1, coordinates - 16));
      expect(indices[0]).toBe(0);
      if (coordinates > 1) expect(indices.at(-1)).toBe(999);
      expect(check.coverage).toEqual({
        checked: indices.length,
        total: size,
        // through all of them, which agree
        probes: 6,
        smallestDetectable: expect.any(Number),
        missProbability: expect.any(Number),
      });
      // the threshold: directions are far sharper
      expect(check.coverage.smallestDetectable).toBe(1e-7);
      expect(check.coverage.missProbability).toBeLessThan(1e-6);
      expect(check.variables[0]).toMatchObject({ checked: indices.length, total: size });
      const gaps = indices.slice(1).map((index, i) => index - indices[i]);
      if (coordinates > 2)
        expect(Math.max(...gaps)).toBeLessThanOrEqual((2 * size) / (coordinates - 2) + 1);
    },
  );

  test.each([300, 500, 999])('of %i holds as many as were asked for', (coordinates) => {
    const check = checkGradient({ value, gradient: correct }, { at, coordinates });
    expect(check.coverage.checked).toBe(coordinates);
  });

  test('costs two evaluations a coordinate, and a few for a look along all others at once', () => {
    const { evaluations, coverage } = checkGradient(
      { value, gradient: correct },
      { at, coordinates: 10 },
    );
    expect(evaluations.value).toBeGreaterThan(1 + 2 * coverage.checked);
    expect(evaluations.value).toBeLessThan(1 + 2 * coverage.checked + 100);
  });

  test.each([1, 57, 123, 500, 777, 998])(
    'finds the one wrong coordinate it did not draw: %i',
    (slip) => {
      const check = checkGradient({ value, gradient: slippedAt(slip) }, { at, coordinates: 5 });
      expect(check.verdict).toBe('mismatch');
      const [x] = check.variables;
      expect([x.wrong, x.worst.map(({ coordinate }) => coordinate)]).toEqual([1, [`x[${slip}]`]]);
      expect(sampled(check)).toContain(slip);
      expect(check.evaluations.value).toBeLessThan(size);
    },
  );

  test('finds every one of several wrong ones', () => {
    const slips = [300, 301, 800];
    const { verdict, variables } = checkGradient(
      { value, gradient: slippedAt(...slips) },
      { at, coordinates: 5 },
    );
    expect(verdict).toBe('mismatch');
    const found = variables[0].worst.map(({ index: [k] }) => k);
    expect(found.sort((a, b) => a - b)).toEqual(slips);
  });

  test('is all of them with `all`, or with as many as there are', () => {
    for (const coordinates of ['all', size, 10 * size] as const) {
      const { coverage } = checkGradient({ value, gradient: correct }, { at, coordinates });
      expect([coverage.checked, coverage.total]).toEqual([size, size]);
    }
  });

  test('is drawn from each variable', () => {
    const halves = { a: at.slice(0, 500), b: at.slice(500) };
    const subject = {
      value: ({ a, b }: typeof halves) => value([...a, ...b]),
      gradient: ({ a, b }: typeof halves) => ({ a: correct(a), b: correct(b) }),
    };
    const { variables } = checkGradient(subject, { at: halves, coordinates: 4 });
    expect(variables.map(({ path, checked, total }) => [path, checked, total])).toEqual([
      ['a', 4, 500],
      ['b', 4, 500],
    ]);
  });

  test('looks at nothing else when an epsilon is given', () => {
    const options = { at, coordinates: 2, epsilon: 2 ** -10, threshold: 1e-7 };
    const check = checkGradient({ value, gradient: slippedAt(500) }, options);
    expect([check.verdict, sampled(check), check.evaluations.value]).toEqual([
      'match',
      [0, 999],
      5,
    ]);
  });
});

describe('the mode', () => {
  const checked = (options: object) =>
    checkGradient({ value, gradient: correct }, { at, ...options }).coverage.checked;

  afterEach(() => {
    delete process.env.EXPECT_GRADIENT;
  });

  test('quick checks three coordinates of a large variable beside directions, unless told how many', () => {
    expect(checked({ mode: 'quick' })).toBe(3);
    expect(checked({ mode: 'quick', at: at.slice(0, 20) })).toBe(20);
    expect(checked({ mode: 'quick', coordinates: 'all' })).toBe(size);
    expect(checked({ mode: 'full' })).toBe(size);
  });

  test('EXPECT_GRADIENT overrides it, for every check of the run', () => {
    process.env.EXPECT_GRADIENT = 'quick';
    expect(checked({})).toBeLessThanOrEqual(20);
    expect(checked({ mode: 'full' })).toBeLessThanOrEqual(20);
    process.env.EXPECT_GRADIENT = 'full';
    expect(checked({ mode: 'quick' })).toBe(size);
    process.env.EXPECT_GRADIENT = '';
    expect(checked({ mode: 'quick' })).toBeLessThanOrEqual(20);
  });

  test('EXPECT_GRADIENT misspelt is an error, not a full check', () => {
    process.env.EXPECT_GRADIENT = 'Off';
    expect(() => checked({})).toThrow(
      new TypeError('`EXPECT_GRADIENT` must be full, quick or off, got "Off"'),
    );
  });

  test('off is for assertions: checkGradient, asked for a record, checks', () => {
    expect(checked({ mode: 'off' })).toBe(size);
  });
});

test('two coordinates of which one was asked for are looked at, however little a direction through both can tell', () => {
  const value = (x: number[]) => x.reduce((sum, xi) => sum + xi ** 3, 0);
  for (const seed of [0, 1, 2, 3]) {
    const at = [Math.sin(seed), Math.sin(3 + seed)];
    const verdictOf = (factor: number) =>
      checkGradient(
        { value, gradient: (x: number[]) => x.map((xi) => factor * 3 * xi * xi) },
        { at, coordinates: 1, threshold: 1e-9, seed },
      ).verdict;
    expect(verdictOf(1.5)).toBe('mismatch');
    expect(verdictOf(1)).not.toBe('mismatch');
  }
});
