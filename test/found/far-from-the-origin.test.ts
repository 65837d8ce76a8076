import { describe, expect, test } from 'vitest';
import { checkGradient } from '../../src/index.ts';
import { type Curve, type Holder, verdictIn } from './holders.ts';

const { sin, cos, exp } = Math;

interface Wave {
  readonly value: Curve;
  readonly slope: Curve;
}

const washboard: Wave = {
  value: (x) => (x * x) / 2 + 100 * cos(x),
  slope: (x) => x - 100 * sin(x),
};
const damped: Wave = {
  value: (x) => exp(-1e-5 * x) * cos(3 * x),
  slope: (x) => -exp(-1e-5 * x) * (1e-5 * cos(3 * x) + 3 * sin(3 * x)),
};

// many waves within the first step, which is in proportion to the point: over long steps they look like noise
describe('a phase far from 0', () => {
  test.each<[Holder, number]>([
    ['Float32Array', 10131.8],
    ['Float32Array', 10221.9],
    ['Float32Array', 100317.1],
    ['Float32Array', 102219.7],
    ['number', 100317000.1],
    ['number', 100634000.2],
  ])('the slope of a washboard is right in %s %d', (holder, at) => {
    expect(verdictIn(holder, { ...washboard, at })).toBe('match');
  });

  test.each<[Holder, number, Wave]>([
    ['Float32Array', 100951.3, { value: sin, slope: cos }],
    ['Float32Array', 101268.4, { value: sin, slope: cos }],
    ['Float32Array', 100634.2, damped],
  ])('zero is wrong in %s %d', (holder, at, { value }) => {
    expect(verdictIn(holder, { value, slope: () => 0, at })).not.toBe('match');
  });
});

// two steps, 860 times apart, leave as much by luck
test.fails('a forgotten slope of a wave at 102219.7 is found', () => {
  const at = 102219.7;
  const verdict = verdictIn('Float32Array', { value: damped.value, slope: () => 0, at });
  expect(verdict).not.toBe('match');
});

/** Three discs of diameter 1 that overlap and are pushed apart, and their weight. */
function discs(stiffness: number) {
  const overlapOf = (p: ArrayLike<number>, i: number, j: number) => {
    const [x, y] = [p[2 * i] - p[2 * j], p[2 * i + 1] - p[2 * j + 1]];
    const distance = Math.hypot(x, y);
    return { overlap: Math.max(0, 1 - distance), along: [x / distance, y / distance] };
  };
  const pairs = [
    [0, 1],
    [0, 2],
    [1, 2],
  ] as const;
  const weight = 9.81;
  return {
    value(p: ArrayLike<number>) {
      const pushed = pairs.reduce((sum, [i, j]) => sum + overlapOf(p, i, j).overlap ** 2, 0);
      return weight * (p[1] + p[3] + p[5]) + (stiffness / 2) * pushed;
    },
    forces(p: ArrayLike<number>, pushing = stiffness) {
      const all = [0, weight, 0, weight, 0, weight];
      for (const [i, j] of pairs) {
        const { overlap, along } = overlapOf(p, i, j);
        for (const k of [0, 1]) {
          all[2 * i + k] -= pushing * overlap * along[k];
          all[2 * j + k] += pushing * overlap * along[k];
        }
      }
      return all;
    },
  };
}

// a contact that every first step leads beyond: what agrees with itself there is not the slope at the point
describe('discs that overlap at world coordinates', () => {
  const { value, forces } = discs(500);
  const at = (x: number) => Float32Array.of(x, x, x + 0.62, x + 0.31, x + 1.3, x + 0.1);

  test.each([1e3, 5e3, 1e4, 2e4])('their forces are right at %d', (x) => {
    expect(checkGradient({ value, gradient: forces }, { at: at(x) }).verdict).not.toBe('mismatch');
  });

  test.each([10, 100])('a force of 1 %% too much is wrong at %d', (x) => {
    const gradient = (p: Float32Array) => forces(p, 505);
    expect(checkGradient({ value, gradient }, { at: at(x) }).verdict).toBe('mismatch');
  });

  test.each([10, 100, 1e3])(
    'forces without the contacts are wrong in single precision at %d',
    (x) => {
      const gradient = (p: Float32Array) => forces(p, 0);
      expect(checkGradient({ value, gradient }, { at: at(x) }).verdict).toBe('mismatch');
    },
  );

  test.each([1e4, 1e5, 1e6])('and in double precision at %d', (x) => {
    const gradient = (p: number[]) => forces(p, 0);
    expect(checkGradient({ value, gradient }, { at: [...at(x)] }).verdict).toBe('mismatch');
  });
});
