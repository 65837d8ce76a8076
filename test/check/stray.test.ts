import { afterEach, describe, expect, test } from 'vitest';
import { checkGradient } from '../../src/index.ts';
import { gradientMatchers } from '../../src/matchers.ts';

// Promises that nobody waits for: none becomes an unhandled rejection, and no error that matters is lost with one.

type Vector = number[];

const unhandled: unknown[] = [];
process.on('unhandledRejection', (reason) => unhandled.push(reason));
const turns = async (count = 3) => {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve));
};
afterEach(async () => {
  await turns();
  expect(unhandled.splice(0)).toEqual([]);
});

const stray = new Error('stray');
const rejected = (): Promise<never> => Promise.reject(stray);
const at = [3, 5];
const input = [1, 2];

const pair = (parts: object = {}) => ({
  value: ([x, y]: Vector) => x * x * y,
  gradient: ([x, y]: Vector) => [2 * x * y, x * x],
  ...parts,
});

/** y = W·x. */
const layer = (parts: object = {}) => ({
  W: [0.5, 0.2],
  dW: [0, 0],
  x: [] as Vector,
  forward(x: Vector): unknown {
    this.x = x;
    return [this.W[0] * x[0] + this.W[1] * x[1]];
  },
  backward([d]: Vector): unknown {
    this.dW = this.x.map((v) => v * d);
    return this.W.map((w) => w * d);
  },
  ...parts,
});

const said = (parts: object = {}) => ({
  [Symbol.for('expect-gradient.subject')]: () => ({
    variables: { w: [1, 2] },
    value: () => 1,
    gradient: () => ({ w: [0, 0] }),
    ...parts,
  }),
});

async function outcomeOf(check: () => unknown): Promise<unknown> {
  try {
    return await check();
  } catch (error) {
    return error;
  }
}

const matching = (received: unknown, f: (x: Vector) => unknown) =>
  gradientMatchers.toMatchNumericalGradient.call(
    { isNot: false, promise: '' },
    received,
    f as never,
    at as never,
  );

describe('a promise in place of what has to be there is an error that says so', () => {
  test.each<[string, () => unknown, string]>([
    ['the subject', () => checkGradient(rejected(), { at }), 'the subject must be there already'],
    ['the point', () => checkGradient(pair(), { at: rejected() }), '`at` must be a number'],
    ['the input', () => checkGradient(layer(), { input: rejected() }), '`input` must be a number'],
    ['a gradient', () => matching(rejected(), ([x]) => x), 'the gradient must be there already'],
    [
      'numbers of a gradient',
      () => checkGradient(pair({ gradient: () => [rejected(), rejected()] }), { at }),
      'the gradient of `x` must hold numbers, got a promise at [0]; await it first',
    ],
    [
      'values',
      () => checkGradient(pair({ values: (all: unknown[]) => all.map(rejected) }), { at }),
      '`values` must give one number a point, 4 here, got a promise for the point 0',
    ],
    [
      'an output',
      () => checkGradient(layer({ forward: () => [rejected()] }), { input }),
      '`forward(input)[0]` must be a number',
    ],
    [
      'the gradient of an input',
      () => checkGradient(layer({ backward: () => [rejected(), rejected()] }), { input }),
      'the gradient of `input` must hold numbers, got a promise at [0]',
    ],
    [
      'what a pullback gives',
      () => checkGradient((x: Vector) => [x[0] * x[1], () => [rejected(), rejected()]], { at }),
      'the gradient of `x` must hold numbers, got a promise at [0]',
    ],
    [
      'what a graph ends in',
      () => {
        class Leaf {
          grad = 0;
          data = 2;
          backward() {}
        }
        let calls = 0;
        const f = (...leaves: Leaf[]) => (++calls > 2 ? [rejected(), rejected()] : leaves[0]);
        return checkGradient(f as never, { at: [new Leaf()] });
      },
      'what is computed must run backward at every call, got an array of length 2',
    ],
    [
      'what an adapter writes',
      () =>
        checkGradient(said({ variables: { w: { read: () => [1, 2], write: rejected } } }) as never),
      '`variables.w.write()` must be done when it returns, got a promise',
    ],
  ])('%s', async (_, check, message) => {
    expect(String(await outcomeOf(check))).toContain(message);
  });
});

describe('a promise of the user that is waited for: its error is the error', () => {
  test.each<[string, () => unknown]>([
    ['of a value beside its gradient', () => checkGradient(() => [rejected(), rejected()], { at })],
    [
      'of a value beside its gradient, by name',
      () => checkGradient(() => ({ value: rejected(), gradient: rejected() }), { at }),
    ],
    ['of a pullback', () => checkGradient((x: Vector) => [x[0], rejected], { at })],
    ['of a filled gradient', () => checkGradient((_: Vector, __: Vector) => rejected(), { at })],
    ['of `zeroGrad`', () => checkGradient(layer({ zeroGrad: rejected }), { input })],
    ['of an adapter', () => checkGradient(said({ value: rejected, gradient: rejected }) as never)],
    ['of the layers of a model', () => checkGradient(said({ layers: rejected }) as never)],
    [
      'of a loss',
      () => checkGradient({ w: [1], dw: [0], loss: rejected, backward() {} } as never, {}),
    ],
    ['of a function beside a gradient', () => matching([1, 2], rejected)],
  ])('%s', async (_, check) => {
    expect(await outcomeOf(check)).toBe(stray);
  });
});

describe('a promise that nobody needs is let go', () => {
  test.each<[string, () => unknown]>([
    ['of `release`', () => checkGradient(said({ release: rejected }) as never)],
    [
      'of a method that could have given parameters',
      () => checkGradient(layer({ params: rejected }), { input }),
    ],
  ])('%s', async (_, check) => {
    expect(await outcomeOf(check)).toMatchObject({ verdict: 'match' });
  });

  test('of a getter with a setter', async () => {
    class Loading {
      get data() {
        return rejected();
      }
      set data(_) {}
      forward(x: Vector) {
        return x.map((v) => 2 * v);
      }
      backward(g: Vector) {
        return g.map((v) => 2 * v);
      }
    }
    expect(checkGradient(new Loading(), { input }).verdict).toBe('match');
  });
});

describe('a promise that is rejected when the check is over', () => {
  /** Rejected when it is told to. */
  function open() {
    const rejects: (() => void)[] = [];
    const pending = () => new Promise<never>((_, reject) => rejects.push(() => reject(stray)));
    const rejectAll = () => {
      for (const reject of rejects.splice(0)) reject();
    };
    return { pending, rejectAll };
  }

  test.each<[string, (pending: () => Promise<never>) => unknown]>([
    ['a value', (pending) => checkGradient(pair({ value: pending }), { at, timeLimit: 5 })],
    ['a gradient', (pending) => checkGradient(pair({ gradient: pending }), { at, timeLimit: 5 })],
    [
      'several values',
      (pending) => {
        let calls = 0;
        const value = ([x, y]: Vector) => (++calls > 1 ? pending() : Promise.resolve(x * x * y));
        return checkGradient(pair({ value }), { at, timeLimit: 5, concurrency: 4 });
      },
    ],
    ['a pass', (pending) => checkGradient(layer({ forward: pending }), { input, timeLimit: 5 })],
    [
      'a layer of a model',
      (pending) => checkGradient([layer({ forward: pending })] as never, { input, timeLimit: 5 }),
    ],
    [
      'gradients being set to zero',
      (pending) => checkGradient(layer({ zeroGrad: pending }), { input, timeLimit: 5 }),
    ],
    [
      'an adapted value',
      (pending) => checkGradient(said({ value: pending }) as never, { timeLimit: 5 }),
    ],
  ])('%s', async (_, check) => {
    const { pending, rejectAll } = open();
    const outcome = await outcomeOf(() => check(pending));
    expect(JSON.stringify(outcome, ['message', 'reason']) + String(outcome)).toContain(
      '5 ms were not enough (`timeLimit`)',
    );
    rejectAll();
  });
});
