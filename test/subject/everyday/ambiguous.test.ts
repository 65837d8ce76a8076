import { expect, test } from 'vitest';
import { checkGradient, type GradientCheck } from '../../../src/index.ts';
import { thrown } from '../thrown.ts';

const f = ([x]: number[]) => x * x;
const g = ([x]: number[]) => [2 * x];
const minus = ([x]: number[]) => [-2 * x];
const at = [3];
const check = (subject: unknown, options = {}) =>
  checkGradient(subject, { at, ...options }) as GradientCheck;

test('the sign of forces is asked for, and taken', () => {
  const message =
    'TypeError: `forces` could be the gradient of `energy` or minus the gradient, as forces are: say which by the option `sign`, -1 for minus the gradient, 1 for the gradient';
  expect(thrown(() => check({ energy: f, forces: minus }))).toBe(message);
  expect(thrown(() => check((x: number[]) => ({ energy: f(x), forces: minus(x) })))).toBe(message);
  expect(check({ energy: f, forces: minus }, { sign: -1 }).verdict).toBe('match');
  expect(check({ energy: f, forces: g }, { sign: 1 }).verdict).toBe('match');
  expect(check({ energy: f, forces: g }, { sign: -1 }).verdict).toBe('mismatch');
  expect(check({ value: f, gradient: minus }, { sign: -1 }).verdict).toBe('match');
});

test('of several pairs none is chosen', () => {
  expect(thrown(() => check({ loss: f, cost: f, grad: g }))).toBe(
    'TypeError: `grad` could be the gradient of `loss`, `grad` could be the gradient of `cost`; say which is meant: { value: (x) => subject.loss(x), gradient: (x) => subject.grad(x) }',
  );
  // a name made of another says whose gradient it is
  expect(check({ f, df: g, constraint: f }).verdict).toBe('match');
});
