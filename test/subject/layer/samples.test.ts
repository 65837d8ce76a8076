import { expect, test } from 'vitest';
import { sampleRows } from '../../../src/subject/layer/samples.ts';
import { thrown } from '../thrown.ts';

const rows = Array.from({ length: 10 }, (_, i) => [i, 10 * i]);

test('rows are kept in their order, chosen by the seed', () => {
  const kept = sampleRows(rows, { samples: 3, seed: 1 }) as number[][];
  expect(kept).toHaveLength(3);
  expect(rows.filter((row) => kept.includes(row))).toEqual(kept);
  expect(sampleRows(rows, { samples: 3, seed: 1 })).toEqual(kept);
  const others = Array.from({ length: 20 }, (_, seed) => sampleRows(rows, { samples: 3, seed }));
  expect(new Set(others.map((other) => JSON.stringify(other))).size).toBeGreaterThan(10);
});

test('a tensor keeps rows of its data, its other fields and its class', () => {
  class Tensor {
    readonly dtype = 'float32';
    constructor(
      readonly data: Float32Array,
      readonly shape: readonly number[],
    ) {}
  }
  const tensor = new Tensor(Float32Array.from(rows.flat()), [10, 2]);
  const kept = sampleRows(tensor, { samples: 3, seed: 1 });
  const expected = sampleRows(rows, { samples: 3, seed: 1 }) as number[][];
  expect(kept).toStrictEqual(new Tensor(Float32Array.from(expected.flat()), [3, 2]));
  expect(tensor.shape).toEqual([10, 2]);
});

test("a Buffer's rows are kept in memory of their own", () => {
  const bytes = Buffer.from(rows.flat());
  const before = Buffer.from([...bytes]);
  const kept = sampleRows({ data: bytes, shape: [10, 2] }, { samples: 3, seed: 1 }) as {
    data: Buffer;
  };
  expect(Buffer.isBuffer(kept.data)).toBe(true);
  expect([...kept.data]).toEqual((sampleRows(rows, { samples: 3, seed: 1 }) as number[][]).flat());
  kept.data.fill(255);
  expect(bytes).toEqual(before);
});

test('several arrays in one input keep the same rows', () => {
  const tokens = { data: Int32Array.from(rows.flat()), shape: [10, 2] };
  const kept = sampleRows({ rows, tokens }, { samples: 2, seed: 5 }) as {
    rows: number[][];
    tokens: { data: Int32Array };
  };
  expect([...kept.tokens.data]).toEqual(kept.rows.flat());
});

test('as many as there are, or more, are all of them', () => {
  expect(sampleRows(rows, { samples: 10, seed: 1 })).toBe(rows);
});

test('an input without an axis of samples is rejected', () => {
  const law =
    'TypeError: `samples` picks rows of `input`, which must be nested arrays or { data, shape } with samples along the first axis, got';
  const rejects = (input: unknown) => thrown(() => sampleRows(input, { samples: 1, seed: 1 }));
  expect(rejects(Float64Array.of(1, 2))).toBe(`${law} Float64Array(2)`);
  expect(rejects([1, 2])).toBe(`${law} an array of length 2`);
  expect(rejects({ data: [1, 2], shape: [2] })).toBe(`${law} { data, shape }`);
  expect(rejects({ a: [[1], [2]], b: [[1]] })).toBe(`${law} { a, b }`);
});
