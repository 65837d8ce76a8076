import type { Dtype } from '../../numeric/dtype.ts';
import { columnsIn } from '../../numeric/pattern.ts';
import { asArray } from '../arrays.ts';
import { type Cells, numberCell } from '../cells.ts';
import { isFloatArray, isObject } from '../kinds.ts';
import { methodOf } from '../members.ts';
import { type Compressed, compressedIn, type Sizes } from './compressed.ts';
import type { Sparse } from './sparse.ts';

/** Numbers in the order of a matrix: one row after the other. */
export interface Numbers {
  readonly shape: readonly number[];
  readonly dtype: Dtype;
  readonly read: (index: number) => number;
  /** Where they lie, when they are the user's own. */
  readonly cells?: Cells;
  /** What they are in the place of all numbers, where they are sparse. */
  readonly entries?: Compressed;
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
export function withZeros(sparse: Sparse, sizes: Sizes): Numbers | undefined {
  const compressed = compressedIn(sparse, sizes);
  if (compressed === undefined) return undefined;
  let all: Float64Array | undefined;
  return {
    shape: [sizes.rows, sizes.columns],
    dtype: compressed.dtype,
    read: (index) => {
      all ??= filled(compressed, sizes);
      return all[index] as number;
    },
    entries: compressed,
  };
}

function filled({ pattern, values }: Compressed, { rows, columns }: Sizes): Float64Array {
  const all = new Float64Array(rows * columns);
  let next = 0;
  for (let row = 0; row < rows; row++)
    for (const column of columnsIn(pattern, row))
      all[row * columns + column] = values[next++] as number;
  return all;
}
