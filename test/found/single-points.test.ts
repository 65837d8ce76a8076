import { expect, test } from 'vitest';
import { type Curve, verdictIn } from './holders.ts';

const { cosh, exp, fround, hypot, tanh } = Math;

// a Float32Array, and a value that rounds nothing to single precision: nothing is lost by it but short steps
test.each<[string, Curve, Curve, number]>([
  ['x² + 1e6', (x) => x * x + 1e6, (x) => 2 * x, 1.3],
  ['x³ + 1e7', (x) => x ** 3 + 1e7, (x) => 3 * x * x, -0.4],
  ['a logistic function', (x) => 1 / (1 + exp(-x)), (x) => exp(-x) / (1 + exp(-x)) ** 2, 20],
  ['tanh', tanh, (x) => 1 / cosh(x) ** 2, 9],
  [
    'the hypotenuse of a short side and one of a million',
    (x) => hypot(1e6, x),
    (x) => x / hypot(1e6, x),
    1,
  ],
])('%s', (_, value, slope, at) => {
  expect(verdictIn('Float32Array', { value, slope, at })).toBe('match');
  expect(verdictIn('Float32Array', { value, slope: (x) => 1.1 * slope(x), at })).toBe('mismatch');
  expect(verdictIn('Float32Array', { value, slope: (x) => -slope(x), at })).toBe('mismatch');
});

// all steps but the shortest lead beyond it, and find the value where it was left
test.each([3e-6, 1e-5, 1e-4])('a bell that is %d wide', (width) => {
  const value: Curve = (x) => exp(-(((x - 1) / width) ** 2) / 2);
  const slope: Curve = (x) => (-(x - 1) / width ** 2) * value(x);
  const at = fround(1 + 0.755 * width);
  expect(verdictIn('Float32Array', { value, slope, at })).not.toBe('mismatch');
  expect(verdictIn('Float32Array', { value, slope: () => 0, at })).not.toBe('match');
});
