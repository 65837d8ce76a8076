const { setImmediate } = require('node:timers/promises');
const { at, cubic } = require('./cubic.js');

describe('together', () => {
  test.concurrent('first', async () => {
    for (let i = 0; i < 5; i++) {
      await setImmediate();
      expect(cubic(2e-8)).toHaveCorrectGradient({ at });
    }
  });

  test.concurrent('second', async () => {
    const later = cubic();
    const subject = { ...later, value: async (x) => later.value(x) };
    for (let i = 0; i < 5; i++) await expect(subject).toHaveCorrectGradient({ at });
  });
});
