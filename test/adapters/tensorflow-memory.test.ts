import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { tensorflow } from '../../src/adapters/tensorflow.ts';
import { checkGradient, configureGradientChecks } from '../../src/index.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
  configureGradientChecks({ adapters: [tensorflow(tf)] });
});

tf.enableProdMode(); // or it advertises its native addon on the console
const x = tf.tensor1d([0.3, -1.2, 2]);
const before = tf.memory().numTensors;

afterEach(() => {
  expect(tf.memory().numTensors - before, 'tensors left behind').toBe(0);
  expect(Array.from(x.dataSync())).toEqual([0.3, -1.2, 2].map(Math.fround));
});

type Save = tf.GradSaveFunc;

/** exp, in a custom operation that can fail on the way forth and back. */
function exponential(fail: { forth?: () => void; back?: () => void }) {
  const operation = tf.customGrad((...args) => {
    const [at, save] = args as unknown as [tf.Tensor, Save];
    const y = tf.exp(at);
    fail.forth?.(); // before it saves: what an operation has saved when it throws, TensorFlow.js itself loses
    save([y]);
    const gradFunc = (dy: tf.Tensor, [saved]: tf.Tensor[]) => {
      fail.back?.();
      return tf.mul(dy, saved);
    };
    return { value: y, gradFunc: gradFunc as (dy: tf.Tensor, saved: tf.Tensor[]) => tf.Tensor };
  });
  return (at: tf.Tensor) => tf.mul(operation(tf.sin(at)), tf.ones([3]));
}

/** Fails when it is called for the nth time. */
function failAt(last: number): () => void {
  let calls = 0;
  return () => {
    if (calls++ === last) throw new RangeError('the operation fails');
  };
}

const failure = new RangeError('the operation fails');

describe('no tensor is left behind', () => {
  test.each([0, 1, 2, 3, 10])('when the way forth throws at call %i', (last) => {
    const f = exponential({ forth: failAt(last) });
    expect(() => checkGradient(f, { at: x })).toThrow(failure);
  });

  test.each([0, 1])('when the way back throws at call %i', (last) => {
    const f = exponential({ back: failAt(last) });
    expect(() => checkGradient(f, { at: x })).toThrow(failure);
  });

  test('when the check is stopped', () => {
    const stopped = new Error('enough');
    const signal = AbortSignal.abort(stopped);
    expect(() => checkGradient(exponential({}), { at: x, signal })).toThrow(stopped);
  });

  test('when the point holds NaN', () => {
    const at = tf.tensor1d([1, Number.NaN]);
    expect(() => checkGradient((y: tf.Tensor) => tf.sin(y), { at })).toThrow(
      new RangeError('`variables.x[1]` must be a finite number, got NaN'),
    );
    at.dispose();
  });

  test('inside a scope of the user, who goes on with other tensors', () => {
    tf.tidy(() => {
      const mine = tf.tensor1d([1, 2]);
      expect(checkGradient(exponential({}), { at: x }).verdict).toBe('match');
      expect(Array.from(mine.dataSync())).toEqual([1, 2]);
      return [];
    });
  });

  test('and none disposed of that a function keeps for itself', () => {
    let kept: tf.Tensor | undefined;
    const f = (at: tf.Tensor) => {
      kept ??= tf.keep(tf.ones([3]));
      return tf.mul(at, kept);
    };
    expect(checkGradient(f, { at: x }).verdict).toBe('match');
    expect(kept?.isDisposed).toBe(false);
    kept?.dispose();
  });
});

describe('scopes are as they were', () => {
  const scopes = () =>
    (tf.engine().state as unknown as { scopeStack: unknown[] }).scopeStack.length;
  const loss = (at: tf.Tensor) => tf.sum(tf.square(at));
  const outside = scopes();
  afterEach(() => {
    expect(scopes()).toBe(outside);
  });

  test.each([1, 3, 7])('when call %i throws in scopes of its own', (last) => {
    const fail = failAt(last);
    const f = (at: tf.Tensor) => {
      tf.engine().startScope('outer');
      tf.engine().startScope('inner');
      const y = loss(at);
      fail();
      tf.engine().endScope(y);
      tf.engine().endScope(y);
      return y;
    };
    expect(() => checkGradient(f, { at: x })).toThrow(failure);
  });

  test('when they are begun and never ended', () => {
    const f = (at: tf.Tensor) => {
      tf.engine().startScope();
      return loss(at);
    };
    expect(checkGradient(f, { at: x }).verdict).toBe('match');
  });

  test('when more are ended than were begun: those around the check go on', () => {
    tf.tidy(() => {
      const mine = tf.tensor1d([1, 2]);
      const f = (at: tf.Tensor) => {
        const y = loss(at);
        tf.engine().endScope(y);
        return y;
      };
      try {
        checkGradient(f, { at: x });
      } catch {
        // what it has ended itself is disposed of
      }
      expect([mine.isDisposed, scopes()]).toEqual([false, outside + 1]);
      return [];
    });
  });

  test('when an asynchronous function ends its own later', async () => {
    const value = async (at: tf.Tensor) => {
      tf.engine().startScope();
      const y = loss(at);
      await null;
      tf.engine().endScope(y);
      return y;
    };
    const gradient = async (at: tf.Tensor) => tf.tidy(() => tf.mul(at, 2));
    expect((await checkGradient({ value, gradient }, { at: x })).verdict).toBe('match');
  });
});

describe('later', () => {
  const loss = (at: tf.Tensor) => tf.sum(tf.square(at));

  test('a value that is a promise; its tensors are disposed of', async () => {
    const value = async (at: tf.Tensor) => {
      await null;
      return tf.tidy(() => loss(at));
    };
    const pair = { value, gradient: tf.grad(loss) };
    const found = await checkGradient(pair, { at: x });
    expect(found.verdict).toBe('match');
  });

  test('two checks at a time', async () => {
    const value = async (at: tf.Tensor) => {
      await null;
      const y = tf.tidy(() => loss(at));
      await y.data();
      return y;
    };
    const pair = { value, gradient: tf.grad(loss) };
    const checks = [checkGradient(pair, { at: x }), checkGradient(pair, { at: x })];
    const found = await Promise.all(checks);
    expect(found.map(({ verdict }) => verdict)).toEqual(['match', 'match']);
  });

  test('a promise that is rejected', async () => {
    const fail = failAt(3);
    const value = async (at: tf.Tensor) => {
      await null;
      fail();
      return tf.tidy(() => loss(at));
    };
    await expect(checkGradient({ value, gradient: tf.grad(loss) }, { at: x })).rejects.toThrow(
      failure,
    );
  });

  test('promises in place of tensors are let go', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', note);
    for (let nth = 1; nth <= 4; nth++) {
      let calls = 0;
      const f = (at: tf.Tensor) =>
        ++calls >= nth ? [Promise.reject(failure), Promise.reject(failure)] : loss(at);
      expect(() => checkGradient(f as never, { at: x })).toThrow(TypeError);
    }
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', note);
    expect(unhandled).toEqual([]);
  });

  test('a tensor that was there before is not disposed of', async () => {
    const gradient = tf.tidy(() => tf.mul(x, 2));
    const pair = {
      value: async (at: tf.Tensor) => tf.tidy(() => loss(at)),
      gradient: async () => gradient,
    };
    const found = await checkGradient(pair, { at: x });
    expect([found.verdict, gradient.isDisposed]).toEqual(['match', false]);
    gradient.dispose();
  });
});

describe('on a backend that cannot be read at once', () => {
  /** Has every tensor refuse to be read at once, as those of WebGPU may. */
  async function readingLater(run: () => Promise<void>): Promise<void> {
    const refuse = vi.spyOn(tf.Tensor.prototype, 'dataSync').mockImplementation(() => {
      throw new Error('readSync is not supported');
    });
    try {
      await run();
    } finally {
      refuse.mockRestore();
    }
  }

  test('a function', () =>
    readingLater(async () => {
      const found = await (checkGradient(exponential({}), { at: x }) as unknown);
      expect(found).toMatchObject({ verdict: 'match' });
    }));

  test('a model', async () => {
    const layers = [tf.layers.dense({ units: 2, inputShape: [3] }), tf.layers.softmax()];
    const model = tf.sequential({ layers });
    await readingLater(async () => {
      const input = [[0.3, -1.2, 2]];
      const found = await (checkGradient(model, { input }) as unknown);
      expect(found).toMatchObject({ verdict: 'match' });
    });
    model.dispose();
  });
});
