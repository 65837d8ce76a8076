import type { Dtype } from '../../numeric/dtype.ts';
import { columnsIn, type Pattern } from '../../numeric/pattern.ts';
import { sameShape } from '../cells.ts';
import { floatFormat } from '../kinds.ts';
import type { Sparse } from './sparse.ts';

/** The entries of a sparse matrix row after row: what is given for the same place is added up. */
export interface Compressed {
  readonly pattern: Pattern;
  /** Parallel to the columns of the pattern. */
  readonly values: Float64Array;
  readonly dtype: Dtype;
  /** The places that are given more than once, with what is given for each. */
  readonly repeated: readonly Repeated[];
}

export interface Repeated {
  readonly row: number;
  readonly column: number;
  readonly values: readonly number[];
}

/** How many rows and columns a matrix must have. */
export interface Sizes {
  readonly rows: number;
  readonly columns: number;
}

/** The entries of a sparse matrix row by row; `undefined` when it has other sizes. */
export function compressedIn(sparse: Sparse, sizes: Sizes): Compressed | undefined {
  if (sparse.shape !== undefined && !sameShape(sparse.shape, [sizes.rows, sizes.columns])) return;
  if (strayIn(sparse, sizes) !== undefined) return;
  const { pattern, order } = sorted(sparse, sizes);
  return merged(sparse, pattern, order);
}

/** The first entry that lies outside of the matrix. */
export function strayIn(
  { rows, columns }: Sparse,
  sizes: Sizes,
): readonly [row: number, column: number] | undefined {
  for (let k = 0; k < rows.length; k++) {
    const [row, column] = [rows[k] as number, columns[k] as number];
    if (!isIndex(row, sizes.rows) || !isIndex(column, sizes.columns)) return [row, column];
  }
  return;
}

function isIndex(at: number, size: number): boolean {
  return Number.isInteger(at) && at >= 0 && at < size;
}

/** All that was given, row by row with columns ascending, and which of it each is. */
interface Sorted {
  readonly pattern: Pattern;
  readonly order: Uint32Array;
}

function sorted({ rows, columns }: Sparse, sizes: Sizes): Sorted {
  const starts = new Uint32Array(sizes.rows + 1);
  for (let k = 0; k < rows.length; k++) starts[(rows[k] as number) + 1] += 1;
  for (let row = 0; row < sizes.rows; row++) starts[row + 1] += starts[row] as number;
  const next = starts.slice();
  const order = new Uint32Array(rows.length);
  for (let k = 0; k < rows.length; k++) order[next[rows[k] as number]++] = k;
  const column = (k: number) => columns[k] as number;
  for (let row = 0; row < sizes.rows; row++)
    order.subarray(starts[row], starts[row + 1]).sort((a, b) => column(a) - column(b) || a - b);
  return { order, pattern: { starts, columns: order.map(column), width: sizes.columns } };
}

function merged({ values }: Sparse, all: Pattern, order: Uint32Array): Compressed {
  const height = all.starts.length - 1;
  const starts = new Uint32Array(height + 1);
  const columns = new Uint32Array(order.length);
  const sums = new Float64Array(order.length);
  const repeated = new Map<number, Repeated & { readonly values: number[] }>();
  let end = 0;
  for (let row = 0; row < height; row++) {
    const given = columnsIn(all, row);
    for (const [i, column] of given.entries()) {
      const value = values[order[(all.starts[row] as number) + i] as number] as number;
      if (i > 0 && given[i - 1] === column) {
        const first = { row, column, values: [sums[end - 1] as number] };
        repeated.set(end - 1, repeated.get(end - 1) ?? first);
        repeated.get(end - 1)?.values.push(value);
        sums[end - 1] += value;
      } else {
        columns[end] = column;
        sums[end++] = value;
      }
    }
    starts[row + 1] = end;
  }
  return {
    pattern: { starts, columns: columns.slice(0, end), width: all.width },
    values: sums.slice(0, end),
    dtype: floatFormat(values) ?? 'float64',
    repeated: [...repeated.values()],
  };
}
