import { createContext, runInContext } from 'node:vm';
import { expect, test } from 'vitest';
import { andThen, isPromise, keepWhere, orElse } from '../../src/subject/then.ts';

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
