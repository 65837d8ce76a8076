/** Which entries of a matrix are held: row after row, the columns of each ascending. */
export interface Pattern {
  /** Where each row begins, and where the last ends. */
  readonly starts: Uint32Array;
  readonly columns: Uint32Array;
  /** How many columns the matrix has. */
  readonly width: number;
}

/** The columns that a row has entries in, ascending; a view. */
export function columnsIn({ starts, columns }: Pattern, row: number): Uint32Array {
  return columns.subarray(starts[row], starts[row + 1]);
}

/** The same entries column after column: the rows of the turned matrix are its columns. */
export function turned({ starts, columns, width }: Pattern): Pattern {
  const ends = new Uint32Array(width + 1);
  for (const column of columns) ends[column + 1] += 1;
  for (let column = 0; column < width; column++) ends[column + 1] += ends[column];
  const next = ends.slice();
  const rows = new Uint32Array(columns.length);
  for (let row = 0; row + 1 < starts.length; row++)
    for (let k = starts[row]; k < starts[row + 1]; k++) rows[next[columns[k]]++] = row;
  return { starts: ends, columns: rows, width: starts.length - 1 };
}
