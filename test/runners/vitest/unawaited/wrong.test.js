import { expect, test } from 'vitest';
import { wrong } from './subjects.js';

test('forgets to await a check that fails', () => {
  expect(wrong).toHaveCorrectGradient({ at: 3 });
});
