import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { progressLine, shownWhile } from '../../src/entry/progress-line.ts';
import type { ResolvedOptions } from '../../src/options/options.ts';
import type { CheckProgress } from '../../src/options/progress.ts';
import { type ErrorStream, liveTerminal } from '../../src/terminal.ts';

const clock = vi.hoisted(() => ({ time: 0 }));
vi.mock('../../src/clock.ts', async (original) => ({
  ...(await original<object>()),
  now: () => clock.time,
}));

const stream = vi.hoisted(() => ({ current: undefined as ErrorStream | undefined }));
vi.mock('../../src/terminal.ts', async (original) => {
  const all = await original<typeof import('../../src/terminal.ts')>();
  return { ...all, liveTerminal: (given = stream.current) => all.liveTerminal(given) };
});

const progress: CheckProgress = {
  variable: 'W',
  evaluations: 640,
  share: 0.349,
  milliseconds: 2500,
  millisecondsLeft: 4700,
  suspected: ['a[200]'],
};

describe('the line', () => {
  test.each<[Partial<CheckProgress>, string]>([
    [{}, 'checking W: 34 %, 640 evaluations, about 5 s left, suspected: a[200]'],
    [{ suspected: [] }, 'checking W: 34 %, 640 evaluations, about 5 s left'],
    [
      { millisecondsLeft: 3_000_000, suspected: [] },
      'checking W: 34 %, 640 evaluations, about 50 min left',
    ],
    [
      { millisecondsLeft: 1e8, suspected: [] },
      'checking W: 34 %, 640 evaluations, about 28 h left',
    ],
    [{ millisecondsLeft: 3, suspected: [] }, 'checking W: 34 %, 640 evaluations, about 1 s left'],
  ])('%j', (some, line) => {
    expect(progressLine({ ...progress, ...some })).toBe(line);
  });

  test('names the layer, or nothing, where there is no variable yet', () => {
    const { variable: _, millisecondsLeft: _left, ...early } = progress;
    const line = (some: object) => progressLine({ ...early, suspected: [], ...some });
    expect(line({ layer: 'layers[2]' })).toBe('checking layers[2]: 34 %, 640 evaluations');
    expect(line({})).toBe('checking the gradient: 34 %, 640 evaluations');
  });
});

describe('a terminal', () => {
  const stderr = { isTTY: true, columns: 100, write: () => true };

  test.each<[string, ErrorStream, boolean]>([
    ['that shows what is written', { env: {}, stderr }, true],
    ['in CI', { env: { CI: 'true' }, stderr }, false],
    ['with CI switched off', { env: { CI: 'false' }, stderr }, true],
    ['that cannot go back in a line', { env: { TERM: 'dumb' }, stderr }, false],
    ['a worker whose output is collected', { env: {}, stderr: { ...stderr, isTTY: false } }, false],
    ['a worker of Playwright', { env: { TEST_WORKER_INDEX: '0' }, stderr }, false],
    ['no process at all', { env: {}, stderr: undefined }, false],
  ])('%s', (_, given, isLive) => {
    expect(liveTerminal(given) !== undefined).toBe(isLive);
  });
});

describe('a check of a matcher', () => {
  let written: string[];
  beforeEach(() => {
    clock.time = 0;
    written = [];
    stream.current = {
      env: {},
      stderr: { isTTY: true, columns: 40, write: (text) => written.push(text) },
    };
  });
  afterEach(() => {
    stream.current = undefined;
  });

  /** Runs for so long, and tells of it every now and then. */
  const running = (milliseconds: number) => (options: ResolvedOptions) => {
    for (; clock.time < milliseconds; clock.time += 500) options.onProgress?.(progress);
    return 'done';
  };
  const options = {} as ResolvedOptions;

  test('of less than two seconds shows nothing', () => {
    expect(shownWhile(options, running(2000))).toBe('done');
    expect(written).toEqual([]);
  });

  test('of more is one line, as wide as the terminal, and gone when it is over', () => {
    expect(shownWhile(options, running(3000))).toBe('done');
    const line = '\r\u001b[Kchecking W: 34 %, 640 evaluations, abo…';
    expect(written).toEqual([line, line, '\r\u001b[K']);
  });

  test('that fails leaves no line behind', () => {
    const failing = (given: ResolvedOptions): string => {
      running(2500)(given);
      throw new RangeError('no');
    };
    expect(() => shownWhile(options, failing)).toThrow('no');
    expect(written.at(-1)).toBe('\r\u001b[K');
  });

  test('whose progress somebody is told already shows nothing', () => {
    const onProgress = vi.fn();
    shownWhile({ ...options, onProgress }, running(3000));
    expect(onProgress).toHaveBeenCalledTimes(6);
    expect(written).toEqual([]);
  });
});
