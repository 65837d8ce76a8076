import { expect, test } from 'vitest';
import { combinedSubject } from '../../src/subject/combined.ts';
import { thrown } from './thrown.ts';

test.each([
  ['[value, gradient]', (x: number) => [x ** 2, 2 * x]],
  ['{ value, gradient }', (x: number) => ({ value: x ** 2, gradient: 2 * x })],
])('a function may return %s', (_, f) => {
  const subject = combinedSubject(f as never, 3);
  expect(subject.description).toBe('function returning [value, gradient]');
  expect(subject.value()).toEqual([9]);
  expect(subject.gradient(0)).toMatchObject({ values: Float64Array.of(6) });
});

test('it may be asynchronous', async () => {
  const subject = combinedSubject((async (x: number) => [x ** 2, 2 * x]) as never, 3);
  expect(await subject.value()).toEqual([9]);
  expect(await subject.gradient(0)).toMatchObject({ values: Float64Array.of(6) });
});

function loss(result: unknown) {
  return combinedSubject(function loss() {
    return result;
  }, 1);
}

test('anything else is named', async () => {
  expect(thrown(() => loss(3).value())).toBe(
    'TypeError: `loss` must return [value, gradient] or { value, gradient }, got 3; give its gradient as well: { value: f, gradient: … }',
  );
  expect(thrown(() => loss({ loss: 1, grad: 2 }).gradient(0))).toBe(
    'TypeError: `loss` must return [value, gradient] or { value, gradient }, got { loss, grad }',
  );
  expect(thrown(() => loss(['a', 1]).value())).toBe(
    'TypeError: `loss` must return its value as a number, got "a"',
  );
  expect(thrown(() => loss([1, 'a']).gradient(0))).toBe(
    'TypeError: the gradient of `x` must be a number like the variable, got "a"',
  );
  await expect(loss(Promise.resolve([1])).value()).rejects.toThrow(
    new TypeError(
      '`loss` must resolve to [value, gradient] or { value, gradient }, got an array of length 1',
    ),
  );
});
