import type { Call, Log } from '../calls.ts';
import { arraysIn, type Faults } from './fault.ts';

// What the user's functions give instead of what they should.

/** The same structure with every number replaced. */
function mapNumbers(value: unknown, change: (x: number, i: number) => unknown): unknown {
  if (typeof value === 'number') return change(value, 0);
  if (value instanceof Float64Array || value instanceof Float32Array)
    return value.map((x, i) => Number(change(x, i)));
  if (Array.isArray(value))
    return value.map((x, i) => (typeof x === 'number' ? change(x, i) : mapNumbers(x, change)));
  if (typeof value !== 'object' || value === null) return value;
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [
      key,
      key === 'shape' ? child : mapNumbers(child, change),
    ]),
  );
}

const giving = (make: (result: unknown, log: Log, call: Call) => unknown) => ({
  after: (call: Call, result: unknown, log: Log) => make(result, log, call),
});

const cyclic: unknown[] = [1];
cyclic.push(cyclic);

const shared = new Float64Array(8);

/** Results of another kind. */
export const RESULTS: Faults = {
  'returns NaN': giving((result) => mapNumbers(result, () => Number.NaN)),
  'returns Infinity': giving((result) => mapNumbers(result, () => Number.POSITIVE_INFINITY)),
  'returns a NaN among others': giving((result) =>
    mapNumbers(result, (x, i) => (i === 0 ? Number.NaN : x)),
  ),
  'returns undefined': giving(() => undefined),
  'returns null': giving(() => null),
  'returns a string': giving(() => 'twelve'),
  'returns strings inside': giving((result) => mapNumbers(result, String)),
  'returns a BigInt': giving(() => 12n),
  'returns BigInts inside': giving((result) => mapNumbers(result, () => 3n)),
  'returns a symbol': giving(() => Symbol('result')),
  'returns a function': giving(() => () => 1),
  'returns a date': giving(() => new Date(0)),
  'returns a map': giving((result) => new Map([['x', result]])),
  'returns an empty array': giving(() => []),
  'returns an empty object': giving(() => Object.create(null)),
  'returns another shape': giving((result) => [result, result]),
  'returns one number too many': giving((result) => {
    const [array] = arraysIn(result);
    return array === undefined ? [result, 1] : [...(array as number[]), 1];
  }),
  'returns a sparse array': giving((result) => {
    const [array = [1, 2]] = arraysIn(result);
    const holes: unknown[] = new Array(array.length);
    holes[0] = array[0];
    return holes;
  }),
  'returns itself inside': giving(() => cyclic),
  'returns integers': giving((result) => {
    const [array = [1]] = arraysIn(result);
    return Int32Array.from(array as number[]);
  }),
  'returns a buffer': giving(() => new ArrayBuffer(16)),
  'returns a detached array': giving((result) => {
    const [array = [1, 2]] = arraysIn(result);
    const detached = Float64Array.from(array as number[]);
    structuredClone(detached, { transfer: [detached.buffer] });
    return detached;
  }),
  // a library that meets them in its own bookkeeping does not finish that
  'returns an array with accessors that throw': {
    losesResult: true,
    ...giving((result, log) => {
      const [array = [1]] = arraysIn(result);
      return Object.defineProperty([...(array as number[])], 0, {
        get: () => {
          throw log.trap(new Error('the accessor throws'));
        },
      });
    }),
  },
  'returns a Proxy that throws': {
    losesResult: true,
    ...giving((result, log) => {
      const throwing = () => {
        throw log.trap(new Error('the trap throws'));
      };
      const target = typeof result === 'object' && result !== null ? result : {};
      return new Proxy(target, { get: throwing, ownKeys: throwing, has: throwing });
    }),
  },
  'returns huge numbers': giving((result) => mapNumbers(result, (x) => x * 1e300)),
  'returns subnormal numbers': giving((result) => mapNumbers(result, (x) => x * 5e-324)),
  'returns negative zeros': giving((result) => mapNumbers(result, () => -0)),
  'returns rounded numbers': giving((result) => mapNumbers(result, (x) => Math.round(x * 8) / 8)),
  'returns jittering numbers': giving((result, log) =>
    mapNumbers(result, (x) => x * (1 + 1e-4 * (log.random() - 0.5))),
  ),
  'returns hardly jittering numbers': giving((result, log) =>
    mapNumbers(result, (x) => x * (1 + 1e-13 * (log.random() - 0.5))),
  ),
  'returns random numbers': giving((result, log) => mapNumbers(result, () => log.random())),
  'returns the same array each time': giving((result) => {
    const [array] = arraysIn(result);
    if (array === undefined) return result;
    shared.set((array as number[]).slice(0, 8).map(Number));
    return shared.subarray(0, Math.min(8, array.length));
  }),
  'returns its argument': giving((_, __, { args }) => args[0]),
  'returns its layer': giving((_, __, { self }) => self),
  'returns a frozen result': giving((result) => {
    for (const array of arraysIn(result)) if (Array.isArray(array)) Object.freeze(array);
    return result;
  }),
};

/** Gradients that are added up over the calls, each kind of function its own. */
export const ACCUMULATING: Faults = {
  'accumulates its results': (() => {
    const sums = new WeakMap<Log, unknown>();
    return giving((result, log) => {
      const before = arraysIn(sums.get(log))[0] as number[] | undefined;
      const sum = mapNumbers(result, (x, i) => x + (before?.[i] ?? 0));
      sums.set(log, [sum]);
      return sum;
    });
  })(),
};
