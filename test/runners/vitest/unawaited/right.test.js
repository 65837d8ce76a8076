import { expect, test } from 'vitest';
import { right, wrong } from './subjects.js';

test('forgets to await a check that passes', () => {
  expect(right).toHaveCorrectGradient({ at: 3 });
});

test('expects a check to fail', async () => {
  const check = () => expect(wrong).toHaveCorrectGradient({ at: 3 });
  await expect(check).rejects.toThrow('gradient mismatch');
});

test('catches a failing check', async () => {
  const error = await expect(wrong)
    .toHaveCorrectGradient({ at: 3 })
    .catch((caught) => caught);
  expect(error.message).toContain('gradient mismatch');
});
