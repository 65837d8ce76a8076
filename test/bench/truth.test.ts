import { describe, expect, test } from 'vitest';
import {
  agreeAsZeros,
  blurOf,
  distanceTo,
  isBeyondAnyone,
  referenceOf,
  type Truth,
} from '../../bench/truth.ts';
import { toFloat64 } from '../zoo/operations.ts';

const ASKED = 1e-7;

/** A function of one number, with its derivative. */
function truthOf(
  value: (x: number) => number,
  { x, slope, floor }: { readonly x: number; readonly slope: number; readonly floor?: number },
): Truth {
  const plain = { value: (p: ArrayLike<number>) => value(p[0]), at: [x] };
  const exact = { value: value(x), gradient: [slope] };
  return {
    slopes: [[slope, slope]],
    blur: blurOf({ ...plain, round: toFloat64, exact }, floor),
    reference: referenceOf(plain),
    ceiling: 1e-4,
  };
}

describe('what no one can resolve', () => {
  test('is tanh where it has a few quanta left, not where it has millions', () => {
    const tanh = (x: number) =>
      truthOf(Math.tanh, { x, slope: 1 / Math.cosh(x) ** 2, floor: 2 ** -52 });
    expect(isBeyondAnyone(tanh(18), ASKED)).toBe(true);
    expect(isBeyondAnyone(tanh(8), ASKED)).toBe(false);
  });

  test('is a slope behind a float32 constant a million times larger', () => {
    const value = (x: number) => Math.fround(1e4 + Math.fround(1e-3 * Math.sin(x)));
    expect(isBeyondAnyone(truthOf(value, { x: 0.4, slope: 1e-3 * Math.cos(0.4) }), ASKED)).toBe(
      true,
    );
  });

  test('is never a zero gradient', () => {
    expect(isBeyondAnyone(truthOf(Math.floor, { x: 100.3, slope: 0 }), ASKED)).toBe(false);
  });
});

describe('two gradients agree as zeros', () => {
  const square = truthOf((x) => x * x, { x: 1e-300, slope: 2e-300 });

  test('beside slopes of order one', () => {
    expect(agreeAsZeros(square, [-4e-300], ASKED)).toBe(true);
    expect(agreeAsZeros(square, [1e-3], ASKED)).toBe(false);
  });

  test('and not where everything is as small as they are', () => {
    const small = truthOf((x) => 1e-300 * Math.sin(x), { x: 0.4, slope: 1e-300 * Math.cos(0.4) });
    expect(agreeAsZeros(small, [-1e-300], ASKED)).toBe(false);
  });
});

describe('distances', () => {
  const kink: Truth = {
    slopes: [
      [0, 1],
      [2, 2],
    ],
    blur: () => 0,
    reference: () => 1,
    ceiling: 1e-4,
  };

  test('are none between the slopes of a kink, and count from the nearer one outside', () => {
    expect(distanceTo(kink, [0.3, 2])).toEqual({ absolute: 0, relative: 0 });
    expect(distanceTo(kink, [1.5, 2]).absolute).toBeCloseTo(0.5, 15);
    // 0.5 / (‖(1.5, 2)‖ + ‖(1, 2)‖)
    expect(distanceTo(kink, [1.5, 2]).relative).toBeCloseTo(0.5 / (2.5 + Math.sqrt(5)), 15);
  });
});
