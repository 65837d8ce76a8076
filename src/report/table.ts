import { shortenAll } from './shorten.ts';
import { columnsOf, padTo } from './width.ts';

/** Spaces between two columns. */
const GAP = '  ';

/** Columns the first cell of a row keeps, whatever the others take. */
export const FIRST_COLUMN = 8;

interface Budget {
  readonly width: number;
}

/**
 * Lays rows of text out in columns, without borders and without trailing spaces; the first column
 * is shortened to what the others leave of the width.
 */
export function layoutTable(
  rows: readonly (readonly string[])[],
  budget: Budget,
): readonly string[] {
  const room = Math.max(FIRST_COLUMN, firstColumn(rows, budget));
  const first = shortenAll(
    rows.map(([text]) => text),
    { width: room },
  );
  return align(rows.map(([, ...rest], row) => [first[row], ...rest]));
}

/** The width that is left for the first column. */
export function firstColumn(rows: readonly (readonly string[])[], { width }: Budget): number {
  return width - widestOf(align(rows.map(([, ...rest]) => ['', ...rest])));
}

/** Pads numbers on the left so that their decimal points stand below each other; words stay left. */
export function alignDecimals(cells: readonly string[]): readonly string[] {
  const widest = Math.max(0, ...cells.map(integerWidth));
  return cells.map((cell) => padding(cell, widest) + cell);
}

/** Width of the widest of several cells. */
export function widestOf(cells: readonly string[]): number {
  return Math.max(0, ...cells.map(columnsOf));
}

function align(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows[0].map((_, column) => widestOf(rows.map((row) => row[column])));
  return rows.map((row) =>
    row
      .map((cell, column) => padTo(cell, { width: widths[column] }))
      .join(GAP)
      .trimEnd(),
  );
}

function padding(cell: string, widest: number): string {
  const width = integerWidth(cell);
  return width === 0 ? '' : ' '.repeat(widest - width);
}

function integerWidth(cell: string): number {
  return /^-?\d+/.exec(cell)?.[0].length ?? 0;
}
