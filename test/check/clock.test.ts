import { afterEach, describe, expect, test, vi } from 'vitest';
import { now, setAlarm, turnOfEventLoop } from '../../src/clock.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const { setTimeout: later } = globalThis;

/** The module as it is when it is first loaded now. */
async function loadedNow() {
  vi.resetModules();
  return await import('../../src/clock.ts');
}

function busy(milliseconds: number, time: () => number): void {
  const start = time();
  while (time() - start < milliseconds);
}

describe('when the timers are replaced after the module was loaded', () => {
  test('the clock goes on', () => {
    vi.useFakeTimers();
    const start = now();
    // would not end on a clock that stands still
    busy(5, now);
    expect(now() - start).toBeGreaterThanOrEqual(5);
    expect(Date.now()).toBe(Date.now());
  });

  test('a turn of the event loop ends', async () => {
    vi.useFakeTimers();
    await turnOfEventLoop();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('when they were replaced before', () => {
  test('the clock goes on', async () => {
    vi.useFakeTimers();
    const { now: loaded } = await loadedNow();
    busy(5, loaded);
    expect(loaded()).toBeGreaterThanOrEqual(5);
  });

  test('a turn of the event loop ends', async () => {
    vi.useFakeTimers();
    const loaded = await loadedNow();
    await loaded.turnOfEventLoop();
    expect(vi.getTimerCount()).toBe(0);
  });

  test('the mock functions of old Jest are recognized', async () => {
    vi.stubGlobal('setImmediate', Object.assign(vi.fn(), { _isMockFunction: true }));
    const loaded = await loadedNow();
    await loaded.turnOfEventLoop();
    expect(setImmediate).not.toHaveBeenCalled();
  });

  test('with nothing real left, nothing waits for ever', async () => {
    vi.useFakeTimers();
    vi.stubGlobal('MessageChannel', undefined);
    const loaded = await loadedNow();
    await loaded.turnOfEventLoop();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('timers have had their turn after one of the event loop', () => {
  test.each([
    ['setImmediate', []],
    ['a message, as in browsers', ['setImmediate']],
    ['setTimeout, as in jsdom', ['setImmediate', 'MessageChannel']],
  ])('by %s', async (_, missing) => {
    for (const name of missing) vi.stubGlobal(name, undefined);
    const loaded = await loadedNow();
    const log: string[] = [];
    later(() => log.push('timer'), 0);
    busy(5, now);
    await loaded.turnOfEventLoop();
    expect(log).toEqual(['timer']);
  });
});

describe('an alarm', () => {
  const rung = (set: typeof setAlarm) => new Promise<void>((resolve) => void set(1, resolve));

  test('rings, whatever a test makes of the timers afterwards', async () => {
    vi.useFakeTimers();
    await rung(setAlarm);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('rings when they were replaced before', async () => {
    vi.useFakeTimers();
    const loaded = await loadedNow();
    await rung(loaded.setAlarm);
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each(['real', 'replaced'])('that is turned off does not ring: timers %s', async (timers) => {
    if (timers === 'replaced') vi.useFakeTimers();
    const loaded = await loadedNow();
    let rings = 0;
    const turnOff = loaded.setAlarm(1, () => {
      rings += 1;
    });
    turnOff();
    await new Promise((resolve) => void later(resolve, 10));
    expect(rings).toBe(0);
  });

  test('keeps the process alive until then, and is no longer than a timer can be', async () => {
    const made: { readonly delay: number; readonly timer: NodeJS.Timeout }[] = [];
    vi.stubGlobal('setTimeout', (ring: () => void, delay: number) => {
      const timer = later(ring, delay);
      made.push({ delay, timer });
      return timer;
    });
    const loaded = await loadedNow();
    loaded.setAlarm(1e12, () => {})();
    expect(made.map(({ delay, timer }) => [delay, timer.hasRef()])).toEqual([[2 ** 31 - 1, true]]);
  });
});
