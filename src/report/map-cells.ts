import type { VariableCheck } from '../record.ts';
import { type Layout, layoutsOf, outputsDown, product } from './map-layout.ts';
import { type Cells, type Grid, pool } from './map-pool.ts';
import { AGREES, ranksOf, UNCHECKED } from './map-ranks.ts';

/** What a cell can show: nothing checked, all agree, or the size class of its largest relative error. */
export type Level = 'unchecked' | 'agrees' | 0 | 1 | 2 | 3;

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
  const ranks = ranksOf(variable);
  const pictures = (whole.length > 0 ? whole : grids).map((grid) => ({
    grid,
    levels: levelsOf(pool(ranks, grid)),
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

function levelsOf({ ranks, columns }: Cells): readonly (readonly Level[])[] {
  return Array.from({ length: ranks.length / columns }, (_, row) =>
    Array.from(ranks.subarray(row * columns, (row + 1) * columns), levelOf),
  );
}

function wrongShare({ levels }: Picture): number {
  const seen = levels.flat().filter((level) => level !== 'unchecked');
  return seen.filter((level) => level !== 'agrees').length / seen.length;
}

function levelOf(rank: number): Level {
  if (rank === UNCHECKED) return 'unchecked';
  return rank === AGREES ? 'agrees' : (rank as 0 | 1 | 2 | 3);
}
