import type { Row } from './kinds.ts';

/** Moves all numbers of an array at once, to and from where it begins in a longer one. */
export interface Block {
  load(into: Float64Array, offset: number): void;
  store(from: Float64Array, offset: number): void;
  /** Whether the array holds these numbers; one NaN is like another, and 0 like −0. */
  holds(expected: Float64Array, offset: number): boolean;
}

/** One row as a block. */
export function blockOf(row: Row): Block {
  return {
    load: (into, offset) => into.set(row, offset),
    store: ArrayBuffer.isView(row)
      ? (from, offset) => (row as Float64Array).set(part(from, offset, row))
      : (from, offset) => {
          for (let i = 0; i < row.length; i++) row[i] = from[offset + i] as number;
        },
    holds: (expected, offset) => {
      for (let i = 0; i < row.length; i++) {
        const [is, was] = [row[i] as number, expected[offset + i] as number];
        // biome-ignore lint/suspicious/noSelfCompare: NaN is the number that differs from itself
        if (is !== was && (is === is || was === was)) return false;
      }
      return true;
    },
  };
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
