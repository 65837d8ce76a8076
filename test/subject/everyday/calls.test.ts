import { describe, expect, test } from 'vitest';
import { checkGradient, type GradientCheck } from '../../../src/index.ts';
import { thrown } from '../thrown.ts';

const check = (subject: unknown, options = {}) => checkGradient(subject, options) as GradientCheck;
const blamed = ({ variables }: GradientCheck) =>
  variables.filter(({ verdict }) => verdict === 'mismatch').map(({ path }) => path);

/** a²·b and its gradient, that by b with a slip. */
const f = ([a, b]: readonly number[]) => a * a * b;
const slopes = ([a, b]: readonly number[], slip: number) => [2 * a * b, slip * a * a];
const at = [1.5, -0.7];
const SLIP = 1.5;

/** Subjects by how they take their arguments, and what they give; the variable with the slip. */
const WAYS: Readonly<
  Record<string, (slip: number) => [subject: unknown, options: object, wrong: string]>
> = {
  'a gradient that fills its first argument': (slip) => [
    {
      value: f,
      gradient: (out: number[], x: number[]) => {
        [out[0], out[1]] = slopes(x, slip);
        return out;
      },
    },
    { at },
    'x',
  ],
  'numbers in a rest': (slip) => [
    { f: (...x: number[]) => f(x), df: (...x: number[]) => slopes(x, slip) },
    { at },
    'x',
  ],
  'a rest that passes on what it is given': (slip) => [
    {
      f: (...args: [number[]]) => f(...args),
      df: (...args: [number[]]) => slopes(args[0], slip),
    },
    { at },
    'x',
  ],
  'a second argument with a default': (slip) => [
    {
      f: (x: number[], scale = 2) => scale * f(x),
      df: (x: number[], scale = 2) => slopes(x, slip).map((slope) => scale * slope),
    },
    { at },
    'x',
  ],
  'keys made of those of the point': (slip) => [
    {
      cost: ({ a, b }: { a: number; b: number }) => f([a, b]),
      gradient: ({ a, b }: { a: number; b: number }) => {
        const [da, db] = slopes([a, b], slip);
        return { da, db };
      },
    },
    { at: { a: 1.5, b: -0.7 } },
    'b',
  ],
  'a number and a gradient, whatever the number is called': (slip) => [
    (x: number[]) => ({ primary: f(x), gradient: slopes(x, slip), secondary: [] }),
    { at },
    'x',
  ],
  'the gradient of the prediction alone, from one function': (slip) => [
    (logits: number[], targets: number[]) => ({
      loss: logits.reduce((sum, v, i) => sum + (v - targets[i]) ** 2, 0),
      grad: logits.map((v, i) => 2 * slip * (v - targets[i])),
    }),
    { at: [at, [0, 1]] },
    'logits',
  ],
  'a target before the prediction': (slip) => [
    {
      mse: (y_true: number[], y_pred: number[]) =>
        y_pred.reduce((sum, v, i) => sum + (v - y_true[i]) ** 2, 0),
      mse_prime: (y_true: number[], y_pred: number[]) =>
        y_pred.map((v, i) => 2 * slip * (v - y_true[i])),
    },
    { at: [[0, 1], at] },
    'y_pred',
  ],
  'a target that is called as its prediction is': (slip) => [
    {
      loss: (y: number[], yHat: number[]) => yHat.reduce((sum, v, i) => sum + (v - y[i]) ** 2, 0),
      dLoss: (y: number[], yHat: number[]) => yHat.map((v, i) => 2 * slip * (v - y[i])),
    },
    { at: [[0, 1], at] },
    'yHat',
  ],
};

describe.each(Object.entries(WAYS))('%s', (_, make) => {
  test('passes where it is right', () => {
    const [subject, options] = make(1);
    expect(check(subject, options).verdict).toBe('match');
  });
  test('is found where it has a slip', () => {
    const [subject, options, wrong] = make(SLIP);
    expect(blamed(check(subject, options))).toEqual([wrong]);
  });
});

test('one gradient for two arguments that it fits is an error that names both', () => {
  const pair = {
    loss: (a: number[], b: number[]) => a[0] * b[0],
    grad: (_: number[], b: number[]) => [b[0]],
  };
  expect(thrown(() => check(pair, { at: [[1], [2]] }))).toBe(
    'TypeError: what is returned could be the gradient of `a` or of `b`: return both, null for one that has none, or a record { a: … }',
  );
});

test('two keys that could be of the same variable are not guessed among', () => {
  const pair = {
    f: ({ w }: { w: number }) => w * w,
    df: ({ w }: { w: number }) => ({ dw: 2 * w, gradW: 0 }),
  };
  expect(thrown(() => check(pair, { at: { w: 2 } }))).toBe(
    'TypeError: the gradient must have the same keys as the point, got `dw`; did you mean `w`?',
  );
});

test('a function that has more to give is told how to ask for it', () => {
  const both = ([a, b]: number[], wantGradient: boolean) =>
    wantGradient ? [f([a, b]), slopes([a, b], 1)] : f([a, b]);
  const message = thrown(() => check(both, { at }));
  expect(message).toContain('where `wantGradient` asks for it ([a, b]) => both([a, b], true)');
  const asked = (x: number[]) => both(x, true);
  expect(check(asked, { at }).verdict).toBe('match');
});

test('a result with several numbers and no known name is told to say which is which', () => {
  const told = (x: number[]) => ({ f: f(x), g: slopes(x, 1) });
  expect(thrown(() => check(told, { at }))).toContain(
    'say which is which: (x) => { const both = told(x); return [both.f, both.g]; }',
  );
});
