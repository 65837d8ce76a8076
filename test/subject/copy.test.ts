import { createContext, runInContext } from 'node:vm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { copyTree } from '../../src/subject/copy.ts';
import { flatView } from '../../src/subject/flat.ts';
import { readTree } from '../../src/subject/read-tree.ts';
import { arraysOf } from '../../src/subject/tree.ts';

const RULES = { name: 'at', root: '', bare: 'x' };

/** Points of every kind, with -0, denormals and the largest numbers in them. */
const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(-0, 5e-324, -2.2e-308, Number.MAX_VALUE),
);
const row = fc.array(number, { minLength: 1, maxLength: 4 });
const single = row.map((values) => Float32Array.from(values, (value) => Math.fround(value % 1e30)));
const leaf = fc.oneof(
  number,
  row,
  fc.uint8Array({ minLength: 1, maxLength: 3 }).map((size) => Array.from(size, (_, i) => [i, -0])),
  row.map((values) => Float64Array.from(values)),
  single,
  row.map((data) => ({ data, shape: [data.length, 1] })),
  single.map((data) => ({ data, shape: [1, data.length], dtype: 'float32' })),
);
const { point } = fc.letrec<{ point: unknown }>((tie) => ({
  point: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.dictionary(fc.string(), tie('point'), { minKeys: 1, maxKeys: 3 }),
    fc.array(fc.record({ w: tie('point') }), { minLength: 1, maxLength: 3 }),
  ),
}));

test('what is read from one copy and written to another makes it the original, bitwise', () => {
  fc.assert(
    fc.property(point, (original) => {
      const box = { root: copyTree(original) };
      const source = flatView(arraysOf(readTree({ root: original }, RULES)));
      const target = flatView(arraysOf(readTree(box, RULES)));
      for (let k = 0; k < target.size; k++) target.write(k, 12345);
      for (let k = 0; k < target.size; k++) target.write(k, source.read(k));
      expect(box.root).toStrictEqual(original);
    }),
  );
});

test('a copy shares no array with the original, and can be written when the original is frozen', () => {
  const original = Object.freeze({
    W: Object.freeze([Object.freeze([1, 2]), Object.freeze([3, 4])]),
    T: Object.freeze({ data: Float32Array.of(1), shape: Object.freeze([1]) }),
  });
  const copy = copyTree(original) as unknown as { W: number[][]; T: { data: Float32Array } };
  copy.W[1] = [5, 6];
  (copy.W[0] as number[])[0] = 7;
  copy.T.data[0] = 8;
  expect(copy).toEqual({
    W: [
      [7, 2],
      [5, 6],
    ],
    T: { data: Float32Array.of(8), shape: [1] },
  });
  expect(original.W).toEqual([
    [1, 2],
    [3, 4],
  ]);
  expect(original.T.data[0]).toBe(1);
});

test('an instance with data and shape keeps its class and its other fields', () => {
  class NDArray {
    readonly stride = [2, 1];
    constructor(
      readonly data: Float64Array,
      readonly shape: readonly number[],
    ) {}
    get(i: number, j: number) {
      return this.data[i * (this.stride[0] as number) + j];
    }
  }
  const original = new NDArray(Float64Array.of(1, 2, 3, 4), [2, 2]);
  const copy = copyTree(original);
  expect(copy).toBeInstanceOf(NDArray);
  expect(copy).toEqual(original);
  expect(copy.data).not.toBe(original.data);
  expect(copy.get(1, 0)).toBe(3);
});

test('arrays of another realm stay of that realm', () => {
  const elsewhere = createContext({});
  const original = runInContext('({ W: [[1, 2], [3, 4]], b: Float32Array.of(1) })', elsewhere) as {
    W: number[][];
    b: Float32Array;
  };
  const copy = copyTree(original);
  expect(Object.getPrototypeOf(copy.W)).toBe(Object.getPrototypeOf(original.W));
  expect(Object.getPrototypeOf(copy.b)).toBe(Object.getPrototypeOf(original.b));
  expect(Object.getPrototypeOf(copy)).toBe(Object.getPrototypeOf(original));
  expect(JSON.stringify(copy)).toBe('{"W":[[1,2],[3,4]],"b":{"0":1}}');
});

test('lists of a subclass are copied without calling its constructor', () => {
  class Vector extends Array<number> {
    static of2(x: number, y: number) {
      const vector = new Vector();
      vector.push(x, y);
      return vector;
    }
  }
  const copy = copyTree(Vector.of2(1, 2));
  expect(copy).toBeInstanceOf(Vector);
  expect([...copy]).toEqual([1, 2]);
});
