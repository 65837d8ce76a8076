import { describe, expect, test } from 'vitest';
import { checkGradient } from '../../src/index.ts';

// Σ exp(xᵢ): what a sample does not look at one by one, directions look at together
const value = (x: Float64Array) => x.reduce((s, v) => s + Math.exp(v), 0);
const pointOf = (n: number) =>
  Float64Array.from({ length: n }, (_, i) => 0.5 + ((i * 2654435761) % 1000) / 1000);
const withFactor = (factor: number, slips: readonly number[]) => (x: Float64Array) =>
  x.map((v, i) => Math.exp(v) * (slips.includes(i) ? factor : 1));

describe.each([1500, 3000])('one slip among %d, of which ten are looked at', (n) => {
  const at = pointOf(n);

  test.each([777, 0, n - 1])('at %d', (slip) => {
    for (const seed of [5, 1, 8]) {
      // from twice what the norm may be off by
      for (const size of [5e-5, 1e-3, -2]) {
        const gradient = withFactor(1 + size, [slip]);
        const { verdict, variables } = checkGradient(
          { value, gradient },
          { at, coordinates: 10, seed },
        );
        expect([verdict, variables[0].worst[0]?.coordinate]).toEqual(['mismatch', `x[${slip}]`]);
      }
    }
  });

  test('the right gradient', () => {
    for (const seed of [5, 1, 8])
      expect(
        checkGradient({ value, gradient: withFactor(1, []) }, { at, coordinates: 10, seed })
          .verdict,
      ).toBe('match');
  });
});

// relative errors of the whole: 9.7e-8 and 1.5e-7, against the threshold of 1e-7
test.each([
  [1e-5, 'match'],
  [1.5e-5, 'mismatch'],
])('a slip of %d of one coordinate is judged by the whole, looked at or not', (size, expected) => {
  const at = pointOf(1500);
  const gradient = withFactor(1 + size, [777]);
  for (const coordinates of [10, 'all'] as const)
    expect(checkGradient({ value, gradient }, { at, coordinates, seed: 5 }).verdict).toBe(expected);
});

describe('several slips among 5,000, of which ten are looked at', () => {
  const at = pointOf(5000);
  const slips = [17, 1234, 2500, 3333, 4999];

  test.each([1, 2, 3, 4])(
    'more than one is named, and nobody is acquitted, with seed %d',
    (seed) => {
      const gradient = withFactor(1.1, slips);
      const { verdict, variables, diagnoses } = checkGradient(
        { value, gradient },
        { at, coordinates: 10, seed },
      );
      const named = variables[0].worst.map(({ index }) => index[0]);
      expect(verdict).toBe('mismatch');
      expect(named.filter((i) => !slips.includes(i))).toEqual([]);
      expect(named.length).toBeGreaterThan(1);
      expect(diagnoses.map(({ evidence }) => evidence).join()).not.toMatch(/others? agree/);
    },
  );
});

describe('a factor that is wrong everywhere', () => {
  const point = Float64Array.from({ length: 50 }, (_, i) => 1 + i / 10);
  const squares = (x: Float64Array) => x.reduce((s, v) => s + v * v, 0);
  const size = Math.sqrt(squares(point));
  const checked = (seed: number) =>
    checkGradient(
      { value: squares, gradient: (x: Float64Array) => x.map((v) => 3 * v) },
      { at: point, seed, mode: 'quick' },
    ).variables[0];

  test('of a parabola, whose bends extrapolation takes away to the last digit, is seen without kinks', () => {
    // a first direction along which two slopes are the same number
    const { isAmongKinks, checked: shown } = checked(1);
    expect([isAmongKinks, shown]).toEqual([false, 9]);
  });

  test('is shown by a few coordinates, though of fifty some parts get none', () => {
    expect(Array.from({ length: 20 }, (_, seed) => checked(seed + 1).checked)).toEqual(
      Array<number>(20).fill(9),
    );
  });

  test('is said with between what it lies', () => {
    const sets = Array.from({ length: 20 }, (_, seed) => checked(seed + 1).suspects ?? []).flat();
    expect(sets).toHaveLength(20);
    for (const { least, most } of sets) {
      expect(least).toBeLessThan(size);
      expect(most).toBeGreaterThan(size);
      expect(most).toBeLessThan(3 * size);
    }
  });
});
