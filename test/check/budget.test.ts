import { describe, expect, test } from 'vitest';
import { checkGradient } from '../../src/index.ts';

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
      '6 evaluations were not enough (`maxEvaluations`): 2 of 3 compared, none of which disagrees; the rest would take about 2 more evaluations; raise the limit, or check fewer `coordinates`',
    );
    expect(short.unfinished).toEqual({ evaluations: 2 });
    expect(enough).not.toHaveProperty('unfinished');
    expect(short.coverage).toMatchObject({ checked: 2, total: 3 });
  });

  test('is never exceeded, and what is undecided by then is inconclusive', () => {
    for (let maxEvaluations = 2; maxEvaluations <= 80; maxEvaluations += 3) {
      const { evaluations, verdict, reason } = checkGradient(wrong, { at: [1], maxEvaluations });
      expect(evaluations.value).toBeLessThanOrEqual(maxEvaluations);
      if (verdict === 'mismatch') continue;
      expect(verdict).toBe('inconclusive');
      const isCompared = maxEvaluations > 2;
      const known = isCompared ? '1 of 1 compared, `x` may be wrong' : 'nothing was compared';
      const cost = isCompared ? 16 : 2;
      expect(reason).toBe(
        `${maxEvaluations} evaluations were not enough (\`maxEvaluations\`): ${known}; the rest would take about ${cost} more evaluations; raise the limit`,
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
    const cuts = Array.from({ length: whole.evaluations.value }, (_, n) =>
      checkGradient(subject, { at, maxEvaluations: n + 1 }),
    );
    const verdicts = cuts.map(({ verdict }) => verdict);
    const first = verdicts.indexOf('mismatch');
    expect(first).toBeGreaterThan(0);
    expect(new Set(verdicts.slice(first))).toEqual(new Set(['mismatch']));
  });

  test('is shared out: a variable that needs much leaves the others what they need', () => {
    const point = { many: Array.from({ length: 200 }, (_, k) => 1 + Math.cos(k) / 2), last: 2 };
    const subject = {
      value: ({ many, last }: typeof point) => many.reduce((sum, x) => sum + x * x, last ** 3),
      gradient: ({ many, last }: typeof point) => ({
        many: many.map((x) => 2 * x),
        last: -3 * last ** 2,
      }),
    };
    const { verdict, variables, evaluations } = checkGradient(subject, {
      at: point,
      maxEvaluations: 150,
    });
    expect(verdict).toBe('mismatch');
    expect(evaluations.value).toBeLessThanOrEqual(150);
    expect(variables.map((one) => [one.path, one.verdict])).toEqual([
      ['many', 'inconclusive'],
      ['last', 'mismatch'],
    ]);
    // what the last did not need was there for the first
    expect(variables[0].checked).toBeGreaterThan(30);
  });

  test('what the rest would cost is what it costs', () => {
    const at = Array.from({ length: 60 }, (_, k) => 1 + k / 60);
    const sum = {
      value: (x: number[]) => x.reduce((a, b) => a + b * b, 0),
      gradient: (x: number[]) => x.map((v) => 2 * v),
    };
    const whole = checkGradient(sum, { at }).evaluations.value;
    for (const maxEvaluations of [10, 50, 100]) {
      const { evaluations, unfinished } = checkGradient(sum, { at, maxEvaluations });
      const foretold = evaluations.value + (unfinished?.evaluations ?? 0);
      expect(Math.abs(foretold - whole)).toBeLessThan(whole / 5);
    }
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
    expect(check.verdict).toBe('inconclusive');
    expect(check.reason).toMatch(
      /^100 ms were not enough \(`timeLimit`\): .*; the rest would take about \d+ more evaluations \(.* m?s\); raise the limit$/,
    );
    const { evaluations = 0, milliseconds = 0 } = check.unfinished ?? {};
    expect(milliseconds).toBeGreaterThanOrEqual(30 * evaluations);
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
