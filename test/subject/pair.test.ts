import { expect, test } from 'vitest';
import { isPair, pairFault, pairSubject } from '../../src/subject/pair.ts';

const f = () => 0;

test('both are called as methods of the object', () => {
  class Squares {
    readonly scale = 3;
    value(x: number) {
      return this.scale * x ** 2;
    }
    gradient(x: number) {
      return 2 * this.scale * x;
    }
  }
  const squares = new Squares();
  expect(isPair(squares)).toBe(true);
  const subject = pairSubject(squares as never, 2);
  expect(subject.description).toBe('{ value, gradient }');
  expect(subject.variables).toEqual([
    { path: 'x', shape: [], dtype: 'float64', size: 1, offset: 0 },
  ]);
  expect(subject.value()).toBe(12);
  expect(subject.gradient()).toMatchObject({ values: Float64Array.of(12) });
});

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
