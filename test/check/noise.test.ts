import { describe, expect, test } from 'vitest';
import { checkGradient, type GradientCheck } from '../../src/index.ts';
import { hashOfBits } from '../zoo/noise.ts';

type Vector = readonly number[];

/** x² + y³, every value off by up to `level` of itself; the same point gives the same value. */
function noisy(level: number) {
  return ([x, y]: Vector) => (x * x + y * y * y) * (1 + level * (2 * hashOfBits([x, y]) - 1));
}

const correct = ([x, y]: Vector) => [2 * x, 3 * y * y];
const doubled = ([x, y]: Vector) => [2 * x, 6 * y * y];
const at = [1, 2];

/** Two significant digits, as messages have them. */
const brief = (x: number) => {
  const rounded = Number(x.toPrecision(2));
  return rounded < 1e-2 ? rounded.toExponential() : String(rounded);
};

describe('noise raises the default threshold, and the record says why', () => {
  test.each([1e-7, 1e-6])('noise of %s', (level) => {
    const check = checkGradient({ value: noisy(level), gradient: correct }, { at });
    const [, noise] =
      /^1e-7 asked; f carries noise of ([\d.e-]+)$/.exec(check.thresholdReason ?? '') ?? [];
    // uniform in ±level: the standard deviation is level/√3
    expect(Number(noise) / level).toBeGreaterThan(1 / 4);
    expect(Number(noise) / level).toBeLessThan(2);
    expect(check.threshold).toBeGreaterThan(1e-7);
    expect(check.threshold).toBeLessThan(4e-4);
    expect(check.relativeError).toBeLessThanOrEqual(check.threshold);
    expect(check.resolution).toBeLessThanOrEqual(check.threshold);
    expect(check.verdict).toBe('match');
  });

  test('none does not, and there is nothing to explain', () => {
    const check = checkGradient({ value: noisy(0), gradient: correct }, { at });
    expect([check.threshold, check.thresholdReason, 'thresholdReason' in check]).toEqual([
      1e-7,
      undefined,
      false,
    ]);
  });

  test('never for a gradient that is certainly wrong', () => {
    const check = checkGradient({ value: noisy(1e-6), gradient: doubled }, { at });
    expect([check.verdict, check.threshold, check.thresholdReason]).toEqual([
      'mismatch',
      1e-7,
      undefined,
    ]);
  });

  test('never so far that a mistake of one per cent would pass: too much noise is inconclusive', () => {
    const check = checkGradient({ value: noisy(1e-3), gradient: correct }, { at });
    expect([check.verdict, check.threshold]).toEqual(['inconclusive', 1e-7]);
    const [, noise, enough] =
      /^f carries noise of ([\d.e-]+), so .* of ([\d.e-]+) if/.exec(check.reason ?? '') ?? [];
    expect(check.reason).toBe(
      `f carries noise of ${noise}, so the gradient of \`x\` can be resolved only to ${brief(check.resolution)}, and the threshold is 1e-7; tighten the tolerance of iterative parts, or fix what is random, or give a \`threshold\` of ${enough} if that is enough`,
    );
  });

  test.each([0, 1e-12, 1e-9, 1e-7, 1e-5, 1e-3])(
    'a doubled slope is found through noise of %s',
    (level) => {
      const check = checkGradient({ value: noisy(level), gradient: doubled }, { at });
      expect(check.verdict).toBe('mismatch');
      expect(check.variables[0].worst.map(({ coordinate }) => coordinate)).toEqual(['x[1]']);
    },
  );
});

describe("a user's threshold is never raised", () => {
  test.each([1e-6, 1e-4])('noise of %s: inconclusive, with what to do', (level) => {
    const check = checkGradient(
      { value: noisy(level), gradient: correct },
      { at, threshold: 1e-7 },
    );
    expect(check.verdict).toBe('inconclusive');
    expect([check.threshold, check.thresholdReason]).toEqual([1e-7, undefined]);
    const [noise] = /^f carries noise of ([\d.e-]+), so /.exec(check.reason ?? '')?.slice(1) ?? [];
    expect(check.reason).toBe(
      `f carries noise of ${noise}, so the gradient of \`x\` can be resolved only to ${brief(check.resolution)}, and the threshold is 1e-7; leave \`threshold\` out to have it raised as far as that is sound, or tighten the tolerance of iterative parts, or fix what is random`,
    );
  });

  // a bar set to the tolerance gives it back as resolution, give or take a rounding
  test('a resolution above it by one rounding decides nothing', () => {
    const levels = Array.from({ length: 30 }, (_, i) => 10 ** (-11 + i / 7));
    const resolutions = levels.flatMap((level, i) => {
      const options = { at: [1 + i / 100, 2 - (7 * i) / 1000], threshold: 1e-7 };
      const check = checkGradient({ value: noisy(level), gradient: correct }, options);
      return check.verdict === 'inconclusive' ? [check.resolution] : [];
    });
    expect(Math.min(...resolutions)).toBeGreaterThan(1e-7 * (1 + 1e-9));
  });

  test('nor lowered: a loose one lets a small mistake pass, the default does not', () => {
    const slightly = ([x, y]: Vector) => [2.002 * x, 3 * y * y];
    const subject = { value: noisy(0), gradient: slightly };
    expect(checkGradient(subject, { at, threshold: 1e-3 }).verdict).toBe('match');
    expect(checkGradient(subject, { at }).verdict).toBe('mismatch');
  });

  test('a threshold below what float64 can resolve is inconclusive, not a mismatch', () => {
    const subject = { value: (x: number) => Math.exp(x), gradient: (x: number) => Math.exp(x) };
    expect(checkGradient(subject, { at: 1, threshold: 1e-16 }).verdict).toBe('inconclusive');
  });
});

describe('float32', () => {
  const wave = (x: ArrayLike<number>) =>
    Math.fround(Math.fround(Math.sin(x[0])) * Math.fround(Math.exp(x[1])));
  const slopes = (x: ArrayLike<number>) => [
    Math.cos(x[0]) * Math.exp(x[1]),
    Math.sin(x[0]) * Math.exp(x[1]),
  ];
  const onePerCent = (x: ArrayLike<number>) => slopes(x).map((slope) => 1.01 * slope);

  function summary({ verdict, threshold, thresholdReason, variables: [{ dtype }] }: GradientCheck) {
    return { verdict, threshold, thresholdReason, dtype };
  }

  test('a Float32Array is checked against the threshold of its format', () => {
    const point = Float32Array.of(0.7, 0.3);
    const right = checkGradient({ value: wave, gradient: slopes }, { at: point });
    const wrong = checkGradient({ value: wave, gradient: onePerCent }, { at: point });
    const expected = { threshold: 1e-4, thresholdReason: undefined, dtype: 'float32' };
    expect(summary(right)).toEqual({ verdict: 'match', ...expected });
    expect(summary(wrong)).toEqual({ verdict: 'mismatch', ...expected });
  });

  test('hidden behind a float64 interface it is recognised by its noise', () => {
    const right = checkGradient({ value: wave, gradient: slopes }, { at: [0.7, 0.3] });
    const wrong = checkGradient({ value: wave, gradient: onePerCent }, { at: [0.7, 0.3] });
    const expected = { threshold: 1e-4, thresholdReason: undefined, dtype: 'float64' };
    expect(summary(right)).toEqual({ verdict: 'match', ...expected });
    expect(summary(wrong)).toEqual({ verdict: 'mismatch', ...expected });
  });

  test("hidden behind a float64 interface it cannot keep a user's threshold of 1e-7", () => {
    const check = checkGradient(
      { value: wave, gradient: slopes },
      { at: [0.7, 0.3], threshold: 1e-7 },
    );
    expect(check.reason).toBe(
      `f is rounded to float32, so the gradient of \`x\` can be resolved only to ${brief(check.resolution)}, and the threshold is 1e-7; leave \`threshold\` out to have it raised as far as that is sound, or leave out what rounds the value to float32 on the way`,
    );
  });

  test('each variable has the threshold of its own format; the largest is that of the check', () => {
    interface Point {
      readonly wide: Float64Array;
      readonly narrow: Float32Array;
    }
    const subject = {
      value: ({ wide: [a], narrow: [b] }: Point) => a * a + b * b,
      gradient: ({ wide: [a], narrow: [b] }: Point) => ({ wide: [2 * a], narrow: [2 * b] }),
    };
    const point = { wide: Float64Array.of(0.1), narrow: Float32Array.of(0.1) };
    const { verdict, threshold, variables } = checkGradient(subject, { at: point });
    expect([verdict, threshold]).toEqual(['match', 1e-4]);
    expect(variables.map(({ path, dtype, threshold: own }) => [path, dtype, own])).toEqual([
      ['wide', 'float64', 1e-7],
      ['narrow', 'float32', 1e-4],
    ]);
  });
});
