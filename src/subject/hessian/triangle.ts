import type { Sparse } from '../jacobian/sparse.ts';
import { isFloatArray, isNumberRow } from '../kinds.ts';

/** The half of a symmetric matrix that is given. */
export type Triangle = 'lower' | 'upper';

/** A symmetric matrix of which half is given, packed in one row or as half of a whole: with its other half. */
export function mirrored(values: Float64Array, { size, triangle }: Half): Float64Array {
  return values.map((_, k) => {
    const [i, j] = [Math.floor(k / size), k % size];
    const [row, column] =
      triangle === 'lower' ? [Math.max(i, j), Math.min(i, j)] : [Math.min(i, j), Math.max(i, j)];
    return values[row * size + column] as number;
  });
}

/** How much of a symmetric matrix is there. */
export interface Half {
  readonly size: number;
  readonly triangle: Triangle;
}

/**
 * A packed triangle as a matrix, zero in its other half: row by row, so that the lower one begins with its first two rows
 * [00, 10, 11, …], the upper one with all of its first row.
 *
 * @returns anything else as it is
 */
export function unpacked(found: unknown, { size, triangle }: Half): unknown {
  const isPacked = (isNumberRow(found) || isFloatArray(found)) && size > 1;
  if (!isPacked || found.length !== (size * (size + 1)) / 2) return found;
  let next = 0;
  const isGiven = (i: number, j: number) => (triangle === 'lower' ? j <= i : j >= i);
  return Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => (isGiven(i, j) ? (found[next++] as number) : 0)),
  );
}

/** A sparse symmetric matrix of which half is given, with the other half. */
export function withMirror({ rows, columns, values, shape }: Sparse, triangle: Triangle): Sparse {
  const isGiven = (i: number, j: number) => (triangle === 'lower' ? j <= i : j >= i);
  const given = Array.from(rows, (row, k) => [row, columns[k], values[k]] as const);
  const half = given.filter(([i, j]) => isGiven(i, j as number));
  const other = half.filter(([i, j]) => i !== j).map(([i, j, entry]) => [j, i, entry] as const);
  const all = [...half, ...other];
  const part = (at: 0 | 1 | 2) => all.map((entry) => entry[at] as number);
  return { rows: part(0), columns: part(1), values: part(2), ...(shape && { shape }) };
}
