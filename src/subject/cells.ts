import type { Dtype } from '../numeric/dtype.ts';
import { type Block, blockOf, blocksOf } from './blocks.ts';
import type { Row } from './kinds.ts';

/** The numbers of one array where they lie, by flat index in row-major order. */
export interface Cells extends Block {
  readonly shape: readonly number[];
  readonly dtype: Dtype;
  readonly size: number;
  /** The innermost arrays that hold the numbers, in order; none for a single number. */
  readonly rows: readonly Row[];
  read(index: number): number;
  /** Stores a number; the array itself rounds it to its format. */
  write(index: number, value: number): void;
}

/** A single number, held by a record or a list. */
export function numberCell(holder: object, key: string | number): Cells {
  const cells = holder as Record<string | number, number>;
  return {
    shape: [],
    dtype: 'float64',
    size: 1,
    rows: [],
    read: () => cells[key] as number,
    write: (_, value) => {
      cells[key] = value;
    },
    load: (into, offset) => {
      into[offset] = cells[key] as number;
    },
    store: (from, offset) => {
      cells[key] = from[offset] as number;
    },
    holds: (expected, offset) => Object.is(cells[key], expected[offset]),
  };
}

/** An array of any shape, held in innermost rows of equal length. */
export function rowCells(array: Pick<Cells, 'shape' | 'dtype' | 'rows'>): Cells {
  const size = sizeOf(array.shape);
  const [row] = array.rows;
  const access =
    array.rows.length === 1 && row !== undefined ? oneRow(row) : manyRows(array.rows, size);
  return { ...array, ...access, size };
}

type Access = Block & Pick<Cells, 'read' | 'write'>;

function oneRow(row: Row): Access {
  return {
    read: (index) => row[index] as number,
    write: (index, value) => {
      row[index] = value;
    },
    ...blockOf(row),
  };
}

function manyRows(rows: readonly Row[], size: number): Access {
  const width = size / rows.length;
  const rowOf = (index: number) => rows[Math.floor(index / width)] as Row;
  return {
    read: (index) => rowOf(index)[index % width] as number,
    write: (index, value) => {
      rowOf(index)[index % width] = value;
    },
    ...blocksOf(rows),
  };
}

/** Number of entries of an array of this shape. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, axis) => size * axis, 1);
}

export function sameShape(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((axis, i) => axis === other[i]);
}

/** A shape without its axes of one entry: whether a vector is a row or a column changes no number. */
export function squeezed(shape: readonly number[]): readonly number[] {
  return shape.filter((size) => size !== 1);
}

/** Where a flat index lies along each axis. */
export function indexAt({ shape, entry }: { shape: readonly number[]; entry: number }): number[] {
  return shape.map((size, axis) => Math.floor(entry / sizeOf(shape.slice(axis + 1))) % size);
}

/** Copies the numbers out. */
export function valuesOf(cells: Cells): Float64Array {
  const values = new Float64Array(cells.size);
  cells.load(values, 0);
  return values;
}

/** Copies numbers in. */
export function fill(cells: Cells, values: ArrayLike<number>): void {
  for (let i = 0; i < cells.size; i++) cells.write(i, values[i] as number);
}

/** A shape as it is printed: `[2, 3]`. */
export function shapeText(shape: readonly number[]): string {
  return `[${shape.join(', ')}]`;
}
