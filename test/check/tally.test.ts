import { afterEach, expect, test } from 'vitest';
import type { Outcome } from '../../src/check/outcome.ts';
import { listen } from '../../src/check/tally.ts';
import { gradientMatchers } from '../../src/matchers.ts';
import { configureGradientChecks } from '../../src/options/configuration.ts';
import { thrown } from '../subject/thrown.ts';

afterEach(() => {
  listen(undefined);
  configureGradientChecks({ mode: undefined } as object);
});

const { toHaveCorrectGradient, toMatchNumericalGradient } = gradientMatchers;
const at = [2];

function cubic(factor = 1) {
  return { value: ([x]: number[]) => x ** 3, gradient: ([x]: number[]) => [3 * x * x * factor] };
}

/** What a listener is told while something runs, and of which assertion; times differ. */
async function told(run: () => unknown): Promise<readonly object[]> {
  const all: object[] = [];
  listen((outcome, assertion) => void all.push({ assertion, ...timeless(outcome) }));
  await run();
  return all;
}

function timeless(outcome: Outcome): object {
  if (outcome.verdict === 'unchecked') return outcome;
  const { milliseconds, relativeError, ...rest } = outcome;
  expect(milliseconds).toBeGreaterThanOrEqual(0);
  return { ...rest, relativeError: Number(relativeError.toPrecision(2)) };
}

const CORRECT = { verdict: 'match', negated: false, threshold: 1e-7, checked: 1, evaluations: 7 };

test('every matcher tells what its check came to', async () => {
  const assertion = { isNot: false, promise: '' };
  const outcomes = await told(() => {
    toHaveCorrectGradient.call(assertion, cubic(1 + 2e-8), { at });
    toMatchNumericalGradient.call(assertion, [12 * (1 + 2e-8)], cubic().value, at);
  });
  expect(outcomes).toEqual([
    { assertion, ...CORRECT, relativeError: 1e-8 },
    { assertion, ...CORRECT, relativeError: 1e-8 },
  ]);
});

test('an asynchronous check tells when it has ended', async () => {
  const assertion = { promise: '' };
  const { value, gradient } = cubic(1 + 2e-8);
  const later = { value: async (x: number[]) => value(x), gradient };
  const outcomes = await told(() => toHaveCorrectGradient.call(assertion, later, { at }));
  expect(outcomes).toEqual([{ assertion, ...CORRECT, relativeError: 1e-8 }]);
});

test('a mismatch is told with what was demanded', async () => {
  const outcomes = await told(() => {
    toHaveCorrectGradient.call({}, cubic(3), { at });
    toHaveCorrectGradient.call({ isNot: true }, cubic(3), { at });
  });
  expect(outcomes).toMatchObject([
    { verdict: 'mismatch', negated: false, relativeError: 0.5 },
    { verdict: 'mismatch', negated: true, relativeError: 0.5 },
  ]);
});

test('with checks off an assertion is told to be unchecked', async () => {
  configureGradientChecks({ mode: 'off' });
  const outcomes = await told(() => toHaveCorrectGradient.call({ isNot: true }, cubic(), { at }));
  expect(outcomes).toEqual([{ assertion: { isNot: true }, verdict: 'unchecked' }]);
});

test('what throws has no verdict to tell', async () => {
  const value = () => {
    throw new Error('no value');
  };
  const outcomes = await told(async () => {
    expect(thrown(() => toHaveCorrectGradient.call({}, cubic(), { at, threshold: -1 }))).toContain(
      'RangeError: `threshold`',
    );
    const failing = { value, gradient: value };
    expect(thrown(() => toHaveCorrectGradient.call({}, failing, { at }))).toBe('Error: no value');
    const later = { value: async () => value(), gradient: value };
    const check = toHaveCorrectGradient.call({ promise: '' }, later, { at });
    await expect(check).rejects.toThrow(new Error('no value'));
  });
  expect(outcomes).toEqual([]);
});

test('the later listener is told instead of the earlier', async () => {
  const earlier: unknown[] = [];
  listen((outcome) => void earlier.push(outcome));
  const outcomes = await told(() => toHaveCorrectGradient.call({}, cubic(), { at }));
  expect([earlier.length, outcomes.length]).toEqual([0, 1]);
});
