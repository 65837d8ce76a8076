import { afterEach, describe, expect, test, vi } from 'vitest';
import { checkGradient, type GradientCheckOptions } from '../../src/index.ts';
import { gradientMatchers, type MatcherResult } from '../../src/matchers.ts';
import { followLimits, type TestLimits } from '../../src/options/test-limits.ts';

const clock = vi.hoisted(() => ({ time: 0 }));
// a value takes exactly as long as it says
vi.mock('../../src/clock.ts', async (original) => ({
  ...(await original<object>()),
  now: () => clock.time,
  turnOfEventLoop: () => Promise.resolve(),
}));

afterEach(() => followLimits(() => undefined));

/** The square root of the sum; its value takes so many milliseconds, its gradient none. */
function slow(milliseconds: number) {
  const sqrt = (x: number[]) => Math.sqrt(x.reduce((sum, xi) => sum + xi, 0));
  const value = (x: number[]) => {
    clock.time += milliseconds;
    return sqrt(x);
  };
  return { value, gradient: (x: number[]) => x.map(() => 0.5 / sqrt(x)) };
}

function slowly(milliseconds: number) {
  const { value, gradient } = slow(milliseconds);
  return { value: async (x: number[]) => value(x), gradient };
}

const at = Array.from({ length: 20 }, (_, k) => k + 1);

/** The `this` of a matcher in a test with these limits. */
function inTest(limits: Partial<TestLimits>) {
  const attempt = {};
  followLimits(() => ({ attempt, ...limits }));
  return { isNot: false, promise: '' };
}

function assert(context: object, subject: object, options: GradientCheckOptions = {}) {
  return gradientMatchers.toHaveCorrectGradient.call(context, subject, { at, ...options });
}

/** Why a check could not decide, as the message says; empty for one that passed. */
function reasonIn({ pass, message }: MatcherResult): string {
  if (pass) return '';
  const [, heading, ...rest] = message().split('\n\n');
  expect(heading).toMatch(/^gradient check inconclusive/);
  const words = `${heading} ${rest.join(' ')}`.replaceAll(/\s+/g, ' ');
  // how far it came depends on the machine
  return words.split(/ relative error| note:/)[0].replace(/\): .*; raise/, '); raise');
}

const ENDED =
  'gradient check inconclusive: 200 ms were not enough (the timeout of the test); raise the limit, or check fewer `coordinates`';

describe('the timeout of the test', () => {
  test('ends a synchronous check before it does', () => {
    expect(reasonIn(assert(inTest({ timeout: 200 }), slow(10)) as MatcherResult)).toBe(ENDED);
  });

  test('ends an asynchronous check before it does', async () => {
    expect(reasonIn(await assert(inTest({ timeout: 200 }), slowly(10)))).toBe(ENDED);
  });

  test('ends no synchronous check where the runner lets it finish', async () => {
    const limits = { timeout: 200, waitsForSynchronous: true };
    expect(reasonIn(assert(inTest(limits), slow(10)) as MatcherResult)).toBe('');
    expect(reasonIn(await assert(inTest(limits), slowly(10)))).toBe(ENDED);
  });

  test('leaves time for one more evaluation as long as the longest so far', () => {
    const ended = assert(inTest({ timeout: 400 }), slow(60)) as MatcherResult;
    // six times 60 is what 400 less the reserve of 40 has room for
    expect(ended.message()).toContain('note: 6 evaluations of the value');
  });

  test.each([undefined, 0, Number.POSITIVE_INFINITY])('of %o ends nothing', (timeout) => {
    expect(reasonIn(assert(inTest({ timeout }), slow(1)) as MatcherResult)).toBe('');
  });

  test('is one for all checks of an attempt', () => {
    const context = inTest({ timeout: 200 });
    const first = assert(context, slow(3)) as MatcherResult;
    const second = assert(context, slow(3)) as MatcherResult;
    expect([reasonIn(first), reasonIn(second)]).toEqual(['', ENDED]);
  });

  test('begins again with the next attempt', () => {
    const first = assert(inTest({ timeout: 200 }), slow(3)) as MatcherResult;
    const second = assert(inTest({ timeout: 200 }), slow(3)) as MatcherResult;
    expect([reasonIn(first), reasonIn(second)]).toEqual(['', '']);
  });

  test('is not what is named when `timeLimit` is shorter', () => {
    const check = assert(inTest({ timeout: 5000 }), slow(10), { timeLimit: 100 });
    expect(reasonIn(check as MatcherResult)).toBe(
      'gradient check inconclusive: 100 ms were not enough (`timeLimit`); raise the limit, or check fewer `coordinates`',
    );
  });

  test('is none of the business of a check that no matcher started', () => {
    inTest({ timeout: 50 });
    expect(checkGradient(slow(10), { at }).verdict).toBe('match');
  });
});

describe('the signal of the test', () => {
  const reason = new Error('Test timed out');

  test('aborted: the check throws its reason', () => {
    const context = inTest({ signal: AbortSignal.abort(reason) });
    expect(() => assert(context, slow(1))).toThrow(reason);
  });

  test('aborted while an asynchronous check runs: its promise is rejected with the reason', async () => {
    const controller = new AbortController();
    const check = Promise.resolve(assert(inTest({ signal: controller.signal }), slowly(1)));
    controller.abort(reason);
    expect(await check.catch((error: unknown) => error)).toBe(reason);
  });

  test('is followed beside the own signal of the check', () => {
    const context = inTest({ signal: AbortSignal.abort(reason) });
    const { signal } = new AbortController();
    expect(() => assert(context, slow(1), { signal })).toThrow(reason);
  });
});
