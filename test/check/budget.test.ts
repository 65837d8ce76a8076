import { describe, expect, test } from 'vitest';
import { checkGradient, type GradientCheck } from '../../src/index.ts';

const exp = { value: ([x]: number[]) => Math.exp(x), gradient: ([x]: number[]) => [Math.exp(x)] };
const wrong = { value: exp.value, gradient: () => [2] };

/** A value that takes its time. */
function slowly(milliseconds: number) {
  return ([x]: number[]) => {
    const start = performance.now();
    while (performance.now() - start < milliseconds);
    return Math.exp(x);
  };
}

describe('maxEvaluations', () => {
  test('two a coordinate and one for the point are enough for a correct gradient, one fewer is not', () => {
    const at = [1, 2, 3];
    const subject = {
      value: ([x, y, z]: number[]) => x * y * z,
      gradient: ([x, y, z]: number[]) => [y * z, x * z, x * y],
    };
    const [enough, short] = [7, 6].map((maxEvaluations) =>
      checkGradient(subject, { at, maxEvaluations }),
    );
    expect([enough.verdict, enough.evaluations.value]).toEqual(['match', 7]);
    expect([short.verdict, short.evaluations.value]).toEqual(['inconclusive', 6]);
    expect(short.reason).toBe(
      '6 evaluations were not enough (`maxEvaluations`); raise the limit, or check fewer `coordinates`',
    );
    expect(short.coverage).toMatchObject({ checked: 2, total: 3 });
  });

  test('is never exceeded, and what is undecided by then is inconclusive', () => {
    for (let maxEvaluations = 2; maxEvaluations <= 80; maxEvaluations += 3) {
      const { evaluations, verdict, reason } = checkGradient(wrong, { at: [1], maxEvaluations });
      expect(evaluations.value).toBeLessThanOrEqual(maxEvaluations);
      const short = `${maxEvaluations} evaluations were not enough (\`maxEvaluations\`); raise the limit`;
      expect([maxEvaluations, verdict, reason]).toEqual(
        verdict === 'mismatch'
          ? [maxEvaluations, 'mismatch', undefined]
          : [maxEvaluations, 'inconclusive', short],
      );
    }
  });

  test('of 1 leaves room for the value at the point, and nothing else: inconclusive', () => {
    const check = checkGradient(exp, { at: [1], maxEvaluations: 1 });
    expect([check.verdict, check.evaluations.value]).toEqual(['inconclusive', 1]);
  });

  test('does not undo a mistake that was certain before it ran out', () => {
    const subject = {
      value: ({ a, b }: { a: number; b: number }) => Math.exp(a) * b,
      gradient: ({ a, b }: { a: number; b: number }) => ({ a: -Math.exp(a) * b, b: Math.exp(a) }),
    };
    const at = { a: 1, b: 2 };
    const whole = checkGradient(subject, { at });
    // the last limit at which there is nothing left for `b`
    const cuts = Array.from({ length: whole.evaluations.value }, (_, n) =>
      checkGradient(subject, { at, maxEvaluations: n + 1 }),
    );
    const cut = cuts.filter(({ coverage }) => coverage.checked === 1).at(-1) as GradientCheck;
    expect([whole.verdict, cut.verdict]).toEqual(['mismatch', 'mismatch']);
    expect(cut.variables.map(({ path, verdict }) => [path, verdict])).toEqual([
      ['a', 'mismatch'],
      ['b', 'inconclusive'],
    ]);
  });

  test('holds for the textbook procedure too', () => {
    const check = checkGradient(exp, { at: [1], epsilon: 1e-7, maxEvaluations: 2 });
    expect([check.verdict, check.evaluations.value]).toEqual(['inconclusive', 2]);
  });
});

describe('timeLimit', () => {
  test('ends a check that takes longer: inconclusive, in about that time', () => {
    const subject = { value: slowly(30), gradient: () => [2] };
    const start = performance.now();
    const check = checkGradient(subject, { at: [1], timeLimit: 100 });
    expect(performance.now() - start).toBeLessThan(1000);
    expect([check.verdict, check.reason]).toEqual([
      'inconclusive',
      '100 ms were not enough (`timeLimit`); raise the limit',
    ]);
    expect(check.evaluations.value).toBeLessThan(6);
  });

  test('shorter than the first evaluation is inconclusive too', () => {
    const subject = { value: slowly(5), gradient: () => [2] };
    expect(checkGradient(subject, { at: [1], timeLimit: 1 }).verdict).toBe('inconclusive');
  });
});

describe('signal', () => {
  const reason = new Error('enough');

  test('aborted before: its reason is thrown, and nothing is called', () => {
    const called: string[] = [];
    const subject = {
      value: () => called.push('value'),
      gradient: () => [called.push('gradient')],
    };
    const check = () => checkGradient(subject, { at: [1], signal: AbortSignal.abort(reason) });
    expect(check).toThrow(reason);
    expect(called).toEqual([]);
  });

  test('aborted midway: its reason is thrown at the next evaluation', () => {
    const controller = new AbortController();
    let calls = 0;
    const value = ([x]: number[]) => {
      calls += 1;
      if (calls === 2) controller.abort(reason);
      return Math.exp(x);
    };
    const check = () =>
      checkGradient({ value, gradient: exp.gradient }, { at: [1], signal: controller.signal });
    expect(check).toThrow(reason);
    expect(calls).toBe(2);
  });

  test('aborted while an asynchronous value is awaited: the promise is rejected with its reason', async () => {
    const controller = new AbortController();
    const value = async ([x]: number[]) => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      return Math.exp(x);
    };
    const check = checkGradient(
      { value, gradient: exp.gradient },
      { at: [1], signal: controller.signal },
    );
    controller.abort(reason);
    expect(await check.catch((error: unknown) => error)).toBe(reason);
  });

  test('never aborted: as if it were not there', () => {
    const { signal } = new AbortController();
    expect(checkGradient(exp, { at: [1], signal })).toEqual(checkGradient(exp, { at: [1] }));
  });
});
