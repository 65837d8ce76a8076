import { arrived } from '../arrived.ts';
import { isRecord, isTensor, type Row, type Tensor } from '../kinds.ts';
import { uniformNumbers } from '../random.ts';
import { zerosLike } from '../typed-arrays.ts';

/** How many samples to keep, and the seed that says which. */
export interface Sampling {
  readonly samples: number;
  readonly seed: number;
}

/**
 * Keeps random rows of an input's first axis, in their order.
 *
 * Several arrays in one input (records, lists of typed arrays) keep the same rows.
 *
 * @throws TypeError - when the input has no axis of samples, or its arrays differ in how many they have
 */
export function sampleRows(input: unknown, sampling: Sampling): unknown {
  const count = rowCount(input);
  if (count === undefined)
    throw new TypeError(
      `\`samples\` picks rows of \`input\`, which must be nested arrays or { data, shape } with samples along the first axis, got ${arrived(input)}`,
    );
  return sampling.samples >= count ? input : keepRows(input, rowsToKeep(count, sampling));
}

// How many samples there are; undefined when that makes no sense.
function rowCount(input: unknown): number | undefined {
  if (isTensor(input)) return input.shape.length > 1 ? input.shape[0] : undefined;
  if (Array.isArray(input)) return typeof input[0] === 'object' ? input.length : undefined;
  if (!isRecord(input)) return undefined;
  const counts = new Set(Object.values(input).map(rowCount));
  return counts.size === 1 ? [...counts][0] : undefined;
}

/** Which of so many rows to keep: the first of a shuffle (Fisher and Yates), back in ascending order. */
export function rowsToKeep(count: number, { samples, seed }: Sampling): readonly number[] {
  const uniform = uniformNumbers({ seed, purpose: 'samples' });
  const rows = Array.from({ length: count }, (_, row) => row);
  for (let i = 0; i < samples; i++) {
    const j = i + Math.floor(uniform() * (count - i));
    [rows[i], rows[j]] = [rows[j] as number, rows[i] as number];
  }
  return rows.slice(0, samples).sort((one, other) => one - other);
}

function keepRows(input: unknown, rows: readonly number[]): unknown {
  if (isTensor(input)) return keepTensorRows(input, rows);
  if (Array.isArray(input)) return rows.map((row) => input[row]);
  return Object.fromEntries(
    Object.entries(input as object).map(([key, value]) => [key, keepRows(value, rows)]),
  );
}

// not by `slice`, which for a Buffer gives a look at the memory of the caller
function emptyLike(data: Row, length: number): Row {
  return ArrayBuffer.isView(data) ? zerosLike(data as Float64Array, length) : Array(length).fill(0);
}

function keepTensorRows(tensor: Tensor, rows: readonly number[]): unknown {
  const width = tensor.data.length / (tensor.shape[0] ?? 1);
  const kept = emptyLike(tensor.data, rows.length * width);
  rows.forEach((row, i) => {
    for (let k = 0; k < width; k++) kept[i * width + k] = tensor.data[row * width + k] as number;
  });
  const fields = {
    ...tensor,
    data: kept,
    shape: [rows.length, ...Array.from(tensor.shape).slice(1)],
  };
  return Object.assign(Object.create(Object.getPrototypeOf(tensor)), fields);
}
