import { describe, expect, test } from 'vitest';
import type { Dtype } from '../../src/numeric/dtype.ts';
import { coarsest, UNIT_ROUNDOFF } from '../../src/numeric/dtype.ts';
import { FIRST_STEP, lengthScale, movedBy, onGrid, sharedStep } from '../../src/numeric/step.ts';

const around = (given: object) => ({
  x: 1,
  dtype: 'float64' as Dtype,
  value: 1,
  slope: 1,
  ...given,
});

describe('lengthScale', () => {
  test.each<[string, object, number]>([
    ['|x| and |f / f′| equal', {}, 1],
    ['their geometric mean', { x: 4, value: 9 }, 6],
    ['signs do not matter', { x: -4, value: 9, slope: -1 }, 6],
    ['nothing known: a stationary point', { x: 4, slope: 0 }, 2],
    ['nothing known: a zero of f', { x: 4, value: 0 }, 2],
    ['nothing known: no number', { x: 4, slope: Number.NaN }, 2],
    ['at 0, by the value', { x: 0, value: 1, slope: 1 }, Math.sqrt(1e-3 * 30e-3)],
    ['an offset counts for thirty |x| at most', { x: 1, value: 1e6 }, Math.sqrt(30)],
    ['a steep slope for a ten-thousandth at least', { x: 1, slope: 1e9 }, 1e-2],
    ['float32 keeps further from 0', { x: 0, dtype: 'float32' }, Math.sqrt(0.1 * 1)],
  ])('%s', (_, given, expected) => {
    expect(lengthScale(around(given))).toBeCloseTo(expected, 12);
  });

  test.each([1e-100, 1e-12, 1e12, 1e100])('goes with x where f does: %s', (x) => {
    expect(lengthScale(around({ x, value: x })) / x).toBeCloseTo(1, 12);
  });

  test.each([1e-200, 1e-300, 1e200, 1e300])('goes with x where f does, without limit: %s', (x) => {
    expect(lengthScale(around({ x, value: x })) / x).toBeCloseTo(1, 12);
  });
});

describe('the first step', () => {
  const formats: Dtype[] = ['float64', 'float32', 'float16'];

  // rounding leaves u / h, a third derivative as large as the value h² / 6: least together at h³ = 3u
  test.each(formats)(
    'of %s is within a factor of two where rounding and curvature balance',
    (dtype) => {
      const ratio = FIRST_STEP[dtype] / Math.cbrt(3 * UNIT_ROUNDOFF[dtype]);
      expect(Math.abs(Math.log2(ratio))).toBeLessThan(1);
    },
  );

  test.each(formats)('of %s is no power of two', (dtype) => {
    expect(Math.log2(FIRST_STEP[dtype]) % 1).not.toBe(0);
  });
});

describe('onGrid', () => {
  test.each<[number, number, Dtype]>([
    [1, 1e-5, 'float64'],
    [0.1, 1e-7, 'float64'],
    [-3e8, 1, 'float64'],
    [1, 1e-3, 'float32'],
    [0.75, 0.01, 'float32'],
    [1, 1e-2, 'float16'],
  ])('%s ± %s are numbers of %s, as good as the format has them', (x, step, dtype) => {
    const h = onGrid(step, { x: dtype === 'float32' ? Math.fround(x) : x, dtype });
    expect(Math.abs(h / step - 1)).toBeLessThan(0.06);
    if (dtype === 'float64') expect([x + h - x, x - (x - h)]).toEqual([h, h]);
    if (dtype === 'float32') {
      const stored = Math.fround(x);
      expect([Math.fround(stored + h), Math.fround(stored - h)]).toEqual([stored + h, stored - h]);
    }
  });

  // limit: beyond the power of two numbers are twice as far apart, and only every second one is reached exactly
  test('just below a power of two one side is off by half a spacing at most', () => {
    const x = Math.fround(0.999);
    const h = onGrid(0.01, { x, dtype: 'float32' });
    expect(Math.abs(Math.fround(x + h) - (x + h))).toBeLessThanOrEqual(2 ** -24);
    expect(Math.fround(x - h)).toBe(x - h);
  });

  test('a step below the spacing becomes one spacing', () => {
    expect(onGrid(1e-30, { x: 1, dtype: 'float64' })).toBe(2 ** -52);
    expect(onGrid(0, { x: 1, dtype: 'float32' })).toBe(2 ** -23);
    expect(onGrid(0, { x: 0, dtype: 'float64' })).toBe(Number.MIN_VALUE);
  });
});

describe('formats', () => {
  test('the coarsest of several is what a computation through all of them can resolve', () => {
    expect(coarsest('float64')).toBe('float64');
    expect(coarsest('float32', 'float64')).toBe('float32');
    expect(coarsest('float64', 'float16', 'float32')).toBe('float16');
    expect(coarsest()).toBe('float64');
  });

  test('the unit round-off is half the spacing above 1', () => {
    expect(UNIT_ROUNDOFF.float64).toBe(Number.EPSILON / 2);
    expect(Math.fround(1 + 2 * UNIT_ROUNDOFF.float32)).toBe(1 + 2 * UNIT_ROUNDOFF.float32);
    // exactly in the middle: to even
    expect(Math.fround(1 + UNIT_ROUNDOFF.float32)).toBe(1);
    expect(UNIT_ROUNDOFF.float16).toBe(2 ** -11);
  });
});

describe('sharedStep', () => {
  test.each([4.46e-6, 0.07, 1, 3.3e5])(
    '%d and its neighbours are one step, and stay so',
    (step) => {
      const shared = sharedStep(step);
      expect(Math.abs(shared / step - 1)).toBeLessThan(1e-7);
      expect(sharedStep(shared)).toBe(shared);
      expect(sharedStep(step * (1 + 2 ** -50))).toBe(shared);
    },
  );

  test('has more digits than a float32', () => {
    expect(Math.fround(sharedStep(0.25))).not.toBe(sharedStep(0.25));
  });
});

describe('movedBy', () => {
  test('is as far to both sides as the coordinate is large, or 1', () => {
    const at = { x: -400, dtype: 'float64' as Dtype };
    expect(movedBy(1e-3, at) - at.x).toBeCloseTo(0.4, 10);
    expect(at.x - movedBy(-1e-3, at)).toBe(movedBy(1e-3, at) - at.x);
    expect(movedBy(1e-3, { ...at, x: 0.01 })).toBeCloseTo(0.011, 12);
  });

  test('is a number of the format', () => {
    const moved = movedBy(1e-3, { x: 0.3, dtype: 'float32' });
    expect(Math.fround(moved)).toBe(moved);
  });
});
