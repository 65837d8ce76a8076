import { expect, test, vi } from 'vitest';
import { async, at, sync } from './subjects.js';

test('synchronous', () => {
  expect(sync).toHaveCorrectGradient({ at });
}, 1000);

test('asynchronous', async () => {
  await expect(async).toHaveCorrectGradient({ at });
}, 1000);

test('negated', async () => {
  await expect(async).not.toHaveCorrectGradient({ at });
}, 1000);

test('with fake timers', async () => {
  vi.useFakeTimers();
  await expect(async).toHaveCorrectGradient({ at });
  vi.useRealTimers();
}, 1000);

test('a bare gradient', async () => {
  await expect(async.gradient(at)).toMatchNumericalGradient(async.value, at);
}, 1000);
