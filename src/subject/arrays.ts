import { coarsest } from '../numeric/dtype.ts';
import { arrived } from './arrived.ts';
import { type Cells, rowCells, sameShape, shapeText, sizeOf } from './cells.ts';
import {
  floatFormat,
  isFloatArray,
  isIntegerArray,
  isNumberRow,
  isTensor,
  type Row,
  type Tensor,
} from './kinds.ts';

/**
 * Finds the numbers of one array: a float typed array, `{ data, shape }`, or nested arrays of equal lengths.
 *
 * @param rows - whether the innermost rows of nested arrays may be typed arrays as well; in a point a list of
 *   typed arrays is a list of variables, as a gradient it can be one array
 * @returns `undefined` when it is none of these, or does not fit together
 */
export function asArray(value: unknown, rows: 'plain' | 'typed' = 'plain'): Cells | undefined {
  if (isTensor(value)) return tensorFault(value) === undefined ? tensorCells(value) : undefined;
  const block = isFloatArray(value) ? rowBlock(value) : nestedBlock(value, rows, []);
  return block && rowCells(block);
}

/** Nobody has arrays of more axes, or containers in containers in containers of them; there is an end to the stack, too. */
export const DEEPEST = 64;

type Block = Pick<Cells, 'shape' | 'dtype' | 'rows'>;

function rowBlock(row: Row): Block {
  return { shape: [row.length], dtype: floatFormat(row) ?? 'float64', rows: [row] };
}

function nestedBlock(
  value: unknown,
  rows: 'plain' | 'typed',
  ancestors: readonly unknown[],
): Block | undefined {
  if (isNumberRow(value) || (rows === 'typed' && isFloatArray(value))) return rowBlock(value);
  if (!Array.isArray(value) || ancestors.includes(value) || ancestors.length > DEEPEST)
    return undefined;
  const blocks: Block[] = [];
  for (let i = 0; i < value.length; i++) {
    const block = nestedBlock(value[i], rows, [...ancestors, value]);
    if (block === undefined || !sameShape(block.shape, (blocks[0] ?? block).shape))
      return undefined;
    blocks.push(block);
  }
  return stack(blocks);
}

function stack(blocks: readonly Block[]): Block {
  return {
    shape: [blocks.length, ...(blocks[0]?.shape ?? [])],
    dtype: coarsest(...new Set(blocks.map((block) => block.dtype))),
    rows: blocks.flatMap((block) => block.rows),
  };
}

/** The law a `{ data, shape }` breaks, and what broke it: `must …, got …`; `undefined` when it keeps them all. */
export function tensorFault({ data, shape, ...rest }: Tensor): string | undefined {
  const sizes = Array.from(shape);
  if (isIntegerArray(data)) return `must hold floating-point numbers, got ${arrived(data)}`;
  if (!sizes.every((size) => Number.isInteger(size) && size >= 0))
    return `must have sizes that are non-negative integers, got shape ${shapeText(sizes)}`;
  if (sizeOf(sizes) !== data.length)
    return `must have a shape that multiplies to its ${data.length} numbers, got shape ${shapeText(sizes)}`;
  const strides = (rest as { stride?: unknown }).stride ?? (rest as { strides?: unknown }).strides;
  if (isNumberRow(strides) && !isRowMajor(strides, sizes))
    return `must lie in memory row by row, got stride ${shapeText(strides)} for shape ${shapeText(sizes)}; copy it into that order first`;
  return undefined;
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

function tensorCells({ data, shape }: Tensor): Cells {
  return rowCells({
    shape: Array.from(shape),
    dtype: floatFormat(data) ?? 'float64',
    rows: [data],
  });
}
