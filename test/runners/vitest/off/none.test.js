import { expect, test } from 'vitest';

test('nothing of ours', () => {
  expect(1 + 1).toBe(2);
});
