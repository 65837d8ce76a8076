import { expect, test } from 'vitest';
import { combinedSubject } from '../../src/subject/combined.ts';
import type { Subject } from '../../src/subject/subject.ts';
import { thrown } from './thrown.ts';

const context = { at: 3, seed: 1 };

test.each([
  ['[value, gradient]', (x: number) => [x ** 2, 2 * x]],
  ['{ value, gradient }', (x: number) => ({ value: x ** 2, gradient: 2 * x })],
  ['{ loss, grad }', (x: number) => ({ loss: x ** 2, grad: 2 * x })],
])('a function may return %s', (_, f) => {
  const subject = combinedSubject(f as never, context) as Subject;
  expect(subject.description).toBe('function returning [value, gradient]');
  expect(subject.value()).toEqual([9]);
  expect(subject.gradient(0)).toMatchObject({ values: Float64Array.of(6) });
});

test('it may be asynchronous', async () => {
  const subject = await combinedSubject((async (x: number) => [x ** 2, 2 * x]) as never, context);
  expect(await subject.value()).toEqual([9]);
  expect(await subject.gradient(0)).toMatchObject({ values: Float64Array.of(6) });
});

test('what it gives at the point is asked for once', () => {
  let calls = 0;
  const f = (x: number) => {
    calls++;
    return [x ** 2, 2 * x];
  };
  const subject = combinedSubject(f as never, context) as Subject;
  subject.value();
  expect(calls).toBe(1);
  subject.value();
  expect(calls).toBe(2);
});

function loss(...results: unknown[]) {
  return combinedSubject(
    function loss() {
      return results.length > 1 ? results.shift() : results[0];
    },
    { at: 1, seed: 1 },
  ) as Subject;
}

test('anything else is named', async () => {
  const law =
    'TypeError: `loss` must return [value, gradient], { value, gradient } or [y, pullback], or what runs backward to the leaves in `at`';
  expect(thrown(() => loss(3))).toBe(
    `${law}, got 3; give its gradient as well: { value: loss, gradient: … }`,
  );
  expect(thrown(() => loss([1, 2], 5).gradient(0))).toBe(
    'TypeError: `loss` must return its value and its gradient, got 5',
  );
  expect(thrown(() => loss(['a', 1]).value())).toBe(
    'TypeError: `loss` must return its value as a number, got "a"',
  );
  expect(thrown(() => loss([1, 'a']).gradient(0))).toBe(
    'TypeError: the gradient of `x` must be a number like the variable, got "a"',
  );
  await expect(loss(Promise.resolve([1])).value()).rejects.toThrow(
    '`loss` must resolve to its value and its gradient, got an array of length 1',
  );
});
