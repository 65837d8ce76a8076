import { expect, test } from 'vitest';
import { isPair, pairSubject } from '../../src/subject/pair.ts';

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
  expect(subject.value()).toEqual([12]);
  expect(subject.gradient(0)).toMatchObject({ values: Float64Array.of(12) });
});
