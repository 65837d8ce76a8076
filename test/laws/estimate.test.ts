import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Estimate, estimateSlope } from '../../src/numeric/estimate.ts';
import { roundingIn } from '../../src/numeric/noise.ts';
import { baseAt, rungsOf } from '../numeric/ladders.ts';

const seed = 14;

type Polynomial = readonly number[];

/** c₀ + c₁ t + c₂ t² + … (Horner). */
function evaluate(coefficients: Polynomial, t: number): number {
  return coefficients.reduceRight((sum, c) => sum * t + c, 0);
}

/** Two roundings of every term at the coarsest step. */
function noiseOf(coefficients: Polynomial): number {
  return 2 ** -51 * coefficients.reduce((sum, c) => sum + Math.abs(c), 0);
}

/** The value and its rounding scale with a factor, and with them what the value is measured against. */
function estimate(coefficients: Polynomial, factor = 1): Estimate {
  const f = (t: number) => factor * evaluate(coefficients, t);
  const size = Math.abs(factor);
  const noise = { ...roundingIn('float64'), absolute: size * noiseOf(coefficients) };
  return estimateSlope({ ...baseAt(f(0), noise), size }, rungsOf(f));
}

/** Nothing so small that its square or its product with a step is subnormal. */
const coefficient = fc
  .double({ min: -100, max: 100, noNaN: true })
  .map((c) => (Math.abs(c) < 1e-100 ? 0 : c));
const polynomial = fc.array(coefficient, { minLength: 2, maxLength: 7 });

test('the bar covers the derivative of a polynomial', () => {
  const law = fc.property(polynomial, (coefficients) => {
    const { value, bar } = estimate(coefficients);
    expect(Math.abs(value - coefficients[1])).toBeLessThanOrEqual(bar);
  });
  fc.assert(law, { seed, numRuns: 1000 });
});

test('the bar covers the derivative of a quadratic, and is narrow there', () => {
  const law = fc.property(polynomial, ([c = 0, b = 0, a = 0]) => {
    const { value, bar } = estimate([c, b, a]);
    expect(Math.abs(value - b)).toBeLessThanOrEqual(bar);
    // a value that hardly moves is no better known than to half of four spacings of 1; measured: 600, half of them below 23
    expect(bar).toBeLessThanOrEqual(1e3 * Math.max(noiseOf([c, b, a]), 2 ** -51));
  });
  fc.assert(law, { seed });
});

test('scaling f by a power of two scales estimate and bar exactly', () => {
  const law = fc.property(polynomial, fc.integer({ min: -300, max: 300 }), (coefficients, k) => {
    const [one, other] = [estimate(coefficients), estimate(coefficients, 2 ** k)];
    expect(other.value).toBe(2 ** k * one.value);
    expect(other.bar).toBe(2 ** k * one.bar);
  });
  fc.assert(law, { seed });
});

test('scaling f by −1 turns the estimate round and leaves the bar', () => {
  const law = fc.property(polynomial, (coefficients) => {
    const [one, other] = [estimate(coefficients), estimate(coefficients, -1)];
    expect(other.value + 0).toBe(-one.value + 0);
    expect(other.bar).toBe(one.bar);
  });
  fc.assert(law, { seed });
});

test('scaling f by any factor scales the estimate as far as both bars tell', () => {
  const factor = fc.double({ min: 1e-3, max: 1e3, noNaN: true });
  const law = fc.property(polynomial, factor, (coefficients, c) => {
    const [one, other] = [estimate(coefficients), estimate(coefficients, c)];
    expect(Math.abs(other.value - c * one.value)).toBeLessThanOrEqual(other.bar + c * one.bar);
  });
  fc.assert(law, { seed });
});

test('a line through the origin added to f adds its slope', () => {
  const law = fc.property(polynomial, coefficient, (coefficients, slope) => {
    const [c0, c1, ...rest] = coefficients;
    const [one, other] = [estimate(coefficients), estimate([c0, c1 + slope, ...rest])];
    expect(Math.abs(other.value - one.value - slope)).toBeLessThanOrEqual(
      other.bar + one.bar + 2 ** -52 * Math.abs(slope),
    );
  });
  fc.assert(law, { seed });
});

test('a kink spans both its slopes', () => {
  const law = fc.property(coefficient, coefficient, (left, right) => {
    fc.pre(Math.abs(right - left) > 1e-3);
    const f = (t: number) => (t < 0 ? left * t : right * t);
    const { value, bar, slopes } = estimateSlope(baseAt(0), rungsOf(f));
    expect(slopes).toBeDefined();
    expect(value - bar).toBeLessThanOrEqual(Math.min(left, right) + 1e-12);
    expect(value + bar).toBeGreaterThanOrEqual(Math.max(left, right) - 1e-12);
  });
  fc.assert(law, { seed });
});
