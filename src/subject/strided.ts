import { type Cells, sizeOf } from './cells.ts';
import { isNumberRow, type Row, type Tensor } from './kinds.ts';

/** How an array lies in its row of numbers: a view may leave some out, or go through them in another order. */
export interface Layout {
  readonly shape: readonly number[];
  /** Entries from one index to the next along each axis. */
  readonly strides: readonly number[];
  /** Where its first entry is. */
  readonly offset: number;
}

/** The layout a `{ data, shape, stride, offset }` says it has; `undefined` where it says nothing, or lies row by row. */
export function layoutOf(tensor: Tensor): Layout | undefined {
  const {
    stride,
    strides = stride,
    offset,
  } = tensor as Tensor & Partial<Record<'stride' | 'strides' | 'offset', unknown>>;
  const shape = Array.from(tensor.shape);
  const start = typeof offset === 'number' ? offset : 0;
  if (!isNumberRow(strides)) return undefined;
  const isWhole = start === 0 && sizeOf(shape) === tensor.data.length;
  if (isWhole && isRowMajor(strides, shape)) return undefined;
  const layout = { shape, strides, offset: start };
  return isWithin(layout, tensor.data) ? layout : inEntries(layout, tensor.data);
}

// Strides may count entries or bytes, so only their proportions are compared. A list shorter than the shape leaves
// out the last axis, whose stride is one entry. The stride of an axis of size 1 means nothing.
function isRowMajor(strides: readonly number[], shape: readonly number[]): boolean {
  const expected = shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));
  const last = shape.map((size) => size > 1).lastIndexOf(true);
  const unit = (strides[last] ?? 1) / (last in strides ? (expected[last] ?? 1) : 1);
  return strides.every(
    (stride, axis) => (shape[axis] ?? 1) < 2 || stride === (expected[axis] ?? 1) * unit,
  );
}

// What leads out of its numbers in entries may count bytes.
function inEntries(layout: Layout, data: Row): Layout {
  const bytes = (data as Partial<Float64Array>).BYTES_PER_ELEMENT ?? 1;
  return {
    ...layout,
    strides: layout.strides.map((stride) => stride / bytes),
    offset: layout.offset / bytes,
  };
}

/** Whether every entry is one of the numbers. */
export function isWithin({ shape, strides, offset }: Layout, data: Row): boolean {
  const spans = shape.map((size, axis) => (size - 1) * (strides[axis] ?? 1));
  const ends = [
    spans.reduce((sum, span) => sum + Math.min(span, 0), offset),
    spans.reduce((sum, span) => sum + Math.max(span, 0), offset),
  ];
  return ends.every((end) => Number.isInteger(end) && end >= 0 && end < data.length);
}

/** Where the entries are, row by row. */
function placesOf({ shape, strides, offset }: Layout): Int32Array {
  const places = new Int32Array(sizeOf(shape)).fill(offset);
  let block = places.length;
  shape.forEach((size, axis) => {
    block /= size;
    for (let i = 0; i < places.length; i++)
      places[i] += (Math.floor(i / block) % size) * (strides[axis] ?? 1);
  });
  return places;
}

/** The cells of an array that lies so. */
export function stridedCells(
  row: Row,
  layout: Layout,
): Pick<Cells, 'read' | 'write' | 'load' | 'store' | 'holds'> {
  const places = placesOf(layout);
  const read = (index: number) => row[places[index] as number] as number;
  const write = (index: number, value: number) => {
    row[places[index] as number] = value;
  };
  const every = (test: (index: number) => boolean) => places.every((_, index) => test(index));
  return {
    read,
    write,
    load: (into, offset) => {
      for (let i = 0; i < places.length; i++) into[offset + i] = read(i);
    },
    store: (from, offset) => {
      for (let i = 0; i < places.length; i++) write(i, from[offset + i] as number);
    },
    holds: (expected, offset) => every((i) => Object.is(read(i), expected[offset + i])),
  };
}
