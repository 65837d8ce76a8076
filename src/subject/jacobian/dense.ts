import type { Dtype } from '../../numeric/dtype.ts';
import { asArray } from '../arrays.ts';
import { type Cells, numberCell, sameShape } from '../cells.ts';
import { isFloatArray, isObject } from '../kinds.ts';
import { methodOf } from '../members.ts';
import type { Side } from './side.ts';
import type { Entry, Sparse } from './sparse.ts';

/** Numbers in the order of a matrix: one row after the other. */
export interface Numbers {
  readonly shape: readonly number[];
  readonly dtype: Dtype;
  readonly read: (index: number) => number;
  /** Where they lie, when they are the user's own. */
  readonly cells?: Cells;
}

/** Methods by which a matrix gives its numbers as nested arrays. */
const CONVERSIONS = ['to2DArray', 'toArray', 'arraySync'] as const;

/** The numbers of whatever is one matrix: nested or typed rows, `{ data, shape }`, an object of a library, a number. */
export function numbersIn(found: unknown): Numbers | undefined {
  if (typeof found === 'number') return ofCells(numberCell({ found }, 'found'));
  const cells = asArray(found, 'typed');
  if (cells !== undefined) return ofCells(cells);
  if (!isObject(found) || Array.isArray(found)) return undefined;
  return mat(found) ?? converted(found);
}

function ofCells(cells: Cells): Numbers {
  return { shape: cells.shape, dtype: cells.dtype, read: cells.read, cells };
}

/** OpenCV's: sizes, and all numbers in one row. */
function mat(found: Record<string, unknown>): Numbers | undefined {
  const { rows, cols } = found;
  if (typeof rows !== 'number' || typeof cols !== 'number') return undefined;
  const data = [found.data64F, found.data32F].find(isFloatArray);
  if (data?.length !== rows * cols) return undefined;
  const cells = asArray(data) as Cells;
  return { ...ofCells(cells), shape: [rows, cols] };
}

function converted(found: object): Numbers | undefined {
  const method = CONVERSIONS.map((name) => methodOf(found, name)).find((one) => one !== undefined);
  const cells = method && asArray(method.call(found), 'typed');
  return cells && ofCells(cells);
}

/** A sparse matrix with all its zeros, of the sizes that it must have; `undefined` when it has others. */
export function withZeros(
  sparse: Sparse,
  { first, second }: { readonly first: Side; readonly second: Side },
): Numbers | undefined {
  const shape = [first.size, second.size];
  if (sparse.shape !== undefined && !sameShape(sparse.shape, shape)) return undefined;
  if (!sparse.entries.every(isWithin(first, second))) return undefined;
  const values = new Float64Array(first.size * second.size);
  for (const [row, column, value] of sparse.entries) values[row * second.size + column] += value;
  return { shape, dtype: 'float64', read: (index) => values[index] as number };
}

function isWithin(first: Side, second: Side): (entry: Entry) => boolean {
  const isIndex = (at: number, size: number) => Number.isInteger(at) && at >= 0 && at < size;
  return ([row, column]) => isIndex(row, first.size) && isIndex(column, second.size);
}
