import { expect, test } from 'vitest';
import { bareGradientSubject } from '../../src/subject/bare-gradient.ts';
import { thrown } from './thrown.ts';

const f = (x: readonly number[]) => x.reduce((sum, xi) => sum + xi ** 2, 0);
const at = [1, 2];

test('a gradient is read once, and copied', () => {
  const gradient = Float32Array.of(2, 4);
  const subject = bareGradientSubject({ gradient, f, at });
  gradient[0] = 99;
  expect(subject.description).toBe('gradient');
  expect(subject.value()).toEqual([5]);
  expect(subject.gradient(0)).toEqual({
    values: Float64Array.of(2, 4),
    dtypes: ['float32'],
    aliasesPoint: [],
    reused: [],
  });
});

test('its readings belong to whoever asked for them', () => {
  const subject = bareGradientSubject({ gradient: [2, 4], f, at });
  const first = subject.gradient(0) as { values: Float64Array };
  first.values[0] = 99;
  expect(subject.gradient(0)).toMatchObject({ values: Float64Array.of(2, 4) });
});

test('a function is called at what is written', () => {
  const gradient = (x: readonly number[]) => x.map((xi) => 2 * xi);
  const subject = bareGradientSubject({ gradient, f, at });
  subject.write(0, 5);
  expect(subject.description).toBe('gradient function');
  expect(subject.value()).toEqual([29]);
  expect(subject.gradient(0)).toMatchObject({ values: Float64Array.of(10, 4) });
});

test('what does not fit throws at once', () => {
  expect(thrown(() => bareGradientSubject({ gradient: [1, 2, 3], f, at }))).toBe(
    'TypeError: the gradient of `x` must have shape [2] like the variable, got [3]',
  );
  expect(thrown(() => bareGradientSubject({ gradient: Promise.resolve([1, 2]), f, at }))).toBe(
    'TypeError: the gradient must be there already, got a promise; await it, or use .resolves',
  );
  expect(thrown(() => bareGradientSubject({ gradient: [1, 2], f: [1], at }))).toBe(
    'TypeError: `f` must be a function of the point, got an array of length 1',
  );
  expect(thrown(() => bareGradientSubject({ gradient: [1, 2], f, at: undefined }))).toBe(
    'TypeError: `at` must be given: the point where the gradient is checked, for example { at: [0.5, -1.2] }',
  );
  expect(thrown(() => bareGradientSubject({ gradient: [1, 2], f: () => '1', at }).value())).toBe(
    'TypeError: `f` must return a number, got "1"',
  );
});
