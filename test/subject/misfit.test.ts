import { expect, test } from 'vitest';
import { pairFault } from '../../src/subject/misfit.ts';
import { isPair } from '../../src/subject/pair.ts';

const f = () => 0;

test.each<[object, string | undefined]>([
  [{ value: 3, gradient: f }, '`value` must be a function of the point, got 3'],
  [
    { value: f, gradient: [1] },
    '`gradient` must be a function of the point, got an array of length 1',
  ],
  [
    { value: f, grad: f },
    '`gradient` must be a function of the point, got undefined; found `grad` instead: rename it to `gradient`',
  ],
  [
    { loss: f, gradient: f },
    '`value` must be a function of the point, got undefined; found `loss` instead: rename it to `value`',
  ],
  [
    { f, grad: f },
    '`value` must be a function of the point, got undefined; found `f` instead: rename it to `value`',
  ],
  [
    { value: f, gradeint: f },
    '`gradient` must be a function of the point, got undefined; found `gradeint` instead: rename it to `gradient`',
  ],
  [
    { value: f },
    '`gradient` must be a function of the point, got undefined; looked for `value` and `gradient` in { value }',
  ],
  [{ W: [1], b: [2] }, undefined],
  [new Map(), undefined],
  [Float64Array.of(1), undefined],
])('the fault of %o is %o', (received, message) => {
  expect(isPair(received)).toBe(false);
  expect(pairFault(received)?.message).toBe(message);
});
