import { getEventListeners } from 'node:events';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { checkGradient, type GradientCheck, type GradientCheckOptions } from '../../src/index.ts';
import { gradientMatchers, type MatcherResult } from '../../src/matchers.ts';
import { followLimits } from '../../src/options/test-limits.ts';

// Promises that do not settle before the check has to end, or never.

type Vector = number[];

const squares = (x: Vector) => x.reduce((sum, xi) => sum + xi * xi, 0);
const doubles = (x: Vector) => x.map((xi) => 2 * xi);
const at = [1, -2, 3];
const never = () => new Promise<never>(() => {});
const tick = () => new Promise((resolve) => setImmediate(resolve));

/** Fulfils its promises from the first on, and none from the nth on. */
function hangingFrom<T>(nth: number, f: (x: Vector) => T) {
  let calls = 0;
  return (x: Vector): Promise<T> => {
    calls += 1;
    return calls < nth ? Promise.resolve(f(x)) : never();
  };
}

const outcomeOf = (check: unknown): Promise<GradientCheck | Error> =>
  Promise.resolve(check as GradientCheck).catch((error: Error) => error);

const unhandled: unknown[] = [];
process.on('unhandledRejection', (reason) => unhandled.push(reason));

const alarms = vi.hoisted(() => ({ set: 0, on: 0 }));
vi.mock('../../src/clock.ts', async (original) => {
  const clock = await original<typeof import('../../src/clock.ts')>();
  const setAlarm: typeof clock.setAlarm = (milliseconds, ring) => {
    alarms.set += 1;
    alarms.on += 1;
    let isOn = true;
    const off = () => {
      if (isOn) alarms.on -= 1;
      isOn = false;
    };
    const turnOff = clock.setAlarm(milliseconds, () => {
      off();
      ring();
    });
    return () => {
      off();
      turnOff();
    };
  };
  return { ...clock, setAlarm };
});

afterEach(async () => {
  await tick();
  followLimits(() => undefined);
  expect(alarms.on).toBe(0);
  expect(unhandled.splice(0)).toEqual([]);
});

/** Ends a check that waits, in each of three ways; what it says then. */
const ENDS: readonly (readonly [string, (run: Run) => Promise<unknown>, string | RegExp])[] = [
  ['timeLimit', (run) => outcomeOf(run({ timeLimit: 20 })), '20 ms were not enough (`timeLimit`)'],
  [
    'the timeout of the test',
    async (run) => {
      const attempt = {};
      followLimits(() => ({ attempt, timeout: 20 }));
      return outcomeOf(run({}, { isNot: false, promise: '' }));
    },
    '20 ms were not enough (the timeout of the test)',
  ],
];
type Run = (options: GradientCheckOptions, matcher?: object) => unknown;

/** A check by hand, or by a matcher in a test. */
const runOf =
  (subject: unknown, own: GradientCheckOptions): Run =>
  (options, matcher) =>
    matcher === undefined
      ? checkGradient(subject, { ...own, ...options })
      : gradientMatchers.toHaveCorrectGradient.call(matcher, subject, { ...own, ...options });

/** What a record or a message says, in one line. */
function wordsOf(outcome: unknown): string {
  const { message } = outcome as MatcherResult;
  if (outcome instanceof Error) return outcome.message;
  if (typeof message === 'function') return message().replaceAll(/\s+/g, ' ');
  return (outcome as GradientCheck).reason ?? 'it is a match';
}

/** What hangs, and the options it takes to come to that. */
const SUBJECTS: readonly (readonly [string, () => unknown, GradientCheckOptions])[] = [
  ['a value', () => ({ value: never, gradient: doubles }), {}],
  ['a gradient', () => ({ value: squares, gradient: never }), {}],
  ['both in one', () => never, {}],
  ['the second gradient', () => ({ value: squares, gradient: hangingFrom(2, doubles) }), {}],
  ['the fifth value', () => ({ value: hangingFrom(5, squares), gradient: doubles }), {}],
  [
    'the fifth value of several at once',
    () => ({ value: hangingFrom(5, squares), gradient: doubles }),
    { concurrency: 8 },
  ],
  ['many values in one call', () => ({ value: squares, values: never, gradient: doubles }), {}],
  [
    'the second value of the textbook',
    () => ({ value: hangingFrom(2, squares), gradient: doubles }),
    { epsilon: 1e-6 },
  ],
];

describe.each(ENDS)('%s ends the check while a promise is pending', (_, end, words) => {
  test.each(SUBJECTS)('of %s', async (_, subject, own) => {
    const outcome = await end(runOf(subject(), { at, ...own }));
    expect(outcome).not.toBeInstanceOf(Error);
    expect(wordsOf(outcome)).toContain(words);
  });
});

describe('what was found before is told', () => {
  test('the value was not even read at the point: inconclusive, and the limit is the reason', async () => {
    const check = await checkGradient({ value: never, gradient: doubles }, { at, timeLimit: 20 });
    expect(check).toMatchObject({
      verdict: 'inconclusive',
      reason:
        '20 ms were not enough (`timeLimit`) for the value at the point itself; raise the limit',
      evaluations: { value: 1, gradient: 0 },
      coverage: { checked: 0, total: 3 },
    });
    expect(check.variables[0]).toMatchObject({ path: 'x', verdict: 'inconclusive', checked: 0 });
  });

  test('nor the gradient', async () => {
    const check = await checkGradient({ value: squares, gradient: never }, { at, timeLimit: 20 });
    expect([check.verdict, check.reason]).toEqual([
      'inconclusive',
      '20 ms were not enough (`timeLimit`) for the gradient at the point itself; raise the limit',
    ]);
  });

  test('of several at once what was answered in order; what came after the one that hangs does not count', async () => {
    let calls = 0;
    const value = async (x: Vector) => {
      calls += 1;
      // the value at the point, the two of the first coordinate, and the first of the second
      return calls === 4 ? await never() : squares(x);
    };
    const subject = { value, gradient: doubles };
    // long enough for what is answered at once, on a machine that is busy
    const check = await checkGradient(subject, { at, timeLimit: 1000, concurrency: 4 });
    expect(check.evaluations.value).toBe(7);
    expect(check.coverage).toMatchObject({ checked: 1, total: 3 });
    expect(check.verdict).toBe('inconclusive');
  });
});

describe('a signal ends the check at once, with its reason', () => {
  const reason = new Error('enough');

  test.each(SUBJECTS)('while %s is pending', async (_, subject, own) => {
    const controller = new AbortController();
    const { signal } = controller;
    const check = outcomeOf(checkGradient(subject(), { at, signal, ...own }));
    for (let i = 0; i < 20; i++) await tick();
    expect(getEventListeners(signal, 'abort').length).toBe(1);
    controller.abort(reason);
    expect(await check).toBe(reason);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  test('that the call itself has aborted', async () => {
    const controller = new AbortController();
    const value = () => {
      controller.abort(reason);
      return never();
    };
    const { signal } = controller;
    expect(await outcomeOf(checkGradient({ value, gradient: doubles }, { at, signal }))).toBe(
      reason,
    );
  });

  test('whoever waits otherwise leaves no listener behind', async () => {
    const { signal } = new AbortController();
    const value = async (x: Vector) => squares(x);
    const check = await checkGradient(
      { value, gradient: doubles },
      { at, signal, timeLimit: 5000 },
    );
    expect(check.verdict).toBe('match');
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});

test("the user's error is told, not the limit that is met while another call hangs", async () => {
  const refusal = new Error('no');
  let calls = 0;
  const value = async (x: Vector) => {
    calls += 1;
    if (calls === 3) return await never();
    if (calls === 5) throw refusal;
    return squares(x);
  };
  const subject = { value, gradient: doubles };
  expect(await outcomeOf(checkGradient(subject, { at, timeLimit: 1000, concurrency: 4 }))).toBe(
    refusal,
  );
});

/** y = tanh(w·x), whose passes may wait; each writes what the layer holds before and after. */
class Scale {
  w = [0.5, -1.5, 2];
  dw = [0, 0, 0];
  seen: Vector = [];
  #calls = 0;
  #slopes: Vector = [];
  readonly #waitAt: (call: number) => Promise<unknown> | undefined;
  constructor(waitAt: (call: number) => Promise<unknown> | undefined) {
    this.#waitAt = waitAt;
  }
  get calls() {
    return this.#calls;
  }
  async #wait() {
    this.#calls += 1;
    const calls = this.#calls;
    this.seen = [calls, 0];
    await this.#waitAt(calls);
    this.seen[1] = calls;
  }
  async forward(x: Vector): Promise<Vector> {
    await this.#wait();
    const y = x.map((xi, i) => Math.tanh(xi * this.w[i]));
    this.#slopes = y.map((yi) => 1 - yi * yi);
    this.x = x;
    return y;
  }
  x: Vector = [];
  async backward(g: Vector): Promise<Vector> {
    await this.#wait();
    const inner = g.map((gi, i) => gi * this.#slopes[i]);
    this.dw = inner.map((d, i) => d * this.x[i]);
    return inner.map((d, i) => d * this.w[i]);
  }
}

const stateOf = ({ w, dw, seen, x }: Scale) => structuredClone({ w, dw, seen, x });
const input = [0.3, -0.2, 0.7];
/** More than the passes that finding its parameters takes. */
const CALLS = Array.from({ length: 12 }, (_, i) => i + 1);

describe('a layer is as it was', () => {
  test.each(CALLS)('when its pass %i never ends', async (nth) => {
    const layer = new Scale((call) => (call >= nth ? never() : undefined));
    const before = stateOf(layer);
    const outcome = await outcomeOf(checkGradient(layer, { input, timeLimit: 20 }));
    expect(wordsOf(outcome)).toContain('20 ms were not enough (`timeLimit`)');
    expect(stateOf(layer)).toEqual(before);
  });

  test.each(CALLS)(
    'when its pass %i ends after the check: what it wrote then is put back',
    async (nth) => {
      let goOn = () => {};
      const late = new Promise<void>((resolve) => {
        goOn = resolve;
      });
      const layer = new Scale((call) => (call === nth ? late : undefined));
      const before = stateOf(layer);
      const controller = new AbortController();
      const check = outcomeOf(checkGradient(layer, { input, signal: controller.signal }));
      for (let i = 0; i < 20; i++) await tick();
      controller.abort(new Error('enough'));
      await check;
      expect(stateOf(layer)).toEqual(before);
      goOn();
      await tick();
      expect(stateOf(layer)).toEqual(before);
    },
  );
});

describe('a model', () => {
  class Chain {
    readonly layers: readonly Scale[];
    constructor(layers: readonly Scale[]) {
      this.layers = layers;
    }
    async forward(x: Vector) {
      let signal = x;
      for (const layer of this.layers) signal = await layer.forward(signal);
      return signal;
    }
    async backward(g: Vector) {
      let signal = g;
      for (const layer of [...this.layers].reverse()) signal = await layer.backward(signal);
      return signal;
    }
  }

  test.each(CALLS)(
    'all of it is as it was when pass %i of its second layer never ends',
    async (nth) => {
      const models = [
        (layers: readonly Scale[]) => new Chain(layers),
        (layers: readonly Scale[]) => layers,
        (layers: readonly Scale[]) => ({ layers }),
      ];
      for (const modelOf of models) {
        const first = new Scale(() => undefined);
        const second = new Scale((call) => (call >= nth ? never() : undefined));
        const layers = [first, second];
        const model = modelOf(layers);
        const before = layers.map(stateOf);
        const outcome = await outcomeOf(checkGradient(model as never, { input, timeLimit: 20 }));
        expect(wordsOf(outcome)).toContain('20 ms were not enough (`timeLimit`)');
        expect(layers.map(stateOf)).toEqual(before);
        expect(layers.map(Object.keys)).toEqual(layers.map(() => Object.keys(first)));
        expect(Object.hasOwn(second, 'forward')).toBe(false);
      }
    },
  );

  test.each(CALLS)(
    'what pass %i of its second layer writes after the check is put back, in all of it',
    async (nth) => {
      let goOn = () => {};
      const late = new Promise<void>((resolve) => {
        goOn = resolve;
      });
      const layers = [
        new Scale(() => undefined),
        new Scale((call) => (call === nth ? late : undefined)),
      ];
      // the first pass makes it
      for (const layer of layers) Reflect.deleteProperty(layer, 'dw');
      const model = new Chain(layers);
      const before = layers.map((layer) => structuredClone({ ...layer }));
      const controller = new AbortController();
      const check = outcomeOf(checkGradient(model, { input, signal: controller.signal }));
      for (let i = 0; i < 60; i++) await tick();
      controller.abort(new Error('enough'));
      await check;
      goOn();
      await tick();
      expect(layers.map((layer) => ({ ...layer }))).toEqual(before);
    },
  );

  test('what comes after a layer that hangs is not run', async () => {
    const layers = [new Scale(never), new Scale(() => undefined)];
    const outcome = await outcomeOf(checkGradient(layers as never, { input, timeLimit: 20 }));
    expect(wordsOf(outcome)).toBe('20 ms were not enough (`timeLimit`)');
    expect(layers[1].calls).toBe(0);
  });
});

describe('an adapted subject', () => {
  const adapted = (parts: object) => {
    const w = Float64Array.of(1, 2);
    const counts = { released: 0 };
    const value = () => w[0] * w[1];
    const gradient = () => ({ w: [w[1], w[0]] });
    const release = () => {
      counts.released += 1;
    };
    return { variables: { w }, counts, value, gradient, release, ...parts };
  };
  const bringing = (said: unknown) =>
    ({ [Symbol.for('expect-gradient.subject')]: () => said }) as unknown;

  test.each<[string, object]>([
    ['value', { value: never }],
    ['gradient', { gradient: never }],
  ])('is put back and released once when its %s never comes', async (_, parts) => {
    const own = adapted(parts);
    const outcome = await outcomeOf(checkGradient(bringing(own) as never, { timeLimit: 20 }));
    expect(wordsOf(outcome)).toContain('20 ms were not enough (`timeLimit`)');
    expect([own.counts.released, [...own.variables.w]]).toEqual([1, [1, 2]]);
  });

  test('that comes too late is released', async () => {
    const own = adapted({});
    let come: (said: unknown) => void = () => {};
    const late = new Promise((resolve) => {
      come = resolve;
    });
    const outcome = await outcomeOf(checkGradient(bringing(late) as never, { timeLimit: 20 }));
    expect(wordsOf(outcome)).toBe('20 ms were not enough (`timeLimit`)');
    come(own);
    await tick();
    expect(own.counts.released).toBe(1);
  });

  test('what its value writes late is put back', async () => {
    let goOn = () => {};
    const late = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const own = adapted({});
    const { w } = own.variables;
    const value = async () => {
      await late;
      w.fill(7);
      return 1;
    };
    const subject = bringing({ ...own, value });
    await outcomeOf(checkGradient(subject as never, { timeLimit: 20 }));
    goOn();
    await tick();
    expect([...w]).toEqual([1, 2]);
  });
});

describe('between the calls of a synchronous subject', () => {
  test.each(CALLS)('a signal that pass %i of a layer aborts: nothing is run after it', (nth) => {
    const reason = new Error('enough');
    const controller = new AbortController();
    let calls = 0;
    const note = () => {
      calls += 1;
      if (calls === nth) controller.abort(reason);
    };
    const layer = {
      w: [0.5, 2],
      dw: [0, 0],
      x: [0, 0],
      forward(x: Vector) {
        note();
        this.x = [...x];
        return x.map((xi, i) => xi * this.w[i]);
      },
      backward(g: Vector) {
        note();
        this.dw = g.map((gi, i) => gi * this.x[i]);
        return g.map((gi, i) => gi * this.w[i]);
      },
    };
    const check = () => checkGradient(layer, { input: [1, 2], signal: controller.signal });
    expect(check).toThrow(reason);
    expect(calls).toBe(nth);
    expect(layer).toMatchObject({ w: [0.5, 2], dw: [0, 0], x: [0, 0] });
  });
});
