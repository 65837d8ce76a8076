import { floatFormat, type Row } from './kinds.ts';

/** Moves all numbers of an array at once, to and from where it begins in a longer one. */
export interface Block {
  load(into: Float64Array, offset: number): void;
  store(from: Float64Array, offset: number): void;
  /** Whether the array holds these numbers; whether 0 and −0 differ, or one NaN from another, is left open. */
  holds(expected: Float64Array, offset: number): boolean;
}

/** An array has another length than it had: it was grown, cut, or its memory was handed on. */
export class Resized extends TypeError {}

const UNNAMED = 'an array of the subject';

/** The same error of an array whose name is known; any other as it is. */
export function ofArray(path: string, error: unknown): unknown {
  return error instanceof Resized
    ? new Resized(error.message.replace(UNNAMED, () => `\`${path}\``))
    : error;
}

/**
 * One row as a block.
 *
 * `load` and `store` throw `Resized` when it is no longer as long as it was; then it holds nothing that is expected of it.
 */
export function blockOf(row: Row): Block {
  const { length } = row;
  const checkLength = () => {
    if (row.length === length) return;
    throw new Resized(
      `${UNNAMED} must keep its length while it is checked, got ${row.length} numbers after ${length}`,
    );
  };
  const holds = floatFormat(row) === 'float64' ? bytesOf(row as Float64Array) : numbersOf(row);
  return {
    load: (into, offset) => {
      checkLength();
      into.set(row, offset);
    },
    store: (from, offset) => {
      checkLength();
      if (ArrayBuffer.isView(row)) (row as Float64Array).set(part(from, offset, row));
      else for (let i = 0; i < length; i++) row[i] = from[offset + i] as number;
    },
    holds: (expected, offset) => row.length === length && holds(expected, offset),
  };
}

type Holds = Block['holds'];

function numbersOf(row: Row): Holds {
  return (expected, offset) => {
    for (let i = 0; i < row.length; i++) {
      const is = row[i] as number;
      const was = expected[offset + i] as number;
      // biome-ignore lint/suspicious/noSelfCompare: NaN is the number that differs from itself
      if (is !== was && (is === is || was === was)) return false;
    }
    return true;
  };
}

/** Fewer numbers are compared in less time than it takes to compare bytes. */
const FEW = 32;

/** Bytes are compared five times as fast as numbers, where the engine has a way: this is done after every evaluation. */
function bytesOf(row: Float64Array): Holds {
  const { Buffer: Bytes } = globalThis;
  if (Bytes === undefined || row.length < FEW) return numbersOf(row);
  const own = Bytes.from(row.buffer, row.byteOffset, row.byteLength);
  const views = new WeakMap<Float64Array, Uint8Array>();
  return (expected, offset) => {
    const view = views.get(expected) ?? viewOf(expected, offset, row);
    views.set(expected, view);
    return own.equals(view);
  };
}

function viewOf(expected: Float64Array, offset: number, { byteLength }: Float64Array): Uint8Array {
  return new Uint8Array(expected.buffer, expected.byteOffset + 8 * offset, byteLength);
}

function part(all: Float64Array, offset: number, { length }: Row): Float64Array {
  return all.length === length ? all : all.subarray(offset, offset + length);
}

/** Several rows of equal length, one after the other. */
export function blocksOf(rows: readonly Row[]): Block {
  const width = rows[0]?.length ?? 0;
  const places = rows.map((row, i) => ({ block: blockOf(row), start: i * width }));
  return {
    load: (into, offset) => {
      for (const { block, start } of places) block.load(into, offset + start);
    },
    store: (from, offset) => {
      for (const { block, start } of places) block.store(from, offset + start);
    },
    holds: (expected, offset) =>
      places.every(({ block, start }) => block.holds(expected, offset + start)),
  };
}
