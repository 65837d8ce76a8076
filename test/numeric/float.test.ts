import { describe, expect, test } from 'vitest';
import type { Dtype } from '../../src/numeric/dtype.ts';
import { roundTo, spacing } from '../../src/numeric/float.ts';

describe('spacing at the ends of each format', () => {
  test.each<[Dtype, number, number]>([
    ['float64', 0, 2 ** -1074],
    ['float64', 2 ** -1022, 2 ** -1074],
    ['float64', 1, 2 ** -52],
    ['float64', 1 - 2 ** -53, 2 ** -53],
    ['float64', -2, 2 ** -51],
    ['float64', Number.MAX_VALUE, 2 ** 971],
    ['float32', 0, 2 ** -149],
    ['float32', 1, 2 ** -23],
    ['float32', 1 - 2 ** -24, 2 ** -24],
    ['float32', 16777216, 2],
    ['float16', 0, 2 ** -24],
    ['float16', 1, 2 ** -10],
    ['float16', 2048, 2],
    ['float16', 65504, 32],
  ])('%s at %s: %s', (dtype, x, expected) => {
    expect(spacing(x, dtype)).toBe(expected);
  });
});

test('spacing in float64 is the distance of neighbouring bit patterns, whatever they are', () => {
  const bits = new BigUint64Array(1);
  const number = new Float64Array(bits.buffer);
  const numberOf = (pattern: bigint) => {
    bits[0] = pattern;
    return number[0];
  };
  let pattern = 1n;
  for (let i = 0; i < 20_000; i++) {
    pattern = (pattern * 6364136223846793005n + 1442695040888963407n) % 2n ** 63n;
    // every sixteenth is subnormal
    const own = i % 16 === 0 ? pattern % 2n ** 52n : pattern % (2046n << 52n);
    expect(spacing(numberOf(own), 'float64')).toBe(numberOf(own + 1n) - numberOf(own));
    expect(spacing(-numberOf(own), 'float64')).toBe(spacing(numberOf(own), 'float64'));
  }
});

describe('roundTo', () => {
  test.each<[Dtype, number, number]>([
    ['float32', 0.1, 0.10000000149011612],
    ['float32', 16777217, 16777216],
    ['float32', 1e39, 1 / 0],
    ['float16', 0.1, 0.0999755859375],
    ['float16', 2049, 2048],
    ['float16', 2051, 2052],
    ['float16', 2 ** -25, 0],
    ['float16', -1 / 0, -1 / 0],
    ['float16', Number.NaN, Number.NaN],
    ['float64', 0.1, 0.1],
  ])('%s: %s becomes %s', (dtype, x, expected) => {
    expect(roundTo(x, dtype)).toBe(expected);
  });

  test('what float16 cannot hold is infinite, as in a Float16Array', () => {
    expect([roundTo(65519, 'float16'), roundTo(65520, 'float16')]).toEqual([65504, 1 / 0]);
  });
});
