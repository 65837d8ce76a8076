import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { roundTo, spacing } from '../../src/numeric/float.ts';

const seed = 12;

/** The next larger number of a format, by adding one to the bits. */
function nextUp32(x: number): number {
  const bits = new Uint32Array(Float32Array.of(x).buffer);
  return new Float32Array(Uint32Array.of(bits[0] + 1).buffer)[0];
}

function nextUp64(x: number): number {
  const bits = new BigUint64Array(Float64Array.of(x).buffer);
  return new Float64Array(BigUint64Array.of(bits[0] + 1n).buffer)[0];
}

/** IEEE 754 binary16: one sign bit, five of the exponent, ten of the fraction. */
function fromBits16(bits: number): number {
  const [exponent, fraction] = [bits >> 10, bits & 0x3ff];
  return exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15);
}

const largest16 = 65504;
const float16 = Array.from({ length: 0x7c00 }, (_, bits) => fromBits16(bits));

describe('spacing', () => {
  test('is the step to the next larger double', () => {
    const law = fc.property(fc.double({ min: 0, max: 1e308, noNaN: true }), (x) => {
      expect(spacing(x, 'float64')).toBe(nextUp64(x) - x);
      expect(spacing(-x, 'float64')).toBe(spacing(x, 'float64'));
    });
    fc.assert(law, { seed, examples: [[0], [1], [2 ** -1022], [5e-324], [1 - 2 ** -53]] });
  });

  test('is the step to the next larger single', () => {
    const law = fc.property(fc.float({ min: 0, noNaN: true, noDefaultInfinity: true }), (x) => {
      fc.pre(Number.isFinite(nextUp32(x)));
      expect(spacing(x, 'float32')).toBe(nextUp32(x) - x);
    });
    fc.assert(law, { seed, examples: [[0], [1], [2 ** -126], [2 ** -149], [1 - 2 ** -24]] });
  });

  test('is the step between any two neighbours of float16', () => {
    const wrong = float16
      .slice(0, -1)
      .filter((x, i) => spacing(x, 'float16') !== float16[i + 1] - x);
    expect(wrong).toEqual([]);
  });
});

describe('roundTo', () => {
  const double = fc.double({ noNaN: true });

  test('leaves doubles alone', () => {
    const law = fc.property(double, (x) => {
      expect(roundTo(x, 'float64')).toBe(x);
    });
    fc.assert(law, { seed });
  });

  test('does what a Float32Array does', () => {
    const law = fc.property(double, (x) => {
      expect(roundTo(x, 'float32')).toBe(Float32Array.of(x)[0]);
      expect(roundTo(x, 'float32')).toBe(Math.fround(x));
    });
    fc.assert(law, { seed });
  });

  test('goes to the nearest float16, to the even one in the middle', () => {
    const law = fc.property(fc.double({ min: 0, max: largest16, noNaN: true }), (x) => {
      expect(roundTo(x, 'float16')).toBe(nearest16(x));
      // adding 0 turns −0 into 0: the sign of zero may get lost
      expect(roundTo(-x, 'float16') + 0).toBe(-nearest16(x) + 0);
    });
    fc.assert(law, {
      seed,
      numRuns: 300,
      examples: [[2 ** -25], [1 + 2 ** -11], [1 + 3 * 2 ** -11]],
    });
  });

  test('keeps every float16', () => {
    expect(float16.filter((x) => roundTo(x, 'float16') !== x)).toEqual([]);
  });
});

function nearest16(x: number): number {
  const above = float16.findIndex((candidate) => candidate >= x);
  if (above === 0) return 0;
  const [low, high] = [float16[above - 1], float16[above]];
  if (x - low === high - x) return above % 2 === 0 ? high : low;
  return x - low < high - x ? low : high;
}
