import type { Call, Log } from '../calls.ts';
import { type AnyArray, argumentsIn, arraysIn, type Faults, membersIn } from './fault.ts';

// What the user's functions do to what they were given, and to the layer they belong to.

const toArguments = (change: (array: AnyArray, log: Log) => void) => ({
  before: (call: Call, log: Log) => {
    for (const array of argumentsIn(call)) change(array, log);
  },
});

const afterwards = (change: (array: AnyArray, log: Log) => void) => ({
  after: (call: Call, result: unknown, log: Log) => {
    for (const array of argumentsIn(call)) change(array, log);
    return result;
  },
});

const toMembers = (change: (array: AnyArray, log: Log) => void) => ({
  after: (call: Call, result: unknown, log: Log) => {
    for (const array of membersIn(call)) change(array, log);
    return result;
  },
});

const toLayer = (change: (layer: Record<string | symbol, unknown>, log: Log) => void) => ({
  after: ({ self }: Call, result: unknown, log: Log) => {
    change(self as Record<string, unknown>, log);
    return result;
  },
});

/** Neither a typed array nor a tensor, nor a node of a graph. */
function isPlain(value: unknown): value is object {
  const isObject = typeof value === 'object' && value !== null;
  return isObject && !ArrayBuffer.isView(value) && !('dataSync' in value) && !('pass' in value);
}

function isNumbers(array: AnyArray): array is number[] {
  return typeof array[0] === 'number';
}

function detach(array: AnyArray): void {
  if (ArrayBuffer.isView(array) && array.length > 0)
    structuredClone(array, { transfer: [array.buffer as ArrayBuffer] });
}

function throwingSetter(object: object, key: string, log: Log): void {
  const value: unknown = Reflect.get(object, key);
  Reflect.defineProperty(object, key, {
    get: () => value,
    set: () => {
      throw log.trap(new Error(`the setter of ${key} throws`));
    },
    enumerable: true,
    configurable: true,
  });
}

/** Nested arrays are left alone by what would break the user's own code. */
const overwrite = (array: AnyArray, with_: (x: number, i: number) => unknown) => {
  if (isNumbers(array)) for (const [i, x] of array.entries()) Reflect.set(array, i, with_(x, i));
};

/** Done to what a function was given. */
export const TO_ARGUMENTS: Faults = {
  'freezes its argument': toArguments((array) => {
    if (Array.isArray(array)) Object.freeze(array);
  }),
  'freezes all it is given': {
    before: ({ args }) => {
      for (const one of args) if (isPlain(one)) Object.freeze(one);
    },
  },
  'writes into its argument': afterwards((array) => overwrite(array, (x) => x + 1)),
  'writes into its argument before': toArguments((array) => overwrite(array, (x) => 2 * x + 1)),
  'writes NaN into its argument': afterwards((array) => overwrite(array, () => Number.NaN)),
  'writes strings into its argument': afterwards((array) => overwrite(array, String)),
  'writes −0 into its argument': afterwards((array) => overwrite(array, (x) => (x === 0 ? -x : x))),
  'grows its argument': afterwards((array) => {
    if (Array.isArray(array)) array.push(0.5);
  }),
  'empties its argument': afterwards((array) => {
    if (Array.isArray(array)) array.length = 0;
  }),
  'makes holes in its argument': afterwards((array) => {
    if (Array.isArray(array)) Reflect.deleteProperty(array, '0');
  }),
  'reverses its argument': afterwards((array) => void array.reverse()),
  'detaches its argument': {
    after: ({ args }, result) => {
      for (const array of args.flatMap((argument) => arraysIn(argument))) detach(array);
      return result;
    },
  },
  'adds a symbol to its argument': afterwards((array) => {
    Reflect.set(array, Symbol('mark'), 1);
  }),
  'puts its argument into itself': afterwards((array) => {
    Reflect.set(array, 'self', array);
  }),
  'puts setters that throw on its argument': afterwards((array, log) => {
    if (Array.isArray(array)) throwingSetter(array, '0', log);
  }),
  'replaces arrays in its argument': {
    after: ({ args }, result) => {
      for (const one of args) {
        if (!isPlain(one)) continue;
        for (const [key, child] of Object.entries(one))
          if (typeof child === 'object') Reflect.set(one, key, structuredClone(child));
      }
      return result;
    },
  },
  'changes the prototype of its argument': afterwards((array) => {
    if (Array.isArray(array)) Object.setPrototypeOf(array, null);
  }),
};

/** Done to a layer in its passes. */
export const TO_LAYERS: Faults = {
  'writes into its members': toMembers((array) => overwrite(array, (x) => x + 1)),
  'writes NaN into its members': toMembers((array) => overwrite(array, () => Number.NaN)),
  'clips its members': toMembers((array) => overwrite(array, (x) => Math.min(0.5, x))),
  'rewrites its members': toMembers((array) => overwrite(array, (_, i) => i / 4)),
  'grows its members': toMembers((array) => {
    if (Array.isArray(array)) array.push(0.25);
  }),
  'makes holes in its members': toMembers((array) => {
    if (Array.isArray(array)) Reflect.deleteProperty(array, '0');
  }),
  'freezes its members': {
    ...toMembers((array) => {
      if (Array.isArray(array)) Object.freeze(array);
    }),
    beyondRepair: ['attributes', 'extensibility', 'member'],
  },
  'detaches its members': { ...toMembers(detach), beyondRepair: ['detachment'] },
  'replaces its members': toLayer((layer) => {
    for (const [key, value] of Object.entries(layer))
      if (typeof value === 'object') Reflect.set(layer, key, structuredClone(value));
  }),
  'deletes a member': toLayer((layer) => {
    const [key] = Object.keys(layer);
    if (key !== undefined) Reflect.deleteProperty(layer, key);
  }),
  'adds members': toLayer((layer, log) => {
    layer[`m${Math.floor(log.random() * 1e6)}`] = [1, 2];
    layer[Symbol.for('hostile')] = { deep: [1] };
  }),
  'remembers every call': toLayer((layer) => {
    const { history } = layer as { history?: unknown[] };
    if (Array.isArray(history)) history.push([1, 2, 3]);
  }),
  'logs a number': {
    setUp: ({ layer }) => {
      if (layer !== undefined) Object.assign(layer, { losses: [0.5] });
    },
    ...toLayer((layer) => {
      const { losses } = layer as { losses?: unknown[] };
      if (Array.isArray(losses) && Object.isExtensible(losses)) losses.push(1);
    }),
  },
  'refers to itself': toLayer((layer) => {
    layer.self = layer;
    layer.ring = [[layer]];
  }),
  'holds itself as a layer': {
    after: ({ name, self }, result) => {
      // a model would call itself for ever
      if (name !== 'model pass') Reflect.set(self as object, 'layers', [self]);
      return result;
    },
  },
  'freezes itself': {
    ...toLayer((layer) => void Object.freeze(layer)),
    beyondRepair: ['attributes', 'extensibility', 'member'],
  },
  'seals itself': {
    ...toLayer((layer) => void Object.seal(layer)),
    beyondRepair: ['attributes', 'extensibility', 'member'],
  },
  'puts setters that throw on itself': toLayer((layer, log) => {
    for (const key of Object.keys(layer)) throwingSetter(layer, key, log);
  }),
  'moves its members behind a Proxy that drops writes': toLayer((layer) => {
    for (const [key, value] of Object.entries(layer))
      if (Array.isArray(value)) Reflect.set(layer, key, new Proxy(value, { set: () => true }));
  }),
};
