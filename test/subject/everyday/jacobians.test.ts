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
});

test('and a Hessian likewise', () => {
  expect(messageOf({ value: ([x]: number[]) => x * x, hessian: () => [[2]] })).toBe(
    'TypeError: `hessian` is the second derivative: expect(received).toHaveCorrectHessian(options)',
  );
});

test('by whatever names, and the line works', () => {
  class Camera {
    project = outputs;
    projectionJacobian = jacobian;
  }
  const message = messageOf(new Camera());
  expect(message).toContain('`projectionJacobian` is the derivative of several numbers: expect({');
  const [, subject] = /expect\((.*)\)\.toHaveCorrectJacobian/.exec(message) ?? [];
  const made = new Function('camera', `return ${subject}`)(new Camera());
  expect(checkJacobian(made, { at: [2, 3] })).toMatchObject({ verdict: 'match' });
});

test('and so is a value of several numbers', () => {
  const message =
    'TypeError: `value` must return a number, got an array of length 3; the derivative of several is a Jacobian: toHaveCorrectJacobian and toMatchNumericalJacobian check it, or return [y, pullback] from one function';
  expect(messageOf({ value: outputs, gradient: jacobian })).toBe(message);
  expect(messageOf({ fun: outputs, jac: jacobian })).toBe(message.replace('value', 'fun'));
});
