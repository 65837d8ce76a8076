import type { Log } from '../calls.ts';
import type { Made } from '../subjects/made.ts';
import type { Fault, Faults } from './fault.ts';

// Layers and points that are strange from the start.

type Members = Record<string | symbol, unknown>;

const layers = (change: (layer: Members, log: Log) => void): Fault => ({
  setUp: ({ layer }: Made, log: Log) => {
    if (layer !== undefined) change(layer as Members, log);
  },
});

const arraysOf = (layer: Members) =>
  Object.entries(layer).filter(([, value]) => Array.isArray(value) || ArrayBuffer.isView(value));

const points = (change: (point: object, log: Log) => void): Fault => ({
  setUp: ({ options }: Made, log: Log) => {
    const point = options.at ?? options.input;
    if (typeof point === 'object' && point !== null && !('dataSync' in point)) change(point, log);
  },
});

export const TAMPERED: Faults = {
  'a frozen layer': layers((layer) => void Object.freeze(layer)),
  'frozen parameters': layers((layer) => {
    for (const [, array] of arraysOf(layer)) if (Array.isArray(array)) Object.freeze(array);
  }),
  'parameters that drop writes': layers((layer) => {
    for (const [key, array] of arraysOf(layer))
      if (Array.isArray(array)) Reflect.set(layer, key, new Proxy(array, { set: () => true }));
  }),
  'parameters whose setters throw': layers((layer, log) => {
    for (const [, array] of arraysOf(layer)) {
      if (!Array.isArray(array) || array.length === 0) continue;
      const [value] = array;
      Object.defineProperty(array, 0, {
        get: () => value,
        set: () => {
          throw log.trap(new Error('the setter throws'));
        },
      });
    }
  }),
  'an accessor that throws': layers((layer, log) => {
    Object.defineProperty(layer, 'broken', {
      get: () => {
        throw log.trap(new Error('the accessor throws'));
      },
      enumerable: true,
      configurable: true,
    });
  }),
  'an accessor that is another at each call': layers((layer) => {
    let calls = 0;
    Object.defineProperty(layer, 'changing', {
      get: () => [++calls],
      enumerable: true,
      configurable: true,
    });
  }),
  'a layer that holds itself': layers((layer) => {
    layer.self = layer;
    layer.parts = [layer, [layer]];
  }),
  'a layer in its own list of layers': layers((layer) => {
    layer.layers = [layer];
  }),
  'shared parameters': layers((layer) => {
    const [[, first] = []] = arraysOf(layer);
    layer.tied = first;
    layer.dtied = first;
  }),
  'overlapping views of one buffer': layers((layer) => {
    const buffer = new Float64Array(8).fill(0.25);
    layer.left = buffer.subarray(0, 4);
    layer.right = buffer.subarray(2, 6);
    layer.dleft = new Float64Array(4);
  }),
  'holes in members': layers((layer) => {
    const holes: unknown[] = [1, 2, 3];
    Reflect.deleteProperty(holes, '1');
    layer.holes = holes;
    layer.rows = [[1, 2], holes];
  }),
  'members by symbols': layers((layer) => {
    layer[Symbol('state')] = Float64Array.of(1, 2);
    Object.defineProperty(layer, 'hidden', { value: [1, 2], writable: true, configurable: true });
  }),
  'maps, sets, views and buffers': layers((layer) => {
    Object.assign(layer, {
      map: new Map([['W', Float64Array.of(1)]]),
      set: new Set([[1]]),
      view: new DataView(new ArrayBuffer(8)),
      buffer: new ArrayBuffer(8),
      bytes: Buffer.from([1, 2, 3]),
      weak: new WeakMap(),
      date: new Date(0),
      expression: /x/g,
      big: BigInt64Array.of(1n),
      integers: Int8Array.of(1, 2),
    });
  }),
  'members without a prototype': layers((layer) => {
    layer.bare = Object.assign(Object.create(null), { W: [1, 2] });
  }),
  'members with names of ours': layers((layer) => {
    Object.assign(layer, {
      input: [1],
      constructor: undefined,
      shape: 3,
      data: 1,
    });
  }),
  'promises among members': layers((layer) => {
    layer.pending = new Promise(() => {});
    layer.ready = Promise.resolve([1]);
  }),
  'thousands of members': layers((layer) => {
    layer.table = Array.from({ length: 2000 }, (_, i) => [i, { i }]);
  }),
  'a deep member': layers((layer) => {
    let deep: unknown = [1];
    for (let i = 0; i < 5000; i++) deep = { deep };
    layer.deep = deep;
  }),
  'a frozen point': points((point) => {
    if (!ArrayBuffer.isView(point)) Object.freeze(point);
  }),
  'a point with a symbol and hidden members': points((point) => {
    Reflect.set(point, Symbol('mark'), 1);
    Reflect.defineProperty(point, 'hidden', { value: 1, configurable: true });
  }),
  'a point that contains itself': points((point) => {
    if (!ArrayBuffer.isView(point)) Reflect.set(point, 'self', point);
  }),
  'a point with holes': points((point) => {
    if (Array.isArray(point)) Reflect.deleteProperty(point, '0');
  }),
  'a point with accessors': points((point, log) => {
    if (ArrayBuffer.isView(point)) return;
    const [key = 'x'] = Object.keys(point);
    const value: unknown = Reflect.get(point, key);
    Reflect.defineProperty(point, key, {
      get: () => value,
      set: () => {
        throw log.trap(new Error('the setter throws'));
      },
      enumerable: true,
      configurable: true,
    });
  }),
  'a point behind a Proxy': {
    setUp: ({ options }: Made) => {
      const { at } = options as { at?: object };
      if (typeof at === 'object' && Array.isArray(at))
        Object.assign(options, { at: new Proxy(at, {}) });
    },
  },
};
