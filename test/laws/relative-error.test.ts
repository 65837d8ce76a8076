import fc from 'fast-check';
import { expect, test } from 'vitest';
import { norm, relativeError } from '../../src/numeric/norm.ts';

const seed = 11;

// not so large that the sum of two norms overflows, not so small that a digit counts
const number = fc
  .double({ min: -1e300, max: 1e300, noNaN: true })
  .map((x) => (Math.abs(x) < 1e-290 ? 0 : x));
const pair = fc
  .array(fc.tuple(number, number), { minLength: 1, maxLength: 6 })
  .map((entries) => ({ analytic: entries.map(([a]) => a), numeric: entries.map(([, n]) => n) }));

test('the relative error is symmetric', () => {
  const law = fc.property(pair, ({ analytic, numeric }) => {
    const swapped = { analytic: numeric, numeric: analytic };
    expect(relativeError(swapped)).toBe(relativeError({ analytic, numeric }));
  });
  fc.assert(law, { seed });
});

test('the relative error of finite derivatives lies between 0 and 1', () => {
  const law = fc.property(pair, (derivatives) => {
    const error = relativeError(derivatives);
    expect(error).toBeGreaterThanOrEqual(0);
    // an ulp for the rounding of the norms
    expect(error).toBeLessThanOrEqual(1 + 2 ** -51);
  });
  fc.assert(law, { seed });
});

test('the relative error of equal derivatives is 0, of opposite ones 1', () => {
  const law = fc.property(fc.array(number, { minLength: 1, maxLength: 6 }), (numeric) => {
    expect(relativeError({ analytic: numeric, numeric })).toBe(0);
    if (numeric.every((n) => n === 0)) return;
    expect(relativeError({ analytic: numeric.map((n) => -n), numeric })).toBeCloseTo(1, 14);
  });
  fc.assert(law, { seed });
});

const moderate = fc.double({ min: -1e6, max: 1e6, noNaN: true }).filter((x) => Math.abs(x) > 1e-6);

test('the relative error does not change with the scale of both derivatives', () => {
  const law = fc.property(
    fc.array(fc.tuple(moderate, moderate), { minLength: 1, maxLength: 6 }),
    fc.integer({ min: -400, max: 400 }),
    (entries, exponent) => {
      const [analytic, numeric] = [entries.map(([a]) => a), entries.map(([, n]) => n)];
      const scaled = (values: readonly number[]) => values.map((x) => x * 2 ** exponent);
      const error = relativeError({ analytic, numeric });
      const other = relativeError({ analytic: scaled(analytic), numeric: scaled(numeric) });
      expect(Math.abs(other - error)).toBeLessThanOrEqual(1e-15 * error);
    },
  );
  fc.assert(law, { seed });
});

test('a norm lies between the largest entry and the sum of all', () => {
  const law = fc.property(fc.array(number, { minLength: 1, maxLength: 6 }), (values) => {
    const sizes = values.map(Math.abs);
    const sum = sizes.reduce((total, size) => total + size, 0);
    expect(norm(values)).toBeGreaterThanOrEqual(Math.max(...sizes) * (1 - 1e-15));
    expect(norm(values)).toBeLessThanOrEqual(sum * (1 + 1e-15));
  });
  fc.assert(law, { seed });
});
