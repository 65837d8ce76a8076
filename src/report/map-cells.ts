import type { VariableCheck } from '../record.ts';
import { type Layout, layoutsOf, outputsDown, positionAlong, product } from './map-layout.ts';
import { offIn } from './off.ts';

/** A layout and how many of its rows and columns one cell stands for. */
export interface Grid {
  readonly shape: readonly number[];
  readonly layout: Layout;
  readonly rowsPerCell: number;
  readonly columnsPerCell: number;
}

/** What a cell can show: nothing checked, all agree, or the size class of its largest relative error. */
export type Level = 'unchecked' | 'agrees' | 0 | 1 | 2 | 3;

/** The relative errors that divide the size classes. */
export const CLASSES = [1e-4, 1e-2, 1e-1];

/** Cells of the largest map. */
const LARGEST = { rows: 20, columns: 60 };

/** A natural layout is taken even if this many times as much of it looks wrong as in the best one. */
const NATURAL = 4;

/** A variable as cells. */
export interface Picture {
  readonly grid: Grid;
  readonly levels: readonly (readonly Level[])[];
}

/**
 * Draws a variable in the most natural layout that shows what is wrong apart from what is not: pooled over the channels, a
 * single wrong channel would look like a wrong image.
 */
export function pictureOf(variable: VariableCheck): Picture {
  const { shape, derivative } = variable;
  const layouts = derivative ? [outputsDown(shape, derivative)] : layoutsOf(shape);
  const grids = layouts.map((layout) => gridOf(shape, layout));
  const whole = grids.filter((grid) => shape.length < 3 || isWhole(grid));
  const off = offIn(variable);
  const pictures = (whole.length > 0 ? whole : grids).map((grid) => ({
    grid,
    levels: poolLevels(variable, grid, off),
  }));
  const least = Math.min(...pictures.map(wrongShare));
  const isTelling = (share: number) => share === least || (share < 1 && share <= NATURAL * least);
  return pictures.find((picture) => isTelling(wrongShare(picture))) ?? pictures[0];
}

/** Whether no cell mixes coordinates across the edge of an axis. */
function isWhole({ layout: { down, across }, rowsPerCell, columnsPerCell }: Grid): boolean {
  return (down.length === 1 || rowsPerCell === 1) && (across.length === 1 || columnsPerCell === 1);
}

function gridOf(shape: readonly number[], layout: Layout): Grid {
  const cellsOf = (axes: readonly number[], most: number) =>
    Math.ceil(product(axes.map((axis) => shape[axis])) / most);
  return {
    shape,
    layout,
    rowsPerCell: cellsOf(layout.down, LARGEST.rows),
    columnsPerCell: cellsOf(layout.across, LARGEST.columns),
  };
}

/** How bad each level is: the cells hold that, until one picture is chosen. */
const UNCHECKED = -2;
const AGREES = -1;

/** The worst of what each cell stands for, so that one wrong coordinate among thousands stays visible. */
function poolLevels(
  variable: VariableCheck,
  grid: Grid,
  off: Uint32Array,
): readonly (readonly Level[])[] {
  const { shape, layout, rowsPerCell, columnsPerCell } = grid;
  const { coordinates, total } = variable;
  const count = (axes: readonly number[], perCell: number) =>
    Math.ceil(product(axes.map((axis) => shape[axis])) / perCell);
  const [rows, columns] = [count(layout.down, rowsPerCell), count(layout.across, columnsPerCell)];
  const [rowOf, columnOf] = [layout.down, layout.across].map((axes) =>
    positionAlong(axes, { shape }),
  );
  const cellOf = (flat: number) =>
    Math.floor(rowOf(flat) / rowsPerCell) * columns + Math.floor(columnOf(flat) / columnsPerCell);
  // where everything was checked, every cell has something that was
  const isAll = coordinates.length === total && total === product(shape);
  const cells = new Int8Array(rows * columns).fill(isAll ? AGREES : UNCHECKED);
  if (!isAll) for (const flat of coordinates) cells[cellOf(flat)] = AGREES;
  for (const k of off) {
    const cell = cellOf(coordinates[k]);
    cells[cell] = Math.max(cells[cell], classOf(variable, k));
  }
  return Array.from({ length: rows }, (_, row) =>
    Array.from(cells.subarray(row * columns, (row + 1) * columns), levelOf),
  );
}

function wrongShare({ levels }: Picture): number {
  const seen = levels.flat().filter((level) => level !== 'unchecked');
  return seen.filter((level) => level !== 'agrees').length / seen.length;
}

function classOf({ analytic, numeric }: VariableCheck, k: number): number {
  const difference = Math.abs(analytic[k] - numeric[k]);
  if (Number.isNaN(difference)) return CLASSES.length;
  const error = difference / (Math.abs(analytic[k]) + Math.abs(numeric[k]));
  let above = 0;
  while (above < CLASSES.length && error >= CLASSES[above]) above += 1;
  return above;
}

function levelOf(rank: number): Level {
  if (rank === UNCHECKED) return 'unchecked';
  return rank === AGREES ? 'agrees' : (rank as 0 | 1 | 2 | 3);
}
