import { describe, expect, test } from 'vitest';
import { checkGradient, formatGradientCheck } from '../../src/index.ts';

/** The bar that is printed beside a mistake, and whether it holds the derivative. */
function printed(value: (x: number) => number, { at, claim }: { at: number; claim: number }) {
  const check = checkGradient({ value, gradient: () => claim }, { at });
  const [{ numeric, bars, worst }] = check.variables;
  const holds = (truth: number) => Math.abs(numeric[0] - truth) <= bars[0];
  return { check, verdict: check.verdict, holds, either: worst[0]?.either };
}

const digits = (value: (x: number) => number, size: number) => (x: number) =>
  Math.round(value(x) / size) * size;

// a mistake has no steps that agree with it: which of its own steps see the derivative has to be found out without
describe('the derivative that is printed beside a mistake holds the true one', () => {
  test.each([1e9, 1e10, 1e11])('where a term is rounded at %d', (large) => {
    const value = (t: number) => 1 + t + (large + t - large);
    for (const claim of [-2, 4]) {
      const { verdict, holds } = printed(value, { at: 0.3, claim });
      expect(verdict).toBe('mismatch');
      expect(holds(2)).toBe(true);
    }
  });

  test.each([-2, 0.3, 5])('where the value comes in digits, beside a claim of %d', (claim) => {
    const at = 0.8;
    const { verdict, holds, either } = printed(digits(Math.exp, 1e-5), { at, claim });
    expect(verdict).toBe('mismatch');
    expect(holds(Math.exp(at))).toBe(true);
    expect(either?.[0]).toBe(0);
    expect(either?.[1]).toBeCloseTo(Math.exp(at), 3);
  });

  test('both slopes are printed, where either may be meant', () => {
    const { check } = printed(digits(Math.exp, 1e-5), { at: 0.8, claim: 5 });
    expect(formatGradientCheck(check)).toMatch(/5 +0 or 2\.22\d+ /);
  });
});

test('what an error in one coordinate looks like says both slopes, and no multiple of what lies between', () => {
  const value = ([x, y]: readonly number[]) => digits(Math.exp, 1e-5)(x) + y;
  const check = checkGradient({ value, gradient: () => [5, 1] }, { at: [0.8, 3] });
  expect(check.diagnoses[0].id).toBe('localized');
  expect(check.diagnoses[0].evidence).toMatch(
    /^f moves in jumps along x\[0\]: by 0 between two of them, by 2\.23 over many; the other one agrees/,
  );
});

// tanh of a Float32Array at -14.5: differences blur by 3e-3, and a threshold is never raised beyond 5e-3
test('a threshold that cannot be raised far enough for what differences blur leaves an error open', () => {
  const at = Float32Array.of(-14.5);
  const slope = 1 / Math.cosh(-14.5) ** 2;
  const verdictOf = (factor: number) =>
    checkGradient(
      {
        value: (x: Float32Array) => Math.tanh(x[0]),
        gradient: () => Float32Array.of(factor * slope),
      },
      { at },
    );
  const check = verdictOf(1.01);
  expect(check.verdict).not.toBe('match');
  expect(check.reason ?? '').toMatch(/give or take|more than/);
});
