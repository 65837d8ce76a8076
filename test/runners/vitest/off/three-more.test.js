import { expect, test } from 'vitest';
import { untouchable } from './untouchable.js';

test.each([1, 2])('at %d', (at) => {
  expect(untouchable).toHaveCorrectGradient({ at });
});

test.concurrent('a concurrent one', ({ expect }) => {
  expect(untouchable).not.toHaveCorrectGradient({ at: 1 });
});
