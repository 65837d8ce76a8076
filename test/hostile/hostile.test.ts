import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Log } from './calls.ts';
import { faultsOf } from './expectations.ts';
import { isKnown } from './known.ts';
import { picture } from './picture.ts';
import { recipes } from './recipe.ts';
import { tryOut } from './trial.ts';

// A few of the trials of `npm run test:hostile`: subjects in which something goes wrong.

test('a record or a clear error comes out, and nothing is left behind', async () => {
  const law = fc.asyncProperty(recipes, async (recipe) => {
    fc.pre(!isKnown(recipe));
    const { faults } = await tryOut(recipe);
    expect(faults).toEqual([]);
  });
  await fc.assert(law, { seed: 12, numRuns: 300 });
});

test('what is left changed is seen, whatever it is', () => {
  const objects = () => {
    const list: (number | undefined)[] = [1, 2, 3];
    Reflect.deleteProperty(list, '1');
    const deep = { W: [[-0]] };
    return {
      list,
      bytes: Float64Array.of(1, 2),
      map: new Map([['a', 1]]),
      deep,
      [Symbol.for('mark')]: 1,
    };
  };
  const changes: readonly ((own: ReturnType<typeof objects>) => unknown)[] = [
    (own) => own.list.fill(1),
    (own) => own.list.push(4),
    (own) => {
      own.list[1] = undefined;
    },
    (own) => own.bytes.fill(3),
    (own) => own.map.set('a', 2),
    (own) => own.deep.W[0].fill(0),
    (own) => Reflect.deleteProperty(own, Symbol.for('mark')),
    (own) => Object.defineProperty(own, 'deep', { enumerable: false }),
    (own) => Object.freeze(own.list),
    (own) => Object.setPrototypeOf(own.list, null),
    (own) => structuredClone(own.bytes, { transfer: [own.bytes.buffer as ArrayBuffer] }),
    (own) => Object.defineProperty(own.list, 0, { get: () => 1 }),
  ];
  for (const change of changes) {
    const own = objects();
    const differences = picture({ own });
    expect(differences()).toEqual([]);
    change(own);
    expect([String(change), differences().length > 0]).toEqual([String(change), true]);
  }
});

test('an error that speaks of what the caller never wrote is seen', () => {
  const faults = (error: unknown) => faultsOf({ kind: 'thrown', error }, new Log(1)).length;
  const engines: readonly (() => unknown)[] = [
    () => (undefined as never)[0],
    () => Object.assign(Object.freeze([1]), [2]),
    () => new Float64Array(-1),
    () => new Float64Array(2).set([1, 2, 3]),
    () => [...(1 as never as number[])],
    () => Number(1n as never) + (1n as never),
    () => [].reduce((sum) => sum),
  ];
  for (const run of engines) {
    let error: unknown;
    try {
      run();
    } catch (caught) {
      error = caught;
    }
    expect([String(error), faults(error)]).toEqual([String(error), 1]);
  }
  expect(faults(new TypeError('`value` must return a number, got "twelve"'))).toBe(0);
  expect(faults(undefined)).toBe(1);
});
