import { afterAll, expect, test } from 'vitest';
import { untouchable } from './untouchable.js';

afterAll(() => {
  expect(untouchable).toHaveCorrectGradient({ at: 1 });
});

test('nothing of ours', () => {
  expect(1 + 1).toBe(2);
});
