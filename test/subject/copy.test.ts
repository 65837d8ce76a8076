import { createContext, runInContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkGradient } from '../../src/index.ts';
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

describe('what an array has of its own besides its items', () => {
  const mark = Symbol('mark');

  test.each([
    ['a typed array', Float64Array.of(1, 2, 3)],
    ['an array', [1, 2, 3]],
    ['nested arrays', [[1], [2]]],
    ['a list of arrays', [Float64Array.of(1), [2, 3]]],
  ])('%s keeps it', (_, array) => {
    const original = Object.assign(array, { rows: 3, strides: [1, 2], [mark]: 'own' });
    Object.defineProperty(original, 'hidden', { value: 7 });
    Object.defineProperty(original, 'last', {
      get(this: ArrayLike<unknown>) {
        return this[this.length - 1];
      },
    });
    const copy = copyTree(original) as typeof original & { hidden: number; last: unknown };
    expect(copy).toStrictEqual(original);
    expect([copy.rows, copy[mark], copy.hidden]).toEqual([3, 'own', 7]);
    expect(copy.strides).not.toBe(original.strides);
    copy[copy.length - 1] = 9;
    expect(copy.last).toBe(9);
  });

  test('an instance with data and shape keeps what is hidden, and arrays behind accessors of its own are copied', () => {
    const own = Float64Array.of(1);
    const original = Object.defineProperties(
      { data: [1], shape: [1], [mark]: 1 },
      {
        hidden: { value: 2 },
        scale: { get: () => own, enumerable: true },
      },
    ) as unknown as { scale: Float64Array; hidden: number; [mark]: number };
    const copy = copyTree(original);
    expect([copy.hidden, copy[mark], copy.scale]).toEqual([2, 1, own]);
    expect(copy.scale).not.toBe(own);
  });
});

describe('typed arrays of other classes', () => {
  class Matrix extends Float64Array {
    static of2(rows: number[][]) {
      const matrix = new Matrix(rows.length, rows[0].length);
      matrix.set(rows.flat());
      return matrix;
    }
    constructor(
      readonly rows: number,
      readonly columns: number,
    ) {
      super(rows * columns);
    }
    at2(i: number, j: number) {
      return this[i * this.columns + j];
    }
    override get [Symbol.toStringTag]() {
      return 'Matrix' as never;
    }
  }

  test('a constructor of rows and columns, and a name of its own', () => {
    const original = Matrix.of2([
      [1, 2],
      [3, -0],
    ]);
    const copy = copyTree(original);
    expect(copy).toBeInstanceOf(Matrix);
    expect([copy.rows, copy.at2(1, 0), Object.is(copy.at2(1, 1), -0)]).toEqual([2, 3, true]);
    expect(copy.buffer).not.toBe(original.buffer);
  });

  test('a class that copies itself as another, and one that keeps something private', () => {
    class Plain extends Float32Array {
      static get [Symbol.species]() {
        return Float32Array;
      }
      sum() {
        return this.reduce((a, b) => a + b, 0);
      }
    }
    expect(copyTree(Plain.of(1, 2) as Plain).sum()).toBe(3);
    class Unit extends Float64Array {
      readonly #unit = 'm';
      get unit() {
        return this.#unit;
      }
    }
    expect((copyTree(Unit.of(1)) as Unit).unit).toBe('m');
  });

  test('a Buffer, whose slice looks at the same memory', () => {
    const original = Buffer.from([1, 2, 3]);
    const copy = copyTree(original);
    copy[0] = 9;
    expect([Buffer.isBuffer(copy), original[0]]).toEqual([true, 1]);
  });

  test('the bits of a NaN', () => {
    const bits = BigUint64Array.of(0x7ff8_0000_0000_0abcn, 0xfff0_0000_0000_0001n);
    const copy = copyTree(new Float64Array(bits.buffer));
    expect(new BigUint64Array(copy.buffer)).toEqual(bits);
  });
});

describe('what contains itself', () => {
  test('is copied to what contains its own copy', () => {
    const row = Object.assign([1, 2], {}) as number[] & { self?: unknown };
    row.self = row;
    const typed = Float64Array.of(1, 2) as Float64Array & { self?: unknown };
    typed.self = typed;
    const list: unknown[] = [row];
    list.push(list);
    const record: Record<string, unknown> = { typed };
    record.self = record;
    const copied = [row, typed, list, record].map(copyTree) as [
      typeof row,
      typeof typed,
      typeof list,
      typeof record,
    ];
    expect(copied[0].self).toBe(copied[0]);
    expect(copied[1].self).toBe(copied[1]);
    expect(copied[2][1]).toBe(copied[2]);
    expect(copied[3].self).toBe(copied[3]);
    expect(copied[0]).not.toBe(row);
    expect([...copied[1]]).toEqual([1, 2]);
  });

  test('among what arrays have of their own: the point is checked all the same', () => {
    const at = Object.assign([3, 5], { self: [] as unknown });
    at.self = at;
    const subject = {
      value: (x: typeof at) => (x.self === x ? x[0] * x[1] : Number.NaN),
      gradient: ([x, y]: number[]) => [y, x],
    };
    expect(checkGradient(subject, { at }).verdict).toBe('match');
  });
});
