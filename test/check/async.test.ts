import { describe, expect, test } from 'vitest';
import { checkGradient, type GradientCheck, type GradientCheckOptions } from '../../src/index.ts';

type Vector = number[];

const value = ([x, y]: Vector) => Math.exp(x) * Math.sin(y) + Math.max(0, x - 1);
const correct = ([x, y]: Vector) => [Math.exp(x) * Math.sin(y) + 1, Math.exp(x) * Math.cos(y)];
const flipped = (x: Vector) => correct(x).map((g) => -g);

const later =
  <T, R>(f: (x: T) => R) =>
  async (x: T): Promise<R> => {
    await new Promise((resolve) => setImmediate(resolve));
    return f(x);
  };

describe('an asynchronous subject gives the record of the synchronous one, exactly', () => {
  test.each<[string, (x: Vector) => number[], Vector, GradientCheckOptions]>([
    ['correct', correct, [2, 0.5], {}],
    ['flipped', flipped, [2, 0.5], {}],
    ['correct, at the kink', correct, [1, 0.5], { kinks: 'inconclusive' }],
    ['textbook', correct, [2, 0.5], { epsilon: 1e-7, threshold: 1e-7 }],
    ['out of budget', flipped, [2, 0.5], { maxEvaluations: 9 }],
  ])('%s', async (_, gradient, at, options) => {
    const expected: GradientCheck = checkGradient({ value, gradient }, { at, ...options });
    const subjects = [
      { value: later(value), gradient },
      { value, gradient: later(gradient) },
      { value: later(value), gradient: later(gradient) },
      later((x: Vector) => ({ value: value(x), gradient: gradient(x) })),
    ];
    for (const subject of subjects) {
      const check: unknown = checkGradient(subject, { at, ...options });
      expect(check).toBeInstanceOf(Promise);
      expect(await check).toEqual(expected);
    }
  });
});

test('a synchronous subject is checked synchronously, to the end', () => {
  const log: string[] = [];
  queueMicrotask(() => log.push('microtask'));
  const check = checkGradient({ value, gradient: flipped }, { at: [2, 0.5] });
  log.push(check.verdict);
  expect(log).toEqual(['mismatch']);
});

test('a value that is asynchronous only now and then', async () => {
  let calls = 0;
  const mixed = (x: Vector): number => {
    calls += 1;
    return (calls % 3 === 0 ? Promise.resolve(value(x)) : value(x)) as number;
  };
  const check: unknown = checkGradient({ value: mixed, gradient: flipped }, { at: [2, 0.5] });
  expect(check).toBeInstanceOf(Promise);
  expect(await check).toEqual(checkGradient({ value, gradient: flipped }, { at: [2, 0.5] }));
});

test('a value is not asked for again before its promise is settled', async () => {
  let open = 0;
  const most: number[] = [];
  const counted = async (x: Vector) => {
    open += 1;
    most.push(open);
    await new Promise((resolve) => setImmediate(resolve));
    open -= 1;
    return value(x);
  };
  await checkGradient({ value: counted, gradient: correct }, { at: [2, 0.5] });
  expect(Math.max(...most)).toBe(1);
});

test('the point keeps still while a promise is open', async () => {
  const still: boolean[] = [];
  const watched = async (x: Vector) => {
    const before = [...x];
    await new Promise((resolve) => setImmediate(resolve));
    still.push(x.every((xi, k) => xi === before[k]));
    return value(x);
  };
  const check = await checkGradient({ value: watched, gradient: correct }, { at: [2, 0.5] });
  expect(check.verdict).toBe('match');
  expect(still).not.toContain(false);
});

test('contract violations are noticed after the promise is settled', async () => {
  const subject = {
    value: async (x: Vector) => {
      const found = value(x);
      await Promise.resolve();
      x.fill(0);
      return found;
    },
    gradient: later(correct),
  };
  const { verdict, contract } = await checkGradient(subject, { at: [2, 0.5] });
  expect([verdict, contract.map(({ id }) => id)]).toEqual(['inconclusive', ['input-mutated']]);
});

describe('misuse rejects the promise', () => {
  const rejection = (subject: { value: unknown; gradient: unknown }) =>
    Promise.resolve(checkGradient(subject, { at: [2, 0.5] })).then(
      ({ verdict }) => verdict,
      (error: unknown) => String(error),
    );

  test.each<[unknown, string]>([
    ['1', 'TypeError: `value` must resolve to a number, got "1"'],
    [undefined, 'TypeError: `value` must resolve to a number, got undefined'],
    [1n, 'TypeError: `value` must resolve to a number, got 1n'],
  ])('value resolves to %o', async (resolved, message) => {
    expect(await rejection({ value: async () => resolved, gradient: correct })).toBe(message);
  });

  test('gradient resolves to another shape', async () => {
    expect(await rejection({ value, gradient: async () => [1] })).toBe(
      'TypeError: the gradient of `x` must have shape [2] like the variable, got [1]',
    );
  });

  test('value resolves to NaN: inconclusive', async () => {
    expect(await rejection({ value: async () => Number.NaN, gradient: correct })).toBe(
      'inconclusive',
    );
  });
});

describe('whatever may be a promise is waited for before the next call', () => {
  const later = () => new Promise<void>((resolve) => void setImmediate(resolve));

  test('gradients of a layer that are set to zero', async () => {
    const layer = {
      w: [2, 3],
      dw: [9, 9],
      x: [] as number[],
      async zeroGrad() {
        await later();
        this.dw = [0, 0];
      },
      forward(x: number[]) {
        this.x = x;
        return x.map((xi, i) => xi * this.w[i]);
      },
      backward(g: number[]) {
        this.dw = this.dw.map((d, i) => d + g[i] * this.x[i]);
        return g.map((gi, i) => gi * this.w[i]);
      },
    };
    const check = (await checkGradient(layer, { input: [0.5, 0.25] })) as GradientCheck;
    expect([check.verdict, check.contract]).toEqual(['match', []]);
    expect(layer.dw).toEqual([9, 9]);
  });

  /** f(w) = w₀²·w₁, whose passes take a turn and must not be begun before the last has ended. */
  function machine(isLater: (call: number) => boolean) {
    let [calls, open] = [0, 0];
    const pass = <T>(work: () => T): T | Promise<T> => {
      expect(open).toBe(0);
      calls += 1;
      if (!isLater(calls)) return work();
      open += 1;
      return later().then(() => {
        open -= 1;
        return work();
      });
    };
    const own = {
      w: [2, 3],
      dw: [5, 5],
      zeroGrad: () =>
        pass(() => {
          own.dw = [0, 0];
        }),
      loss: () => pass(() => own.w[0] ** 2 * own.w[1]),
      backward: () =>
        pass(() => {
          const [a, b] = own.w;
          own.dw = [own.dw[0] + 2 * a * b, own.dw[1] + a * a];
        }),
    };
    return own;
  }

  test.each<[string, (call: number) => boolean]>([
    ['always', () => true],
    ['now and then', (call) => call % 3 === 0],
    ['from the second time on', (call) => call > 3],
    ['the first time', (call) => call <= 3],
  ])('all that parameters in place have: a promise %s', async (_, isLater) => {
    const own = machine(isLater);
    const check = (await checkGradient(own as never)) as GradientCheck;
    expect([check.verdict, check.variables.map(({ path }) => path)]).toEqual(['match', ['w']]);
    expect([own.w, own.dw]).toEqual([
      [2, 3],
      [5, 5],
    ]);
  });

  test.each<[string, (call: number) => boolean]>([
    ['always', () => true],
    ['now and then', (call) => call % 3 === 0],
    ['from the second time on', (call) => call > 3],
    ['the first time', (call) => call <= 1],
  ])('the passes of a layer with several inputs: a promise %s', async (_, isLater) => {
    let [calls, open] = [0, 0];
    const pass = <T>(work: () => T): T | Promise<T> => {
      expect(open).toBe(0);
      calls += 1;
      if (!isLater(calls)) return work();
      open += 1;
      return later().then(() => {
        open -= 1;
        return work();
      });
    };
    const layer = {
      w: [2, 3],
      dw: [0, 0],
      seen: [[0], [0]],
      forward: (a: number[], b: number[]) =>
        pass(() => {
          layer.seen = [a, b];
          return a.map((ai, i) => ai * b[i] * layer.w[i]);
        }),
      backward: (g: number[]) =>
        pass(() => {
          const [a, b] = layer.seen;
          layer.dw = g.map((gi, i) => 3 * gi * a[i] * b[i]);
          return [
            g.map((gi, i) => gi * b[i] * layer.w[i]),
            g.map((gi, i) => gi * a[i] * layer.w[i]),
          ];
        }),
    };
    const input = [
      [1, 2],
      [3, 4],
    ];
    const check = (await checkGradient(layer, { input })) as GradientCheck;
    expect(check.variables.map(({ path, verdict }) => [path, verdict])).toEqual([
      ['a', 'match'],
      ['b', 'match'],
      ['w', 'mismatch'],
    ]);
    expect([layer.w, layer.dw, layer.seen]).toEqual([
      [2, 3],
      [0, 0],
      [[0], [0]],
    ]);
  });

  test('a graph that runs backward in its own time', async () => {
    class Value {
      grad = 0;
      constructor(
        public data: number,
        readonly spread: (g: number) => void = () => {},
      ) {}
      times(other: Value): Value {
        return new Value(this.data * other.data, (g) => {
          this.grad += g * other.data;
          other.grad += g * this.data;
        });
      }
      async backward() {
        await later();
        this.grad = 1;
        this.spread(1);
      }
    }
    const [a, b] = [new Value(2), new Value(3)];
    const check = (await checkGradient(
      { params: { a, b }, loss: () => a.times(b) } as never,
      {},
    )) as GradientCheck;
    expect(check.variables.map(({ path, verdict }) => [path, verdict])).toEqual([
      ['a', 'match'],
      ['b', 'match'],
    ]);
    expect([a.grad, b.grad]).toEqual([0, 0]);
  });
});
