import type { VariableCheck } from '../check/record.ts';

/** How an array is laid out as rows and columns, and how many of them one cell stands for. */
export interface Grid {
  /** Sizes of the axes that run down and of those that run across. */
  readonly down: readonly number[];
  readonly across: readonly number[];
  readonly rowsPerCell: number;
  readonly columnsPerCell: number;
}

/** Cells of the largest map. */
const LARGEST = { rows: 20, columns: 60 };

/** A character is about twice as high as it is wide. */
const ASPECT = 2;

/** What a cell can show: nothing checked, all agree, or the size class of its largest relative error. */
export type Level = 'unchecked' | 'agrees' | 0 | 1 | 2 | 3;

/** The relative errors that divide the size classes. */
export const CLASSES = [1e-4, 1e-2, 1e-1];

/** Folds the axes of an array into two, as near to a square on the screen as their order allows. */
export function gridOf(shape: readonly number[]): Grid {
  const splits = shape.map((_, k) => ({ down: shape.slice(0, k), across: shape.slice(k) }));
  const candidates = shape.length === 1 ? splits : splits.slice(1);
  const [{ down, across }] = [...candidates].sort((a, b) => skewness(a) - skewness(b));
  return {
    down,
    across,
    rowsPerCell: Math.ceil(product(down) / LARGEST.rows),
    columnsPerCell: columnsPerCell(across),
  };
}

/** The worst of what each cell stands for, so that one wrong coordinate among thousands stays visible. */
export function poolLevels(variable: VariableCheck, grid: Grid): readonly (readonly Level[])[] {
  const columns = product(grid.across);
  const cells: Level[][] = Array.from({ length: cellRows(grid) }, () =>
    Array.from({ length: Math.ceil(columns / grid.columnsPerCell) }, () => 'unchecked' as const),
  );
  variable.coordinates.forEach((flat, k) => {
    const row = cells[Math.floor(flat / columns / grid.rowsPerCell)];
    const column = Math.floor((flat % columns) / grid.columnsPerCell);
    row[column] = worse(row[column], levelOf(variable, k));
  });
  return cells;
}

/** Number of coordinates along several axes. */
export function product(sizes: readonly number[]): number {
  return sizes.reduce((a, b) => a * b, 1);
}

/** Channels of an image that a cell keeps together when it stands for several columns. */
const CHANNELS = 4;

function columnsPerCell(across: readonly number[]): number {
  const least = Math.ceil(product(across) / LARGEST.columns);
  const last = across[across.length - 1];
  const arePixels = across.length > 1 && last <= CHANNELS && least > 1;
  return arePixels ? last * Math.ceil(least / last) : least;
}

function skewness({ down, across }: Pick<Grid, 'down' | 'across'>): number {
  return Math.abs(Math.log(product(across) / product(down) / ASPECT));
}

function cellRows({ down, rowsPerCell }: Grid): number {
  return Math.ceil(product(down) / rowsPerCell);
}

function levelOf({ analytic, numeric, bars, threshold }: VariableCheck, k: number): Level {
  const difference = Math.abs(analytic[k] - numeric[k]);
  if (Number.isNaN(difference)) return 3;
  const error = difference / (Math.abs(analytic[k]) + Math.abs(numeric[k]));
  if (!(difference > bars[k]) || error <= threshold) return 'agrees';
  const above = CLASSES.filter((limit) => error >= limit).length;
  return above as 0 | 1 | 2 | 3;
}

function worse(a: Level, b: Level): Level {
  return rank(a) >= rank(b) ? a : b;
}

function rank(level: Level): number {
  if (level === 'unchecked') return -2;
  return level === 'agrees' ? -1 : level;
}
