import { describe, expect, test, vi } from 'vitest';
import { watched } from '../../src/entry/watch.ts';

function watch(check: Promise<unknown>) {
  const onTaken = vi.fn();
  const promise = watched({ check, callSite: '', runner: 'of nobody here', onTaken });
  return { promise, onTaken };
}

const USES: Record<string, (promise: Promise<unknown>) => unknown> = {
  'an await': async (promise) => {
    await promise;
  },
  'a return': async (promise) => promise,
  'a then': (promise) => promise.then(() => {}),
  'a finally': (promise) => promise.finally(() => {}),
  'Promise.all': (promise) => Promise.all([promise]),
  'Promise.race': (promise) => Promise.race([promise]),
  'Promise.resolve': (promise) => Promise.resolve(promise),
  'another promise': (promise) => new Promise((resolve) => resolve(promise)),
};

describe('a promise is taken up by', () => {
  test.each(Object.keys(USES))('%s', async (use) => {
    const { promise, onTaken } = watch(Promise.resolve(3));
    await USES[use](promise);
    expect(onTaken).toHaveBeenCalledTimes(1);
  });
});

test('it keeps its outcome', async () => {
  expect(await watch(Promise.resolve(3)).promise).toBe(3);
  const error = new Error('wrong');
  expect(await watch(Promise.reject(error)).promise.catch((caught) => caught)).toBe(error);
});

test('nobody takes it up by being late, and nobody is told of its rejection', async () => {
  const rejections = vi.fn();
  process.on('unhandledRejection', rejections);
  const { onTaken } = watch(Promise.reject(new Error('wrong')));
  await new Promise((resolve) => setTimeout(resolve, 5));
  process.off('unhandledRejection', rejections);
  expect(onTaken).not.toHaveBeenCalled();
  expect(rejections).not.toHaveBeenCalled();
});
