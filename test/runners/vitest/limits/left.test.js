import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { async, at, quick } from './subjects.js';

const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test('nothing is ended in a test without a timeout', async () => {
  await expect(async).toHaveCorrectGradient({ at });
}, 0);

describe('hooks take no time from a test', () => {
  beforeEach(() => wait(900));
  test('that takes long itself', async () => {
    await expect(async).toHaveCorrectGradient({ at: at.slice(0, 3) });
  }, 1000);
});

describe('a test takes no time from the hooks after it', () => {
  afterEach(async () => {
    await expect(async).toHaveCorrectGradient({ at: at.slice(0, 3) });
  });
  test('that takes nearly all of its own', async () => {
    expect(quick).toHaveCorrectGradient({ at });
    await wait(1200);
  }, 1500);
});

let attempt = 0;
test('another attempt has all of its time', { retry: 1, timeout: 1000 }, async () => {
  attempt += 1;
  expect(quick).toHaveCorrectGradient({ at });
  await wait(700);
  if (attempt === 1) throw new Error('try again');
  expect(quick).toHaveCorrectGradient({ at });
});
