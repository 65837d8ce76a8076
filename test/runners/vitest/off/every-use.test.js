import { expect, test } from 'vitest';
import { untouchable } from './untouchable.js';

const at = [1, 2];
const { value, gradient } = untouchable;
const later = { value: async () => value(), gradient };

test('no use evaluates anything, and every use passes', async () => {
  expect(untouchable).toHaveCorrectGradient({ at });
  expect(untouchable).not.toHaveCorrectGradient({ at });
  expect(gradient).toMatchNumericalGradient(value, at);
  expect([1, 2]).not.toMatchNumericalGradient(value, at);
  await expect(later).toHaveCorrectGradient({ at });
  await expect(Promise.resolve(untouchable)).resolves.toHaveCorrectGradient({ at });
  expect(untouchable).toEqual(expect.toHaveCorrectGradient({ at }));
  expect(untouchable).toEqual(expect.not.toHaveCorrectGradient({ at }));
});

test('nothing looks at the subject either', () => {
  expect('no subject').toHaveCorrectGradient({ at });
  expect('no subject').not.toHaveCorrectGradient({ at });
});

test('a misspelt option is misspelt all the same', () => {
  const misspelt = () => expect(untouchable).toHaveCorrectGradient({ at, treshold: 1 });
  expect(misspelt).toThrow(new TypeError('`treshold` is not an option; did you mean `threshold`?'));
});
