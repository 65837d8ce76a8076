import { afterEach, expect, test, vi } from 'vitest';
import { checkGradient } from '../../src/index.ts';

// Promises that are settled at once never let the event loop on: timers, the runner's timeout and its progress stand still.

const { now } = Date;
const { setTimeout: later } = globalThis;

afterEach(() => {
  vi.useRealTimers();
});

/** Takes so long that a check of it takes several times as long as it may keep others waiting. */
async function value(x: number[]): Promise<number> {
  const start = now();
  while (now() - start < 25);
  return x.reduce((sum, xi) => sum + Math.exp(xi), 0);
}

const subject = { value, gradient: (x: number[]) => x.map(Math.exp) };
const at = [0, 0.5, 1, 1.5];

async function checkBetweenTimers(): Promise<string[]> {
  const log: string[] = [];
  const tick = () => {
    log.push('tick');
    if (log.length < 3) later(tick, 0);
  };
  later(tick, 0);
  const { verdict } = await checkGradient(subject, { at });
  return [...log, verdict];
}

test('a long asynchronous check lets timers run', async () => {
  expect((await checkBetweenTimers()).slice(0, 2)).toEqual(['tick', 'tick']);
});

test('also while the timers of the test are fake: nobody would move them on', async () => {
  vi.useFakeTimers();
  const log = await checkBetweenTimers();
  expect([log[0], log.at(-1), vi.getTimerCount()]).toEqual(['tick', 'match', 0]);
});

test('a time limit ends a check whose clock is fake', async () => {
  vi.useFakeTimers();
  const { verdict, reason } = await checkGradient(subject, { at, timeLimit: 40 });
  expect(verdict).toBe('inconclusive');
  expect(reason).toMatch(
    /^40 ms were not enough \(`timeLimit`\): .*; raise the limit, or check fewer `coordinates`$/,
  );
});

test('a signal aborted by a timer stops a check that never waits for one', async () => {
  const reason = new Error('enough');
  const controller = new AbortController();
  later(() => controller.abort(reason), 0);
  const check = checkGradient(subject, { at, signal: controller.signal });
  expect(await check.catch((error: unknown) => error)).toBe(reason);
});
