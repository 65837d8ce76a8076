import { afterAll, expect, test } from 'vitest';
import { at, quick } from './subjects.js';

let calls = 0;
let atTheEnd;

/** Waits for a timer, so that the timeout of the test comes in between. */
async function value(x) {
  calls += 1;
  await new Promise((resolve) => setTimeout(resolve, 10));
  return quick.value(x);
}

test('times out before the check can know', async () => {
  // what comes before the first check is not part of its time
  await new Promise((resolve) => setTimeout(resolve, 250));
  await expect({ ...quick, value }).toHaveCorrectGradient({ at });
}, 300);

test('and the check stops', async () => {
  atTheEnd = calls;
  await new Promise((resolve) => setTimeout(resolve, 100));
});

afterAll(() => {
  console.log(`${calls - atTheEnd <= 1 ? 'stopped' : 'went on'}`);
});
