import { expect, test } from 'vitest';
import { checkGradient } from '../../../src/index.ts';
import { thrown } from '../thrown.ts';

const outputs = ([x, y]: number[]) => [x * y, x, y];
const jacobian = ([x, y]: number[]) => [
  [y, x],
  [1, 0],
  [0, 1],
];
const messageOf = (subject: unknown) => thrown(() => checkGradient(subject, { at: [2, 3] }));

test('a Jacobian is told how its rows are checked', () => {
  expect(messageOf({ value: outputs, jacobian })).toBe(
    'TypeError: `jacobian` is the derivative of several numbers, of which a gradient is one row; all rows at once, through random cotangents: (x) => [received.value(x), (c) => x.map((_, j) => received.jacobian(x).reduce((sum, row, i) => sum + c[i] * row[j], 0))]',
  );
});

test('by whatever names, and the line works', () => {
  const received = { residuals: outputs, jac: jacobian };
  const [, line] = /cotangents: (.*)$/.exec(messageOf(received)) ?? [];
  const subject = new Function('received', `return ${line}`)(received);
  expect(checkGradient(subject, { at: [2, 3] })).toMatchObject({ verdict: 'match' });
});

test('and so is a value of several numbers', () => {
  const message =
    'TypeError: `value` must return a number, got an array of length 3; the derivative of several is a Jacobian: return [y, pullback] from one function, and it is checked through random cotangents';
  expect(messageOf({ value: outputs, gradient: jacobian })).toBe(message);
  expect(messageOf({ fun: outputs, jac: jacobian })).toBe(message.replace('value', 'fun'));
});
