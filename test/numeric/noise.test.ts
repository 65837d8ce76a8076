import { describe, expect, test } from 'vitest';
import { noiseOf, readNoise } from '../../src/numeric/noise.ts';

describe('readNoise', () => {
  test('alternating ±1 has the deviation 1 at every order', () => {
    const samples = Array.from({ length: 9 }, (_, j) => (j % 2 === 0 ? 1 : -1));
    // Δᵏ alternates ±2ᵏ; (k!)²/(2k)!·4ᵏ grows from 2 as √(πk): the three lowest orders are within a factor of four
    const [g1, g2, g3] = [1 / 2, 1 / 6, 1 / 20].map((gamma, k) => Math.sqrt(gamma * 4 ** (k + 1)));
    expect([g1, g2].every((g) => g < g3)).toBe(true);
    expect(readNoise(samples)).toEqual({ kind: 'level', deviation: expect.closeTo(g3, 12) });
  });

  test('a slope does not count, however steep: order two removes it', () => {
    const wobble = [0, 1, -1, 1, 0, -1, 1, -1, 0];
    const steep = wobble.map((noise, j) => noise + 1000 * j);
    const reading = readNoise(steep);
    expect(reading.kind).toBe('level');
    if (reading.kind !== 'level') return;
    expect(reading.deviation).toBeGreaterThan(0.3);
    expect(reading.deviation).toBeLessThan(3);
  });

  test('values in steps wider than the spacing are flat, from half of the neighbours equal on', () => {
    expect(readNoise([1, 1, 1, 1, 2, 3, 4, 5, 5])).toEqual({ kind: 'flat' });
    expect(readNoise([1, 1, 1, 1, 2, 3, 4, 5, 6]).kind).not.toBe('flat');
  });

  test('a straight line is noise of size 0, or no noise at all: never a level', () => {
    const reading = readNoise([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(reading).toEqual({ kind: 'level', deviation: 0 });
  });

  // limit: which is why the check never believes one reading alone
  test('a kink in the middle of the samples is taken for noise', () => {
    expect(readNoise([4, 3, 2, 1, 0, 1, 2, 3, 4]).kind).toBe('level');
  });

  test('a sample that is no number tells nothing', () => {
    expect(readNoise([1, Number.NaN, 3, 4, 5, 7, 7, 8, 10])).toEqual({ kind: 'unclear' });
  });

  test('nor does one that is infinite', () => {
    expect(readNoise([1, 2, 3, 4, 1 / 0, 7, 7, 8, 10])).toEqual({ kind: 'unclear' });
  });

  test('the samples are not changed', () => {
    const samples = Object.freeze([0, 1, -1, 1, 0, -1, 1, -1, 0]);
    expect(() => readNoise(samples)).not.toThrow();
  });
});

test('noiseOf takes the larger part, of either sign of the value', () => {
  expect(noiseOf(0, { absolute: 0, relative: 1 })).toBe(0);
  expect(noiseOf(0, { absolute: 0.5, relative: 1 })).toBe(0.5);
  expect(noiseOf(-4, { absolute: 0.5, relative: 0.25 })).toBe(1);
});
