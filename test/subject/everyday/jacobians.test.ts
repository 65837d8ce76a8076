import { expect, test } from 'vitest';
import { checkGradient, checkJacobian } from '../../../src/index.ts';
import { thrown } from '../thrown.ts';

const outputs = ([x, y]: number[]) => [x * y, x, y];
const jacobian = ([x, y]: number[]) => [
  [y, x],
  [1, 0],
  [0, 1],
];
const messageOf = (subject: unknown) => thrown(() => checkGradient(subject, { at: [2, 3] }));

test('a Jacobian is told which matcher checks it', () => {
  expect(messageOf({ value: outputs, jacobian })).toBe(
    'TypeError: `jacobian` is the derivative of several numbers: expect(received).toHaveCorrectJacobian(options)',
  );
  class Camera {
    value = outputs;
    projectionJacobian = jacobian;
  }
  expect(messageOf(new Camera())).toBe(
    'TypeError: `projectionJacobian` is the derivative of several numbers: expect({ value: (x) => camera.value(x), jacobian: (x) => camera.projectionJacobian(x) }).toHaveCorrectJacobian(options)',
  );
});

test('and a Hessian likewise', () => {
  expect(messageOf({ value: ([x]: number[]) => x * x, hessian: () => [[2]] })).toBe(
    'TypeError: `hessian` is the second derivative: expect(received).toHaveCorrectHessian(options)',
  );
});

test('and so is a value of several numbers', () => {
  const message =
    'TypeError: `value` must return a number, got an array of length 3; the derivative of several is a Jacobian: toHaveCorrectJacobian and toMatchNumericalJacobian check it, or return [y, pullback] from one function';
  expect(messageOf({ value: outputs, gradient: jacobian })).toBe(message);
  expect(messageOf({ fun: outputs, jac: jacobian })).toBe(message.replace('value', 'fun'));
});

test('the way is the right one', () => {
  const check = checkJacobian({ value: outputs, jacobian }, { at: [2, 3] });
  expect(check.verdict).toBe('match');
});
