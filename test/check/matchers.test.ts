import { afterEach, describe, expect, test } from 'vitest';
import { takeUnchecked } from '../../src/check/tally.ts';
import { gradientMatchers, type MatcherContext, type MatcherResult } from '../../src/matchers.ts';
import { thrown } from '../subject/thrown.ts';

const { toHaveCorrectGradient, toMatchNumericalGradient } = gradientMatchers;

/** What a runner hands a matcher as `this`: under `expect(…)` and under `expect(…).not`. */
const contexts: readonly MatcherContext[] = [
  { isNot: false, promise: '' },
  { isNot: true, promise: '' },
];

const value = ([x]: number[]) => x * x;
const correct = { value, gradient: ([x]: number[]) => [2 * x] };
const wrong = { value, gradient: ([x]: number[]) => [-2 * x] };
const undecided = { value: () => Number.NaN, gradient: () => [1] };
const at = [3];

const passes = (subject: unknown) =>
  contexts.map(
    (context) => (toHaveCorrectGradient.call(context, subject, { at }) as MatcherResult).pass,
  );

describe('what passes, under `expect` and under `.not`', () => {
  // a runner inverts what it is told under .not: `true` there means that the assertion fails
  test('a correct gradient, a wrong one, and one that nobody can tell', () => {
    expect(passes(correct)).toEqual([true, true]);
    expect(passes(wrong)).toEqual([false, false]);
    expect(passes(undecided)).toEqual([false, true]);
  });

  test('the same for a bare gradient, given as numbers or as a function', () => {
    const bare = (gradient: unknown) =>
      contexts.map(
        (context) =>
          (toMatchNumericalGradient.call(context, gradient, value, at) as MatcherResult).pass,
      );
    expect(bare([6])).toEqual([true, true]);
    expect(bare(correct.gradient)).toEqual([true, true]);
    expect(bare([-6])).toEqual([false, false]);
    expect(bare([Number.NaN])).toEqual([false, false]);
  });
});

describe('misuse throws at once, under `.not` too', () => {
  const messages = (run: (context: MatcherContext) => unknown) =>
    new Set(contexts.map((context) => thrown(() => run(context))));

  test.each<[string, (context: MatcherContext) => unknown, string]>([
    [
      'an option out of range',
      (c) => toHaveCorrectGradient.call(c, correct, { at, threshold: -1 }),
      'RangeError: `threshold` must be a positive finite number, got -1',
    ],
    [
      'an option misspelt',
      (c) => toHaveCorrectGradient.call(c, correct, { at, tolerance: 1 } as object),
      'TypeError: `tolerance` is not an option; did you mean `threshold`?',
    ],
    [
      'no point',
      (c) => toHaveCorrectGradient.call(c, correct),
      'TypeError: `at` must be given: the point where the gradient is checked, for example { at: [0.5, -1.2] }',
    ],
    [
      'a promise of a subject',
      (c) => toHaveCorrectGradient.call(c, Promise.resolve(correct), { at }),
      'TypeError: the subject must be there already, got a promise; await it, or use .resolves',
    ],
    [
      'a class instead of an instance',
      (c) => toHaveCorrectGradient.call(c, class Dense {}, { at }),
      'TypeError: a subject must be an instance, got class Dense; construct one first',
    ],
    [
      'a value that is no number',
      (c) => toHaveCorrectGradient.call(c, { value: () => '9', gradient: () => [6] }, { at }),
      'TypeError: `value` must return a number, got "9"',
    ],
    [
      'f that is no function',
      (c) => toMatchNumericalGradient.call(c, [6], 9, at),
      'TypeError: `f` must be a function of the point, got 9',
    ],
    [
      'a promise of a gradient',
      (c) => toMatchNumericalGradient.call(c, Promise.resolve([6]), value, at),
      'TypeError: the gradient must be there already, got a promise; await it, or use .resolves',
    ],
    [
      'a gradient of another shape',
      (c) => toMatchNumericalGradient.call(c, [6, 6], value, at),
      'TypeError: the gradient of `x` must have shape [1] like the variable, got [2]',
    ],
    [
      'the point forgotten, the options in its place',
      (c) => toMatchNumericalGradient.call(c, [6], value, undefined, { threshold: 1 }),
      'TypeError: `at` must be given: the point where the gradient is checked, for example { at: [0.5, -1.2] }',
    ],
  ])('%s', (_, run, message) => {
    expect(messages(run)).toEqual(new Set([message]));
  });

  test('what is no subject at all: everything accepted is listed', () => {
    const [message] = messages((context) => toHaveCorrectGradient.call(context, 3, { at }));
    expect(message).toMatchInlineSnapshot(`
      "TypeError: a subject must be one of
        { value, gradient }: two functions of the point, with the point in the option \`at\`; or by other usual names, as { loss, grad }
        a function of the point that returns [value, gradient], { value, gradient } or [y, pullback]
        a function of the leaves of a graph, given in \`at\`, whose result runs backward
        a layer: { forward(input), backward(outputGradient) }, with its input in the option \`input\`
        an object that holds its parameters: { params, loss(), backward() }
        an object with a method [Symbol.for("expect-gradient.subject")]
      got 3
      an adapter takes a few lines:
        const subject = {
          value: (point) => myLoss(point),
          gradient: (point) => myGradient(point),
        };
        expect(subject).toHaveCorrectGradient({ at: point });"
    `);
  });
});

describe('an asynchronous subject', () => {
  const later = { value: async (x: number[]) => value(x), gradient: correct.gradient };

  test('makes the result a promise', async () => {
    for (const context of contexts) {
      const result = toHaveCorrectGradient.call(context, later, { at });
      expect(result).toBeInstanceOf(Promise);
      expect((await result).pass).toBe(true);
    }
  });

  test('cannot be checked by an asymmetric matcher, whose runner would not wait', () => {
    expect(thrown(() => toHaveCorrectGradient.call({}, later, { at }))).toBe(
      'TypeError: toHaveCorrectGradient cannot check an asynchronous subject as an asymmetric matcher: the runner would not wait for it',
    );
  });
});

describe('switched off', () => {
  afterEach(() => {
    delete process.env.EXPECT_GRADIENT;
    takeUnchecked();
  });

  test('everything passes, also under `.not`, without an evaluation, and is counted', () => {
    const calls: string[] = [];
    const watched = { value: () => calls.push('value'), gradient: () => [calls.push('gradient')] };
    takeUnchecked();
    process.env.EXPECT_GRADIENT = 'off';
    expect(passes(watched)).toEqual([true, false]);
    expect(calls).toEqual([]);
    expect([takeUnchecked(), takeUnchecked()]).toEqual([2, 0]);
  });

  test('a misspelt option is an error all the same', () => {
    process.env.EXPECT_GRADIENT = 'off';
    const misspelt = { at, epsilom: 1e-7 } as object;
    expect(thrown(() => toHaveCorrectGradient.call(contexts[0], correct, misspelt))).toBe(
      'TypeError: `epsilom` is not an option; did you mean `epsilon`?',
    );
  });
});

test('without the utilities of a runner the first line is plain', () => {
  const lines = contexts.map((context) => {
    const result = toMatchNumericalGradient.call(context, [-6], value, at) as MatcherResult;
    return result.message().split('\n')[0];
  });
  expect(lines).toEqual([
    'expect(received).toMatchNumericalGradient(f, at)',
    'expect(received).not.toMatchNumericalGradient(f, at)',
  ]);
});
