import { describe, expect, test } from 'vitest';
import { inTurn, severalAtOnce } from '../../src/probe/driver.ts';

// Work that is done later is done by hand here: each piece waits until the test says so.

/** Pieces of work that have begun, and the way to end each. */
function workshop() {
  const begun: number[] = [];
  const lanes: unknown[] = [];
  const ends = new Map<number, { done(): void; fail(error: unknown): void }>();
  const work = (i: number, lane?: unknown) => {
    begun.push(i);
    lanes.push(lane);
    return new Promise<void>((done, fail) => ends.set(i, { done, fail }));
  };
  const end = async (i: number, error?: unknown) => {
    const { done, fail } = ends.get(i) ?? {};
    if (error === undefined) done?.();
    else fail?.(error);
    // whatever follows from it has happened by then
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { begun, lanes, work, end };
}

const failure = (i: number) => new Error(`no ${i}`);
const reasonOf = (promise: unknown) =>
  Promise.resolve(promise).then(
    () => 'done',
    (error: unknown) => error,
  );

describe('one after the other', () => {
  test('is over at once when nothing is a promise, and stops at what is thrown', () => {
    const done: number[] = [];
    expect(inTurn(3, (i) => void done.push(i))).toBeUndefined();
    const thrown = failure(1);
    const work = (i: number) => {
      if (i === 1) throw thrown;
      done.push(i);
    };
    expect(() => inTurn(3, work)).toThrow(thrown);
    expect(done).toEqual([0, 1, 2, 0]);
  });

  test('from the first promise on each waits for the one before', async () => {
    const { begun, work, end } = workshop();
    const all = inTurn(4, (i) => (i === 0 ? void begun.push(i) : work(i)));
    expect(begun).toEqual([0, 1]);
    await end(1);
    expect(begun).toEqual([0, 1, 2]);
    await end(2);
    await end(3);
    expect(await reasonOf(all)).toBe('done');
    expect(begun).toEqual([0, 1, 2, 3]);
  });

  test('nothing is begun after one that fails later', async () => {
    const { begun, work, end } = workshop();
    const refusal = failure(1);
    const reason = reasonOf(inTurn(3, work));
    await end(0);
    await end(1, refusal);
    expect(await reason).toBe(refusal);
    expect(begun).toEqual([0, 1]);
  });
});

describe('several at once', () => {
  test('as many as there are lanes, in order; a lane that is free takes the next', async () => {
    const { begun, lanes, work, end } = workshop();
    const all = reasonOf(severalAtOnce(['a', 'b', 'c'], 5, work));
    expect([begun, lanes]).toEqual([
      [0, 1, 2],
      ['a', 'b', 'c'],
    ]);
    await end(1);
    expect([begun.at(-1), lanes.at(-1)]).toEqual([3, 'b']);
    await end(0);
    expect([begun.at(-1), lanes.at(-1)]).toEqual([4, 'a']);
    for (const i of [4, 3, 2]) await end(i);
    expect(await all).toBe('done');
    expect(begun).toEqual([0, 1, 2, 3, 4]);
  });

  test('more lanes than work, and work that is done at once', async () => {
    const done: number[] = [];
    await severalAtOnce([1, 2, 3, 4], 2, (i) => void done.push(i));
    expect(done.sort()).toEqual([0, 1]);
  });

  test('when one fails nothing more is begun, and what is under way is waited for', async () => {
    const { begun, work, end } = workshop();
    const refusal = failure(1);
    let isOver = false;
    const reason = reasonOf(severalAtOnce(['a', 'b', 'c'], 9, work)).finally(() => {
      isOver = true;
    });
    await end(1, refusal);
    await end(0);
    expect([begun, isOver]).toEqual([[0, 1, 2], false]);
    await end(2);
    expect(await reason).toBe(refusal);
    expect(begun).toEqual([0, 1, 2]);
  });

  test.each([[[0, 1, 2]], [[2, 1, 0]], [[1, 2, 0]]])(
    'of several failures, met in the order %j, the one of a single lane is thrown',
    async (order) => {
      const { work, end } = workshop();
      const reason = reasonOf(severalAtOnce(['a', 'b', 'c'], 9, work));
      const refusals = [0, 1, 2].map(failure);
      for (const i of order) await end(i, refusals[i]);
      expect(await reason).toBe(refusals[0]);
    },
  );

  test('what is thrown at once ends the other lanes too', async () => {
    const begun: number[] = [];
    const refusal = failure(2);
    const work = (i: number) => {
      begun.push(i);
      if (i === 2) throw refusal;
      return Promise.resolve();
    };
    expect(await reasonOf(severalAtOnce(['a', 'b', 'c'], 9, work))).toBe(refusal);
    expect(begun).toEqual([0, 1, 2]);
  });
});
