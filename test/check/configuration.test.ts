import { afterEach, describe, expect, test } from 'vitest';
import { takeUnchecked } from '../../src/check/tally.ts';
import { checkGradient, configureGradientChecks } from '../../src/index.ts';
import { thrown } from '../subject/thrown.ts';

const subject = { value: ([x]: number[]) => x * x, gradient: ([x]: number[]) => [2 * x] };

afterEach(() => {
  // there is no way back but to overwrite
  const left = { threshold: undefined, seed: undefined, mode: undefined, coordinates: undefined };
  configureGradientChecks(left as object);
  takeUnchecked();
});

describe('defaults for every check that follows', () => {
  test('hold where the check itself says nothing', () => {
    configureGradientChecks({ threshold: 1e-3, seed: 7 });
    const { threshold, seed } = checkGradient(subject, { at: [1] });
    expect([threshold, seed]).toEqual([1e-3, 7]);
    expect(checkGradient(subject, { at: [1], seed: 3 })).toMatchObject({
      threshold: 1e-3,
      seed: 3,
    });
  });

  test('are not undone by an option that is undefined', () => {
    configureGradientChecks({ threshold: 1e-3 });
    const options = { at: [1], threshold: undefined };
    expect(checkGradient(subject, options as object).threshold).toBe(1e-3);
  });

  test('add up over several calls, the later one first', () => {
    configureGradientChecks({ threshold: 1e-3, seed: 7 });
    configureGradientChecks({ seed: 8 });
    expect(checkGradient(subject, { at: [1] })).toMatchObject({ threshold: 1e-3, seed: 8 });
  });

  test('are none that were refused', () => {
    thrown(() => configureGradientChecks({ seed: 9, threshold: -1 }));
    expect(checkGradient(subject, { at: [1] })).toMatchObject({ threshold: 1e-7, seed: 1 });
  });
});

test.each<[object, string]>([
  [{ threshold: -1 }, 'RangeError: `threshold` must be a positive finite number, got -1'],
  [{ tol: 1 }, 'TypeError: `tol` is not an option; did you mean `threshold`?'],
  [{ mode: 'never' }, "TypeError: `mode` must be 'full', 'quick' or 'off', got \"never\""],
  [{ at: [1] }, 'TypeError: `at` belongs to one check; it cannot be a default'],
  [{ input: [1] }, 'TypeError: `input` belongs to one check; it cannot be a default'],
  [{ variables: ['x'] }, 'TypeError: `variables` belongs to one check; it cannot be a default'],
  [
    { signal: AbortSignal.abort() },
    'TypeError: `signal` belongs to one check; it cannot be a default',
  ],
])('misuse throws at once: %o', (defaults, message) => {
  expect(thrown(() => configureGradientChecks(defaults))).toBe(message);
});

test('misuse throws at once: no object', () => {
  const misuse = (defaults: unknown) => thrown(() => configureGradientChecks(defaults as object));
  expect(misuse(null)).toBe('TypeError: the options must be one object, got null');
  expect(misuse('quick')).toBe('TypeError: the options must be one object, got "quick"');
});
