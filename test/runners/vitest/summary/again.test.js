import { expect, test } from 'vitest';
import { at, cubic } from './cubic.js';

let attempts = 0;

test('at the third attempt', { retry: 2 }, () => {
  attempts += 1;
  expect(cubic()).toHaveCorrectGradient({ at });
  expect(cubic(attempts < 3 ? 1 : 2e-8)).toHaveCorrectGradient({ at });
});

test('repeated', { repeats: 2 }, () => {
  expect(cubic()).toHaveCorrectGradient({ at });
});
