import { afterEach, describe, expect, test } from 'vitest';
import { checkGradient, type GradientCheck, type GradientCheckOptions } from '../../src/index.ts';

type Vector = number[];

const energy = (x: Vector) =>
  x.reduce((sum, xi, i) => sum + Math.sin(xi) * (x[i - 1] ?? 0.3) + Math.max(0, xi - 0.5), 0);
const slopes = (x: Vector) =>
  x.map(
    (xi, i) =>
      Math.cos(xi) * (x[i - 1] ?? 0.3) +
      (i + 1 < x.length ? Math.sin(x[i + 1]) : 0) +
      (xi > 0.5 ? 1 : 0),
  );
const wrongAt = (k: number) => (x: Vector) => slopes(x).map((g, i) => (i === k ? -g : g));
const at = Array.from({ length: 20 }, (_, i) => Math.sin(3 * i + 1));

const tick = () => new Promise((resolve) => setImmediate(resolve));

/** An asynchronous value that counts how many of its calls are under way, and answers out of order. */
function device(f: (x: Vector) => number) {
  const seen = { open: 0, most: 0, calls: 0 };
  const value = async (x: Vector): Promise<number> => {
    seen.open += 1;
    seen.calls += 1;
    seen.most = Math.max(seen.most, seen.open);
    const turns = 1 + ((7 * seen.calls) % 4);
    for (let i = 0; i < turns; i++) await tick();
    seen.open -= 1;
    // read only now: another evaluation must not have moved the point meanwhile
    return f(x);
  };
  return { seen, value };
}

const unhandled: unknown[] = [];
const note = (reason: unknown) => unhandled.push(reason);
process.on('unhandledRejection', note);
afterEach(async () => {
  await tick();
  expect(unhandled.splice(0)).toEqual([]);
});

const cases: readonly (readonly [string, (x: Vector) => Vector, GradientCheckOptions])[] = [
  ['a correct gradient', slopes, {}],
  ['a wrong coordinate', wrongAt(7), {}],
  ['a gradient wrong everywhere', (x) => slopes(x).map((g) => 2 * g), {}],
  ['sampled coordinates', wrongAt(3), { coordinates: 4, seed: 3 }],
  ['the textbook', slopes, { epsilon: 1e-6, threshold: 1e-6 }],
  ['at a kink', (x) => slopes(x), { at: at.map((x, i) => (i === 2 ? 0.5 : x)) }],
  ['out of budget in the first tier', slopes, { maxEvaluations: 24 }],
  ['out of budget in the textbook', slopes, { maxEvaluations: 24, epsilon: 1e-6 }],
  ['out of budget in the second tier', wrongAt(7), { maxEvaluations: 60 }],
];

describe('a function of the point, eight evaluations at once', () => {
  test.each(cases)(
    '%s: the record of one at a time, and of a synchronous one',
    async (_, gradient, options) => {
      const expected: GradientCheck = checkGradient(
        { value: energy, gradient },
        { at, ...options },
      );
      for (const concurrency of [1, 2, 8, 1000]) {
        const { seen, value } = device(energy);
        const check = await checkGradient({ value, gradient }, { at, concurrency, ...options });
        expect(check).toEqual(expected);
        expect(seen.calls).toBe(check.evaluations.value);
        expect(seen.most).toBeLessThanOrEqual(concurrency);
        if (concurrency === 8) expect(seen.most).toBe(8);
      }
    },
  );

  test('a function that returns both, and a bare gradient function, alike', async () => {
    const { seen, value } = device(energy);
    const both = async (x: Vector) => [await value(x), slopes(x)];
    const check: unknown = await checkGradient(both, { at, concurrency: 8 });
    expect(check).toEqual(await checkGradient(async (x: Vector) => [energy(x), slopes(x)], { at }));
    expect(seen.most).toBe(8);
  });

  test('the budget is never exceeded', async () => {
    for (let maxEvaluations = 1; maxEvaluations <= 120; maxEvaluations += 7) {
      const { seen, value } = device(energy);
      const subject = { value, gradient: wrongAt(7) };
      await checkGradient(subject, { at, concurrency: 8, maxEvaluations });
      expect(seen.calls).toBeLessThanOrEqual(maxEvaluations);
      expect(seen.open).toBe(0);
    }
  });

  test('every call has a point of its own, and no copy is the original', async () => {
    const open = new Set<unknown>();
    const value = async ({ w }: { w: Float32Array }): Promise<number> => {
      expect(open.has(w)).toBe(false);
      open.add(w);
      await tick();
      open.delete(w);
      return w.reduce((sum, x) => sum + x * x, 0);
    };
    const original = { w: Float32Array.from(at) };
    open.add(original.w);
    const gradient = ({ w }: { w: Float32Array }) => ({ w: w.map((x) => 2 * x) });
    const check = await checkGradient({ value, gradient }, { at: original, concurrency: 8 });
    expect(check.verdict).toBe('match');
    expect(original.w).toEqual(Float32Array.from(at));
  });

  test('the point is the one that was given, whatever the caller does to it meanwhile', async () => {
    const { value } = device(energy);
    const mine = [...at];
    const check = checkGradient({ value, gradient: slopes }, { at: mine, concurrency: 8 });
    mine.fill(0.25);
    expect(await check).toEqual(checkGradient({ value: energy, gradient: slopes }, { at }));
  });

  test('a value that changes its point is named, and the numbers are right all the same', async () => {
    const spoil = async (x: Vector) => {
      const found = energy(x);
      await tick();
      x[3] = 99;
      return found;
    };
    const subject = { value: spoil, gradient: slopes };
    const check = await checkGradient(subject, { at, concurrency: 8 });
    expect(check.contract.map(({ title }) => title)).toEqual([
      '`value` changes `x`, which it was given to read',
    ]);
    expect(check.variables[0].verdict).toBe('match');
    expect(check).toEqual(await checkGradient(subject, { at }));
  });

  test('a synchronous value is not touched by it', () => {
    let calls = 0;
    const value = (x: Vector) => {
      calls += 1;
      return energy(x);
    };
    const check = checkGradient({ value, gradient: slopes }, { at, concurrency: 8 });
    expect(check).toEqual(checkGradient({ value: energy, gradient: slopes }, { at }));
    expect(check.evaluations.value).toBe(calls);
  });

  test('a synchronous value beside an asynchronous gradient', async () => {
    const gradient = async (x: Vector) => slopes(x);
    const check = await checkGradient({ value: energy, gradient }, { at, concurrency: 8 });
    expect(check).toEqual(checkGradient({ value: energy, gradient: slopes }, { at }));
  });
});

describe('what goes wrong among several evaluations', () => {
  const failing = (isBad: (call: number) => unknown) => {
    let [calls, open] = [0, 0];
    const value = async (x: Vector): Promise<number> => {
      const error = isBad(++calls);
      open += 1;
      // the later the call, the sooner it ends
      for (let i = 0; i < 12 - (calls % 8); i++) await tick();
      open -= 1;
      if (error !== undefined) throw error;
      return energy(x);
    };
    return { value, openCalls: () => open, callsMade: () => calls };
  };
  const rejectionOf = (value: (x: Vector) => Promise<number>, options = {}) =>
    checkGradient({ value, gradient: slopes }, { at, concurrency: 8, ...options }).then(
      ({ verdict }) => verdict,
      (error: unknown) => error,
    );

  test('the very error surfaces, and only when nothing is under way any more', async () => {
    const refusal = new Error('no');
    const { value, openCalls, callsMade } = failing((call) => (call === 5 ? refusal : undefined));
    expect(await rejectionOf(value)).toBe(refusal);
    // the others go on while the point of the check and the refused one are asked for again
    const again = 2 * 8;
    expect([openCalls(), callsMade() <= 17 + again]).toEqual([0, true]);
  });

  test('of many errors the one that a check one by one would have met', async () => {
    const refusals = Array.from({ length: 40 }, (_, i) => new Error(`no ${i}`));
    const { value } = failing((call) => (call >= 4 ? refusals[call] : undefined));
    expect(await rejectionOf(value)).toBe(refusals[4]);
  });

  test('an error is not lost behind a limit that is met while it is on its way', async () => {
    const refusal = new Error('no');
    const { value } = failing((call) => (call === 8 ? refusal : undefined));
    expect(await rejectionOf(value, { maxEvaluations: 9 })).toBe(refusal);
  });

  test('what is thrown at once, before there is a promise', async () => {
    const refusal = new Error('no');
    let calls = 0;
    const value = (x: Vector): Promise<number> => {
      calls += 1;
      if (calls === 6) throw refusal;
      return Promise.resolve(energy(x));
    };
    expect(await rejectionOf(value)).toBe(refusal);
  });

  test('a signal: nothing is begun after it, and its reason is thrown', async () => {
    const reason = new Error('enough');
    const controller = new AbortController();
    const { value, openCalls, callsMade } = failing((call) => {
      if (call === 6) controller.abort(reason);
    });
    expect(await rejectionOf(value, { signal: controller.signal })).toBe(reason);
    // at once: those under way are not waited for
    expect([openCalls(), callsMade()]).toEqual([5, 6]);
  });

  test('one that a timer aborts, although no evaluation waits for timers', async () => {
    const reason = new Error('enough');
    const controller = new AbortController();
    setTimeout(() => controller.abort(reason), 0);
    let calls = 0;
    const value = async (x: Vector) => {
      calls += 1;
      const start = performance.now();
      while (performance.now() - start < 20);
      return energy(x);
    };
    expect(await rejectionOf(value, { signal: controller.signal })).toBe(reason);
    // long before the 41 of the first differences
    expect(calls).toBeLessThan(20);
  });
});

describe('arrays that an adapter writes in place', () => {
  /** A device with registers: they are read when the value is asked for, or when its answer is due. */
  const registers = (readsLate: boolean, concurrent: boolean | undefined) => {
    const w = Float64Array.from(at);
    let [open, most] = [0, 0];
    const later = async (f: () => number) => {
      open += 1;
      most = Math.max(most, open);
      const now = readsLate ? undefined : f();
      await tick();
      open -= 1;
      return now ?? f();
    };
    const subject = {
      [Symbol.for('expect-gradient.subject')]: () => ({
        description: 'registers',
        variables: { w },
        value: () => later(() => energy([...w])),
        gradient: async () => ({ w: wrongAt(7)([...w]) }),
        ...(concurrent !== undefined && { concurrent }),
      }),
    };
    const check = (options: GradientCheckOptions = {}) =>
      checkGradient(subject, options) as unknown as Promise<GradientCheck>;
    return { check, w, mostAtOnce: () => most };
  };

  test('with `concurrent: true` several are under way at once, with the same record', async () => {
    const { check, w, mostAtOnce } = registers(false, true);
    const one = await check();
    expect(mostAtOnce()).toBe(1);
    expect(await check({ concurrency: 8 })).toEqual(one);
    expect(mostAtOnce()).toBe(8);
    expect(one.verdict).toBe('mismatch');
    expect([...w]).toEqual(at);
  });

  test.each([undefined, false])('with `concurrent: %s` one at a time', async (concurrent) => {
    const { check, mostAtOnce } = registers(true, concurrent);
    const many = await check({ concurrency: 8 });
    expect(mostAtOnce()).toBe(1);
    expect(many).toEqual(await registers(false, true).check());
  });
});

test('a layer holds one point: its passes run one after the other', async () => {
  let [open, most] = [0, 0];
  const alone = async <T>(work: () => T): Promise<T> => {
    open += 1;
    most = Math.max(most, open);
    await tick();
    open -= 1;
    return work();
  };
  class Scale {
    w = [0.5, -1.5, 2];
    dw = [0, 0, 0];
    #input: Vector = [];
    forward(input: Vector) {
      this.#input = input;
      return alone(() => input.map((x, i) => Math.sin(x * this.w[i])));
    }
    backward(g: Vector) {
      const inner = g.map((gi, i) => gi * Math.cos(this.#input[i] * this.w[i]));
      this.dw = inner.map((d, i) => d * this.#input[i]);
      return alone(() => inner.map((d, i) => d * this.w[i]));
    }
  }
  const input = [0.1, 0.2, 0.3];
  const check = await checkGradient(new Scale(), { input, concurrency: 8 });
  expect([check.verdict, most]).toEqual(['match', 1]);
});
