import { afterEach, describe, expect, test } from 'vitest';
import { checkGradient, type GradientCheck } from '../../src/index.ts';
import { caught } from '../caught.ts';
import { thrown } from '../subject/thrown.ts';

// Subjects that nobody expects: each ends with a right answer, or with an error that names what is the user's.

type Vector = number[];

const unhandled: unknown[] = [];
process.on('unhandledRejection', (reason) => unhandled.push(reason));
const tick = () => new Promise<void>((resolve) => void setImmediate(resolve));
afterEach(async () => {
  await tick();
  expect(unhandled.splice(0)).toEqual([]);
});

const verdictsOf = ({ variables }: GradientCheck) =>
  Object.fromEntries(variables.map(({ path, verdict }) => [path, verdict]));

describe('a point', () => {
  test.each(['length', 'constructor', 'size', 'then'])('may have a member `%s`', (name) => {
    type Point = Record<string, number>;
    const check = checkGradient(
      {
        value: (point: Point) => point[name] ** 2 * point.other,
        gradient: (point: Point) => ({
          [name]: 2 * point[name] * point.other,
          other: 3 * point[name] ** 2,
        }),
      },
      { at: { [name]: 3, other: 2 } },
    );
    expect(check.variables.map(({ verdict }) => verdict)).toEqual(['match', 'mismatch']);
  });

  test('that contains itself is an error, whatever it is a point of', () => {
    const at: unknown[] = [1];
    at.push(at);
    const endless = 'TypeError: `at[1]` must not contain itself, got a cycle';
    const value = ([x]: Vector) => x;
    expect(thrown(() => checkGradient({ value, gradient: () => [1] }, { at }))).toBe(endless);
    expect(thrown(() => checkGradient((x: Vector) => [x[0], () => [1]], { at }))).toBe(endless);
    expect(thrown(() => checkGradient((x: Vector) => [x[0], [1]], { at }))).toBe(endless);
  });

  test('may lose its prototype meanwhile', () => {
    // not taken apart: without its prototype it is not iterable
    const value = (point: Vector[]) => {
      Object.setPrototypeOf(point, null);
      return point[0][0] ** 2;
    };
    const values = (points: Vector[][]) => points.map((point) => point[0][0] ** 2);
    const gradient = (point: Vector[]) => [[2 * point[0][0]]];
    expect(checkGradient({ value, values, gradient }, { at: [[3]] }).variables[0].verdict).toBe(
      'match',
    );
  });
});

describe('a graph whose output contains itself is an error', () => {
  class Value {
    grad = 0;
    constructor(readonly data: number) {}
    backward() {
      this.grad = 1;
    }
  }
  const endless: unknown[] = [1];
  endless.push(endless);

  test('of leaves', () => {
    let calls = 0;
    const f = (...leaves: Value[]) => (calls++ > 0 ? endless : leaves[0]);
    const at = [new Value(1), new Value(2)];
    expect(thrown(() => checkGradient(f as never, { at }))).toBe(
      'TypeError: the value of function of leaves must stay a number, got an array of length 2',
    );
  });

  test('of parameters', () => {
    const w = new Value(1);
    expect(thrown(() => checkGradient({ params: { w }, loss: () => endless } as never))).toMatch(
      /^TypeError: .*must have a backward pass.*got an array of length 2/,
    );
  });
});

describe('a frozen parameter in place is an error', () => {
  /** f(w) = w₀·w₁; `meanwhile` is told of each call of the loss. */
  const plain = (w: Vector, meanwhile: (call: number) => void = () => {}) => {
    let calls = 0;
    return {
      w,
      dw: [0, 0],
      loss() {
        meanwhile(++calls);
        return this.w[0] * this.w[1];
      },
      backward() {
        this.dw = [this.w[1], this.w[0]];
      },
    };
  };
  const refused = '`w` must take the numbers that are written to it; is it frozen';

  test('from the start', () => {
    const w = Object.freeze([2, 3]) as Vector;
    expect(thrown(() => checkGradient(plain(w) as never))).toContain(refused);
  });

  test.each([2, 3, 4, 5])('from call %i of its loss on', (nth) => {
    const w = [2, 3];
    const own = plain(w, (call) => {
      if (call === nth) Object.freeze(w);
    });
    expect(thrown(() => checkGradient(own as never))).toMatch(/`w` must take|cannot be put back/);
  });

  test('in a list', () => {
    const params = [{ name: 'w', data: Object.freeze([2, 3]), grad: [0, 0] }];
    const own = {
      params,
      loss: () => params[0].data[0] * params[0].data[1],
      backward: () => {
        params[0].grad = [params[0].data[1], params[0].data[0]];
      },
    };
    expect(thrown(() => checkGradient(own as never))).toContain(
      '`w.data` must be a number or an array that can be written to',
    );
  });

  test('in a layer that updates it in place', () => {
    // as in a script that is not strict: the write is dropped
    const update = new Function('w', 'for (let i = 0; i < w.length; i++) w[i] *= 0.9;');
    const layer = {
      w: Object.freeze([2, 3]) as Vector,
      dw: [0, 0],
      x: [] as Vector,
      forward(x: Vector) {
        update(this.w);
        this.x = x;
        return x.map((v, i) => v * this.w[i]);
      },
      backward(g: Vector) {
        this.dw = g.map((v, i) => 3 * v * this.x[i]);
        return g.map((v, i) => v * this.w[i]);
      },
    };
    expect(thrown(() => checkGradient(layer, { input: [1, 2] }))).toBe(
      'TypeError: `w` of the layer must be writable, got a frozen array',
    );
  });
});

describe('nothing is called after a signal', () => {
  const reason = new Error('enough');
  const CALLS = Array.from({ length: 8 }, (_, i) => i + 1);
  const later = (work: () => unknown) => tick().then(work);
  const now = (work: () => unknown) => work();

  /** Told of each call of the user's code; the nth aborts. */
  function aborting(nth: number) {
    const controller = new AbortController();
    const seen = { calls: 0, late: 0 };
    const call = () => {
      if (controller.signal.aborted) seen.late += 1;
      seen.calls += 1;
      if (seen.calls === nth) controller.abort(reason);
    };
    return { call, seen, signal: controller.signal };
  }

  async function outcomeOf(check: () => unknown): Promise<unknown> {
    try {
      return await check();
    } catch (error) {
      return error;
    }
  }

  test.each(CALLS)('by call %i of parameters in place', async (nth) => {
    for (const run of [now, later]) {
      const { call, seen, signal } = aborting(nth);
      const own = {
        w: [2, 3],
        dw: [0, 0],
        zeroGrad: () => run(call),
        loss: () =>
          run(() => {
            call();
            return own.w[0] * own.w[1];
          }),
        backward: () =>
          run(() => {
            call();
            own.dw = [own.w[1], own.w[0]];
          }),
      };
      expect(await outcomeOf(() => checkGradient(own as never, { signal }))).toBe(reason);
      for (let i = 0; i < 5; i++) await tick();
      expect([seen.late, seen.calls, own.w, own.dw]).toEqual([0, nth, [2, 3], [0, 0]]);
    }
  });

  test.each(CALLS)('by call %i of a layer of two inputs', async (nth) => {
    for (const run of [now, later]) {
      const { call, seen, signal } = aborting(nth);
      const layer = {
        seen: [[0], [0]],
        forward: (a: Vector, b: Vector) =>
          run(() => {
            call();
            layer.seen = [a, b];
            return a.map((v, i) => v * b[i]);
          }),
        backward: (g: Vector) =>
          run(() => {
            call();
            const [a, b] = layer.seen;
            return [g.map((v, i) => v * b[i]), g.map((v, i) => v * a[i])];
          }),
      };
      const input = [
        [1, 2],
        [3, 4],
      ];
      expect(await outcomeOf(() => checkGradient(layer, { input, signal }))).toBe(reason);
      for (let i = 0; i < 5; i++) await tick();
      expect([seen.late, seen.calls]).toEqual([0, nth]);
    }
  });
});

test('a model that an adapter knows is not taken apart after its signal', () => {
  const reason = new Error('enough');
  const controller = new AbortController();
  let asked = 0;
  const model = {
    [Symbol.for('expect-gradient.subject')]: () => ({
      variables: { w: [2, 3] },
      value: () => {
        controller.abort(reason);
        return 1;
      },
      gradient: () => ({ w: [0, 0] }),
      layers: () => {
        asked += 1;
        return [];
      },
    }),
  };
  expect(caught(() => checkGradient(model as never, { signal: controller.signal }))).toBe(reason);
  expect(asked).toBe(0);
});

test('nor waited for beyond its limit', async () => {
  const model = {
    [Symbol.for('expect-gradient.subject')]: () => ({
      variables: { w: [2, 3] },
      value: () => 1,
      gradient: () => ({ w: [0, 0] }),
      layers: () => new Promise(() => {}),
    }),
  };
  const check = async () => checkGradient(model as never, { timeLimit: 5 });
  await expect(check()).rejects.toThrow('5 ms were not enough (`timeLimit`)');
});

describe('functions of several arguments, of which one has no gradient', () => {
  const at = [2, 3, [7, 7, 7]];
  const value = (a: number, b: number, target: Vector) => a * a * b + target[0];

  test('may give it later from the second time on', async () => {
    let calls = 0;
    const gradient = (a: number, b: number, _: Vector) => {
      const found = [2 * a * b, 3 * a * a, null];
      return ++calls > 1 ? tick().then(() => found) : found;
    };
    const check = (await checkGradient({ value, gradient } as never, { at })) as GradientCheck;
    expect([verdictsOf(check), check.unchecked]).toEqual([
      { a: 'match', b: 'mismatch' },
      ['target'],
    ]);
  });

  test.each([1, 2])('that is rejected the time %i: its error', async (nth) => {
    const failure = new Error('no');
    let calls = 0;
    const gradient = async (a: number, b: number, target: Vector) => {
      if (++calls === nth) throw failure;
      return [2 * a * b, a * a, target.map(() => 0)];
    };
    const check = async () => checkGradient({ value, gradient } as never, { at });
    await expect(check()).rejects.toBe(failure);
  });
});

test('a function of whatever it is given may return what contains itself', () => {
  const endless: unknown[] = [];
  endless.push(endless, 1);
  const value = (...x: number[]) => (x.length > 0 ? endless : 0);
  expect(
    thrown(() => checkGradient({ value, gradient: () => [1, 1] } as never, { at: [1, 2] })),
  ).toBe('TypeError: `value` must return a number, got an array of length 2');
});

describe('a layer of two inputs may give', () => {
  /** y = a∘b, whose backward pass gives something else from its nth call on. */
  const gate = (nth: number, what: (usual: Vector[]) => unknown) => {
    let [a, b]: Vector[] = [[], []];
    let calls = 0;
    return {
      forward(one: Vector, other: Vector) {
        [a, b] = [one, other];
        return a.map((v, i) => v * b[i]);
      },
      backward(g: Vector) {
        const usual = [g.map((v, i) => v * b[i]), g.map((v, i) => v * a[i])];
        return ++calls >= nth ? what(usual) : usual;
      },
    };
  };
  const input = [
    [1, 2],
    [3, 4],
  ];
  const detached = () => {
    const array = Float64Array.of(1, 2);
    structuredClone(array, { transfer: [array.buffer] });
    return array;
  };

  test.each<[string, () => unknown]>([
    ['nothing', () => undefined],
    ['null', () => null],
    ['a number', () => 3],
    ['an array without memory', detached],
    ['one gradient', () => [[1, 2]]],
    ['text', () => 'ab'],
  ])('%s in the end: an error that says so', (_, what) => {
    for (const nth of [2, 3])
      expect(thrown(() => checkGradient(gate(nth, what), { input }))).toMatch(
        /^TypeError: the gradient (must be a record|of `(a|b|input[^`]*)` must)/,
      );
  });

  test('what it throws is thrown', () => {
    const failure = new Error('no');
    const layer = gate(2, () => {
      throw failure;
    });
    expect(caught(() => checkGradient(layer, { input }))).toBe(failure);
  });
});

test('zeros beside the smallest numbers cost a few dozen evaluations each', () => {
  const check = checkGradient(
    {
      value: (x: Vector) => x.reduce((sum, v) => sum + Math.max(0, v), 0),
      gradient: (x: Vector) => x.map((v) => (v > 0 ? 1 : 0)),
    },
    { at: [1e-300, 0, 0, 0] },
  );
  expect(check.verdict).toBe('match');
  expect(check.evaluations.value).toBeLessThanOrEqual(4 * 48);
});

test('parameters in float32 beside an input in float64: the coarser steps are no noise of the value', () => {
  const layer = (factor: number) => ({
    W: Float32Array.of(0.5, 0.2),
    dW: new Float32Array(2),
    x: [] as Vector,
    forward(x: Vector) {
      this.x = x;
      return [this.W[0] * x[0] + this.W[1] * x[1]];
    },
    backward([d]: Vector) {
      this.dW = Float32Array.from(this.x, (v) => factor * v * d);
      return Array.from(this.W, (w) => w * d);
    },
  });
  const check = checkGradient(layer(1), { input: [1, 2] });
  expect([check.verdict, check.thresholdReason]).toEqual(['match', undefined]);
  expect(verdictsOf(checkGradient(layer(1.01), { input: [1, 2] }))).toEqual({
    input: 'match',
    W: 'mismatch',
  });
});
