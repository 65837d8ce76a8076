import { createContext, runInContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import {
  andThen,
  isPromise,
  keepWhere,
  onceBegun,
  orElse,
  unlessDone,
  whenDone,
} from '../../src/subject/then.ts';
import { caught } from '../caught.ts';

test('isPromise() knows promises of every realm', () => {
  const foreign: unknown = runInContext('Promise.resolve(1)', createContext({}));
  expect(foreign instanceof Promise).toBe(false);
  expect([Promise.resolve(1), foreign].map(isPromise)).toEqual([true, true]);
  expect([{}, null, undefined, 3, () => 1].some(isPromise)).toBe(false);
});

test('andThen() stays synchronous for values and waits for promises', async () => {
  expect(andThen(2, (x) => x + 1)).toBe(3);
  const later = andThen(Promise.resolve(2), (x) => x + 1);
  expect(isPromise(later)).toBe(true);
  expect(await later).toBe(3);
});

test('orElse() answers for what is thrown now and for what is rejected later', async () => {
  const fail = () => {
    throw new Error('now');
  };
  const describe = (error: unknown) => String(error);
  expect(orElse<string>(fail, describe)).toBe('Error: now');
  expect(await orElse<string>(() => Promise.reject(new Error('later')), describe)).toBe(
    'Error: later',
  );
  expect(orElse(() => 'fine', describe)).toBe('fine');
});

test('whatever can be awaited is, though its `then` gives nothing', async () => {
  const resolving = (resolve: (value: number) => void) => resolve(2);
  const thenable = Object.defineProperty({}, 'then', { value: resolving });
  expect(await andThen(thenable as PromiseLike<number>, (x) => x + 1)).toBe(3);
  expect(
    await orElse(
      () => thenable as PromiseLike<number>,
      () => 0,
    ),
  ).toBe(2);
});

describe('cleaning up', () => {
  const first = new Error('first');
  const fail = () => {
    throw first;
  };
  const later = () => Promise.reject(first);
  const failToo = () => {
    throw new Error('second');
  };

  test('whenDone(): once, when the work is done, now or later', async () => {
    const order: string[] = [];
    const cleanUp = () => order.push('cleaned');
    expect(whenDone(() => order.push('worked'), cleanUp)).toBe(1);
    const done = whenDone(() => Promise.resolve(2), cleanUp);
    expect(order).toEqual(['worked', 'cleaned']);
    expect(await done).toBe(2);
    expect(order).toEqual(['worked', 'cleaned', 'cleaned']);
  });

  test('the error of the work is the one that is thrown', async () => {
    expect(caught(() => whenDone(fail, failToo))).toBe(first);
    expect(caught(() => unlessDone(fail, failToo))).toBe(first);
    expect(caught(() => onceBegun(fail, failToo))).toBe(first);
    await expect(whenDone(later, failToo)).rejects.toBe(first);
    await expect(unlessDone(later, failToo)).rejects.toBe(first);
  });

  test('else that of cleaning up', async () => {
    expect(() => whenDone(() => 1, failToo)).toThrow('second');
    expect(() => onceBegun(() => 1, failToo)).toThrow('second');
    await expect(whenDone(() => Promise.resolve(1), failToo)).rejects.toThrow('second');
  });

  test('unlessDone(): only after an error', async () => {
    expect(unlessDone(() => 1, failToo)).toBe(1);
    expect(await unlessDone(() => Promise.resolve(1), failToo)).toBe(1);
  });

  test('onceBegun(): at once, although a promise is pending', async () => {
    const order: string[] = [];
    const pending = onceBegun(
      () => Promise.resolve().then(() => order.push('done')),
      () => order.push('cleaned'),
    );
    await pending;
    expect(order).toEqual(['cleaned', 'done']);
  });
});

test('keepWhere() tests items one after the other, in order', async () => {
  const order: number[] = [];
  const isOdd = (n: number) => {
    order.push(n);
    return n === 3 ? Promise.resolve(true) : n % 2 === 1;
  };
  expect(keepWhere([1, 2], isOdd)).toEqual([1]);
  expect(await keepWhere([1, 2, 3, 4, 5], isOdd)).toEqual([1, 3, 5]);
  expect(order).toEqual([1, 2, 1, 2, 3, 4, 5]);
});
