import { columnsIn } from '../../numeric/pattern.ts';
import type { Aliasing } from '../aliasing.ts';
import type { GradientReading, Rows } from '../subject.ts';
import type { Variable } from '../variable.ts';
import type { Compressed } from './compressed.ts';

/** What a reading of a row has besides its numbers. */
export interface Told extends Aliasing {
  readonly variables: readonly Variable[];
}

/**
 * The rows of a sparse matrix as readings, each with all its zeros.
 *
 * All of them are in one array, which holds one row at a time: what was read of a row is gone when the next is asked for. A matrix of 10⁵
 * rows and columns has 10¹⁰ zeros.
 */
export function sparseRows(
  { pattern, values, dtype }: Compressed,
  { variables, ...aliasing }: Told,
): Rows {
  const row = new Float64Array(pattern.width);
  const dtypes = variables.map(() => dtype);
  let present: Uint32Array = new Uint32Array();
  return {
    at: (i): GradientReading => {
      for (const column of present) row[column] = 0;
      present = columnsIn(pattern, i);
      const first = pattern.starts[i] as number;
      present.forEach((column, k) => {
        row[column] = values[first + k] as number;
      });
      return { values: row, columns: present, dtypes, ...aliasing };
    },
  };
}
