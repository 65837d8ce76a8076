import { setImmediate } from 'node:timers/promises';
import { describe, test } from 'vitest';
import { at, cubic } from './cubic.js';

describe.concurrent('together', () => {
  test('first', async ({ expect }) => {
    for (let i = 0; i < 5; i++) {
      await setImmediate();
      expect(cubic(2e-8)).toHaveCorrectGradient({ at });
    }
  });

  test('second', async ({ expect }) => {
    const later = cubic();
    const subject = { ...later, value: async (x) => later.value(x) };
    for (let i = 0; i < 5; i++) await expect(subject).toHaveCorrectGradient({ at });
  });
});
