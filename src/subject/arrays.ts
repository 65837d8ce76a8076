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
import { matrixIn } from './matrices.ts';
import { isWithin, layoutOf, stridedCells } from './strided.ts';

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
  return block ? rowCells(block) : matrixCells(value, rows);
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
export function tensorFault(tensor: Tensor): string | undefined {
  const { data, shape } = tensor;
  const sizes = Array.from(shape);
  if (isIntegerArray(data)) return `must hold floating-point numbers, got ${arrived(data)}`;
  if (!sizes.every((size) => Number.isInteger(size) && size >= 0))
    return `must have sizes that are non-negative integers, got shape ${shapeText(sizes)}`;
  const layout = layoutOf(tensor);
  if (layout !== undefined)
    return isWithin(layout, data)
      ? undefined
      : `must lie within its ${data.length} numbers, got stride ${shapeText(layout.strides)} and offset ${layout.offset} for shape ${shapeText(sizes)}`;
  if (sizeOf(sizes) !== data.length)
    return `must have a shape that multiplies to its ${data.length} numbers, got shape ${shapeText(sizes)}`;
  return undefined;
}

function tensorCells(tensor: Tensor): Cells {
  const { data, shape } = tensor;
  const layout = layoutOf(tensor);
  const cells = rowCells({
    shape: Array.from(shape),
    dtype: floatFormat(data) ?? 'float64',
    rows: [data],
  });
  return layout === undefined ? cells : { ...cells, ...stridedCells(data, layout) };
}

/** The numbers of an object that is one array: a matrix of rows, or of one row for all of them. */
function matrixCells(value: unknown, rows: 'plain' | 'typed'): Cells | undefined {
  const matrix = matrixIn(value);
  if (matrix === undefined) return undefined;
  const held = (value as Record<string, unknown>)[matrix.numbers];
  const cells = asArray(held, rows) ?? asArray(held, 'typed');
  if (cells === undefined || cells.size !== sizeOf(matrix.shape)) return undefined;
  return { ...cells, shape: matrix.shape };
}
