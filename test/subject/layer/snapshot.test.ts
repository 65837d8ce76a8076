import { expect, test } from 'vitest';
import { snapshotOf } from '../../../src/subject/layer/snapshot.ts';
import { caught } from '../../caught.ts';

class BatchNorm {
  gamma = Float32Array.of(1, -0);
  running_mean: number[] | undefined = [0, 5e-324];
  movingVariance = 1;
  steps = Int32Array.of(0);
  layers = [{ W: [[1, 2]] }];
  cache: unknown = null;
}

test('contents, members and lengths are put back, and what came later goes', () => {
  const layer = new BatchNorm();
  const { gamma, running_mean, layers } = layer;
  const { putBack } = snapshotOf(layer, 'the layer');
  gamma.fill(7);
  running_mean?.splice(0, 2, 8, 9, 10);
  layer.running_mean = undefined;
  layer.movingVariance = 2;
  layer.steps[0] = 3;
  (layers[0] as { W: number[][] }).W = [];
  layers.push({ W: [] });
  Object.assign(layer, { cache: [1], late: [2] });
  putBack();
  expect(layer).toStrictEqual(new BatchNorm());
  expect(layer.gamma).toBe(gamma);
  expect(layer.running_mean).toBe(running_mean);
});

test('cycles, frozen objects and accessors do no harm', () => {
  const layer: Record<string, unknown> = { frozen: Object.freeze({ W: Object.freeze([1]) }) };
  layer.self = layer;
  Object.defineProperty(layer, 'constant', { get: () => 3, enumerable: true });
  const { putBack } = snapshotOf(layer, 'the layer');
  layer.self = 1;
  putBack();
  expect(layer.self).toBe(layer);
});

/** Changes one member of a layer in place, puts it back, and tells what is there then. */
function after<T extends object>(member: T, change: (member: T) => void): T {
  const layer = { member };
  const { putBack } = snapshotOf(layer, 'the layer');
  change(member);
  putBack();
  expect(layer.member).toBe(member);
  return member;
}

/** An array with holes. */
function sparse(length: number, items: Record<number, unknown>): unknown[] {
  return Object.assign(new Array<unknown>(length), items);
}

test('holes stay holes, whatever was written there', () => {
  const list = after(sparse(4, { 0: 1, 2: 3 }), (items) => items.fill(7).push(8));
  expect(list.length).toBe(4);
  expect(Object.entries(list)).toEqual([
    ['0', 1],
    ['2', 3],
  ]);
  const short = after(sparse(4, { 0: 1, 1: undefined }), (items) => {
    items.length = 0;
  });
  expect([short.length, Object.keys(short)]).toEqual([4, ['0', '1']]);
});

test('only what has changed is written', () => {
  const written: PropertyKey[] = [];
  const set = (target: number[], key: PropertyKey, value: unknown) => {
    written.push(key);
    return Reflect.set(target, key, value);
  };
  after(new Proxy([1, 2, 3], { set }), (list) => {
    list[1] = 5;
    written.length = 0;
  });
  expect(written).toEqual(['1']);
});

test('members that are symbols or hidden, and those of arrays', () => {
  const momentum = Symbol('momentum');
  const one = after({ [momentum]: [1, 2], w: 3 }, (object) => {
    object[momentum][0] = 9;
    Object.assign(object, { [Symbol('late')]: 1 });
  });
  expect(one).toStrictEqual({ [momentum]: [1, 2], w: 3 });
  const hidden = Object.defineProperty({}, 'W', { value: [1], writable: true }) as { W: number[] };
  after(hidden, (object) => {
    object.W[0] = 2;
    object.W = [];
  });
  expect(hidden.W).toEqual([1]);
  const array = after(Object.assign(Float64Array.of(1), { rows: 3 }), (W) => {
    W.rows = 4;
  });
  expect(array.rows).toBe(3);
});

test('what an accessor keeps elsewhere, if it takes it back', () => {
  let W = [0.5];
  const layer = Object.defineProperty({}, 'W', {
    get: () => W,
    set: (given: number[]) => {
      W = given;
    },
    configurable: true,
  }) as { W: number[] };
  const before = W;
  const { putBack } = snapshotOf(layer, 'the layer');
  layer.W = [1];
  before[0] = 7;
  putBack();
  expect(W).toBe(before);
  expect(before).toEqual([0.5]);
});

test('an accessor that gives something else each time is left alone', () => {
  let calls = 0;
  const set = () => {
    throw new Error('read only');
  };
  const layer = Object.defineProperty({}, 'calls', { get: () => calls++, set });
  snapshotOf(layer, 'the layer').putBack();
  const failing = Object.defineProperty({}, 'W', {
    get: () => {
      throw new Error('not built yet');
    },
    set,
  });
  snapshotOf(failing, 'the layer').putBack();
});

test('an attribute of a member is part of it', () => {
  const object = after({ W: 1 }, (changed) => {
    Object.defineProperty(changed, 'W', { get: () => 2, enumerable: false });
  });
  expect(Object.getOwnPropertyDescriptor(object, 'W')).toEqual({
    value: 1,
    writable: true,
    enumerable: true,
    configurable: true,
  });
});

test('Maps and Sets, their order, and what they hold', () => {
  const W = [1, 2];
  const map = after(
    new Map<unknown, unknown>([
      ['W', W],
      [W, 3],
    ]),
    (entries) => {
      W[0] = 9;
      entries.delete('W');
      entries.set('b', 1).set('W', W);
    },
  );
  expect([...map]).toEqual([
    ['W', [1, 2]],
    [W, 3],
  ]);
  const set = after(new Set([{ w: 1 }, { w: 2 }]), (items) => {
    for (const item of items) item.w = 0;
    items.clear();
  });
  expect([...set]).toEqual([{ w: 1 }, { w: 2 }]);
});

test('what only says that it is a Map', () => {
  const pretender = { [Symbol.toStringTag]: 'Map', W: [1] };
  expect(() => after(pretender, () => {})).not.toThrow();
});

test('memory by whatever it is looked at', () => {
  const nan = Uint8Array.of(1, 0, 0, 0, 0, 0, 0xf8, 0x7f);
  const doubles = after(new Float64Array(nan.slice().buffer), (W) => W.fill(0));
  expect(new Uint8Array(doubles.buffer)).toEqual(nan);
  const view = after(new DataView(new ArrayBuffer(8), 4), (data) => data.setFloat32(0, 3));
  expect(view.getFloat32(0)).toBe(0);
  const buffer = after(new ArrayBuffer(4), (memory) => new Uint8Array(memory).fill(1));
  expect(new Uint8Array(buffer)).toEqual(new Uint8Array(4));
  const shared = after(new SharedArrayBuffer(4), (memory) => new Uint8Array(memory).fill(1));
  expect(new Uint8Array(shared)).toEqual(new Uint8Array(4));
  expect(after(Buffer.from([1, 2]), (bytes) => bytes.fill(9))).toEqual(Buffer.from([1, 2]));
});

test('objects of a class that has a name for itself, if they are { data, shape }', () => {
  class Tensor {
    shape = [2];
    constructor(public data: Float64Array) {}
    get [Symbol.toStringTag]() {
      return 'Tensor';
    }
  }
  const data = Float64Array.of(1, 2);
  const tensor = after(new Tensor(data), (W) => {
    W.data[0] = 3;
    W.data = W.data.slice();
  });
  expect(tensor.data).toBe(data);
  expect([...data]).toEqual([1, 2]);
});

test('what a method gives is remembered by itself', () => {
  const W = [1];
  const snapshot = snapshotOf({ params: () => ({ W }) }, 'the layer');
  snapshot.remember(W, 'W');
  W[0] = 2;
  snapshot.putBack();
  expect(W).toEqual([1]);
});

test('no depth is too deep', () => {
  const W = [1];
  let layer: object = { W };
  for (let i = 0; i < 20_000; i++) layer = { layers: [layer] };
  const { putBack } = snapshotOf(layer, 'the model');
  W[0] = 2;
  putBack();
  expect(W).toEqual([1]);
});

const remark = 'cannot be put back as it was before the check';

test('what cannot be put back is named, and all else is put back', () => {
  const layer = { a: [1], W: Float64Array.of(1), frozen: [1, 2], z: { w: 1 }, late: undefined };
  const { putBack } = snapshotOf(layer, 'layer Dense');
  layer.a[0] = layer.z.w = layer.W[0] = layer.frozen[1] = 9;
  structuredClone(layer.W.buffer, { transfer: [layer.W.buffer] });
  Object.freeze(layer.frozen);
  const error = caught(putBack) as AggregateError;
  expect(error.errors.map(({ message }) => message)).toEqual([
    expect.stringContaining(`\`W\` of layer Dense ${remark}`),
    expect.stringContaining(`\`frozen[1]\` of layer Dense ${remark}`),
  ]);
  expect(error.message).toMatch(/and 1 more$/);
  expect([layer.a, layer.z]).toEqual([[1], { w: 1 }]);
});

test('a setter that throws is the cause', () => {
  const refusal = new Error('no');
  let w = 1;
  const layer = {
    get w() {
      return w;
    },
    set w(_: number) {
      throw refusal;
    },
    b: [1],
  };
  const { putBack } = snapshotOf(layer, 'the layer');
  w = 2;
  layer.b[0] = 2;
  expect(caught(putBack)).toMatchObject({
    message: expect.stringContaining(`\`w\` of the layer ${remark}`),
    cause: refusal,
  });
  expect(layer.b).toEqual([1]);
});
