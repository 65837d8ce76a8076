import { describe, expect, test } from 'vitest';
import { checkGradient } from '../../src/index.ts';
import { Dense } from './dense.ts';

const failure = new Error('the simulation diverged');

/** Throws at the nth call. */
function failingAt(nth: number): () => void {
  let calls = 0;
  return () => {
    calls += 1;
    if (calls === nth) throw failure;
  };
}

/** What a call throws, or its promise rejects with: the very object. */
async function caught(run: () => unknown): Promise<unknown> {
  try {
    await run();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

const nths = [1, 2, 3, 4];
const bitsOf = (x: Float64Array) => [...new BigUint64Array(x.slice().buffer)];

describe('what value or gradient throws comes out as the same object', () => {
  test.each(nths)('value, at call %i; the point is bitwise as before', async (nth) => {
    const at = Float64Array.of(0.1, -0, 3);
    const before = bitsOf(at);
    const fail = failingAt(nth);
    const value = (x: Float64Array) => {
      fail();
      x[1] = 7;
      return x[0];
    };
    const check = () => checkGradient({ value, gradient: () => [1, 0, 0] }, { at });
    expect(await caught(check)).toBe(failure);
    expect(bitsOf(at)).toEqual(before);
  });

  test.each([1, 2])('gradient, at call %i', async (nth) => {
    const fail = failingAt(nth);
    const gradient = () => {
      fail();
      return [1];
    };
    const check = () => checkGradient({ value: ([x]: number[]) => x, gradient }, { at: [1] });
    expect(await caught(check)).toBe(failure);
  });

  test('a function that throws what is no error', async () => {
    const value = () => {
      throw undefined;
    };
    expect(await caught(() => checkGradient({ value, gradient: () => 1 }, { at: 1 }))).toBe(
      undefined,
    );
  });

  test.each(nths)('an asynchronous value, at call %i', async (nth) => {
    const at = Float64Array.of(0.1, -0);
    const before = bitsOf(at);
    const fail = failingAt(nth);
    const value = async (x: Float64Array) => {
      await Promise.resolve();
      fail();
      x[1] = 7;
      return x[0];
    };
    const check = () => checkGradient({ value, gradient: () => [1, 0] }, { at });
    expect(await caught(check)).toBe(failure);
    expect(bitsOf(at)).toEqual(before);
  });
});

describe("a layer's parameters are bitwise as before", () => {
  const input = Float64Array.of(1, -2, 3);
  // not the third: other numbers are tried then, to tell parameters from buffers, and a layer may refuse them
  const calls = [1, 2, 5, 8, 13];

  test('after a check to the end', () => {
    const layer = new Dense();
    const before = layer.bits;
    expect(checkGradient(layer, { input }).verdict).toBe('match');
    expect(layer.bits).toEqual(before);
  });

  test.each(calls)('when forward throws at call %i', async (nth) => {
    const layer = new Dense(failingAt(nth));
    const before = layer.bits;
    expect(await caught(() => checkGradient(layer, { input }))).toBe(failure);
    expect(layer.bits).toEqual(before);
  });

  test.each(calls)('when an asynchronous forward rejects at call %i', async (nth) => {
    const layer = new Dense(failingAt(nth));
    const before = layer.bits;
    const later = {
      W: layer.W,
      b: layer.b,
      dW: layer.dW,
      db: layer.db,
      forward: async (x: Float64Array) => layer.forward(x),
      backward: async (dy: Float64Array) => layer.backward(dy),
    };
    expect(await caught(() => checkGradient(later, { input }))).toBe(failure);
    expect(layer.bits).toEqual(before);
  });

  test('when forward refuses the numbers that are tried to tell parameters from buffers', () => {
    const layer = new Dense(failingAt(3));
    const before = layer.bits;
    expect(checkGradient(layer, { input }).verdict).toBe('match');
    expect(layer.bits).toEqual(before);
  });

  test('when the check is aborted midway', async () => {
    const controller = new AbortController();
    let forwards = 0;
    const layer = new Dense(() => {
      forwards += 1;
      if (forwards === 6) controller.abort(failure);
    });
    const before = layer.bits;
    const check = () => checkGradient(layer, { input, signal: controller.signal });
    expect(await caught(check)).toBe(failure);
    expect(forwards).toBe(6);
    expect(layer.bits).toEqual(before);
  });

  test('when its budget is spent', () => {
    const layer = new Dense();
    const before = layer.bits;
    expect(checkGradient(layer, { input, maxEvaluations: 5 }).verdict).toBe('inconclusive');
    expect(layer.bits).toEqual(before);
  });
});

describe('what a layer throws is thrown as it is, and is no reason to leave it out', () => {
  type Vector = number[];
  const identity = { forward: (x: Vector) => x, backward: (dy: Vector) => dy };
  /** Fails once the layers are checked by themselves: in the forward pass of them all it is asked for the first time. */
  const failing = (what: unknown) => {
    let calls = 0;
    const forward = (x: Vector) => {
      calls += 1;
      if (calls > 1) throw what;
      return x;
    };
    return { ...identity, forward };
  };
  const input = [1, 2];

  test.each([
    ['an error', failure],
    ['what is no error', 'diverged'],
    ['nothing', undefined],
  ])('%s, in a list of layers', async (_, what) => {
    expect(await caught(() => checkGradient([identity, failing(what)], { input }))).toBe(what);
  });

  test('in a layer of a model inside a model', async () => {
    const model = (...layers: (typeof identity)[]) => ({
      layers,
      forward: (x: Vector) => layers.reduce((signal, layer) => layer.forward(signal), x),
      backward: (dy: Vector) => layers.reduceRight((signal, layer) => layer.backward(signal), dy),
    });
    const subject = model(identity, model(failing(failure), identity));
    expect(await caught(() => checkGradient(subject, { input }))).toBe(failure);
  });

  test('later, as the rejection of a promise', async () => {
    const layer = failing(failure);
    const later = { ...layer, forward: async (x: Vector) => layer.forward(x) };
    expect(await caught(() => checkGradient([identity, later], { input }))).toBe(failure);
  });

  test('in a method that gives parameters, and in one that sets gradients to zero', async () => {
    const throwing = () => {
      throw failure;
    };
    for (const name of ['params', 'grads', 'zeroGrad']) {
      const layer = { ...identity, [name]: throwing };
      expect(await caught(() => checkGradient([identity, layer], { input }))).toBe(failure);
    }
  });

  test('in what an adapter says of the layers of a model', async () => {
    const SUBJECT = Symbol.for('expect-gradient.subject');
    const w = [1];
    let calls = 0;
    const value = () => {
      calls += 1;
      if (calls > 3) throw failure;
      return w[0];
    };
    const part = { [SUBJECT]: () => ({ variables: { w }, value, gradient: () => ({ w: [1] }) }) };
    const whole = {
      [SUBJECT]: () => ({
        variables: { w },
        value: () => w[0],
        gradient: () => ({ w: [1] }),
        layers: () => [{ path: 'layers[0]', name: 'Part', layer: part, input: [] }],
      }),
    };
    expect(await caught(() => checkGradient(whole))).toBe(failure);
    const pair = { value, gradient: () => [1] };
    const ofPair = {
      [SUBJECT]: () => ({
        ...whole[SUBJECT](),
        layers: () => [{ path: 'layers[0]', name: 'Part', layer: pair, input: [1] }],
      }),
    };
    expect(await caught(() => checkGradient(ofPair))).toBe(failure);
  });
});
