import { type Layout, positionAlong, product } from './map-layout.ts';
import { type Ranks, UNCHECKED } from './map-ranks.ts';

/** A layout and how many of its rows and columns one cell stands for. */
export interface Grid {
  readonly shape: readonly number[];
  readonly layout: Layout;
  readonly rowsPerCell: number;
  readonly columnsPerCell: number;
}

/** Cells by rows: each has the worst rank of what it stands for, so that one wrong coordinate among thousands stays visible. */
export interface Cells {
  readonly ranks: Int8Array;
  readonly columns: number;
}

export function pool(ranks: Ranks, grid: Grid): Cells {
  const { shape, layout, rowsPerCell, columnsPerCell } = grid;
  const count = (axes: readonly number[], perCell: number) =>
    Math.ceil(product(axes.map((axis) => shape[axis])) / perCell);
  const [rows, columns] = [count(layout.down, rowsPerCell), count(layout.across, columnsPerCell)];
  const cells = { ranks: new Int8Array(rows * columns).fill(UNCHECKED), columns };
  if (ranks.coordinates === undefined) poolRuns(cells, ranks, grid);
  else poolEach(cells, { ...ranks, coordinates: ranks.coordinates }, grid);
  return cells;
}

/** Of few coordinates, each by itself. */
function poolEach(
  cells: Cells,
  { ranks, coordinates }: Ranks & { readonly coordinates: ArrayLike<number> },
  { shape, layout, rowsPerCell, columnsPerCell }: Grid,
): void {
  const [rowOf, columnOf] = [layout.down, layout.across].map((axes) =>
    positionAlong(axes, { shape }),
  );
  for (let k = 0; k < ranks.length; k++) {
    const row = Math.floor(rowOf(coordinates[k]) / rowsPerCell);
    const cell = row * cells.columns + Math.floor(columnOf(coordinates[k]) / columnsPerCell);
    cells.ranks[cell] = Math.max(cells.ranks[cell], ranks[k]);
  }
}

/**
 * Of a whole array: along its last axes only the row changes, or the column, or neither, and along those before them another of these; so
 * whole runs are in one cell.
 */
function poolRuns(cells: Cells, { ranks, worst }: Ranks, grid: Grid): void {
  const { shape, layout, rowsPerCell, columnsPerCell } = grid;
  const [rowOf, columnOf] = [layout.down, layout.across].map((axes) =>
    positionAlong(axes, { shape }),
  );
  const last = lastGroup(grid, shape.length);
  const middle = lastGroup(grid, last.first);
  const perCell = last.isDown ? rowsPerCell : last.isAcross ? columnsPerCell : last.length;
  const across = last.isDown ? cells.columns : 1;
  let [row, column] = [0, 0];
  for (let run = 0; run * last.length < ranks.length; run++) {
    const begin = run * last.length;
    if (run % middle.length === 0) [row, column] = [rowOf(begin), columnOf(begin)];
    else if (middle.isDown) row += 1;
    else if (middle.isAcross) column += 1;
    let left = perCell - (last.isDown ? row % perCell : last.isAcross ? column % perCell : 0);
    let cell = Math.floor(row / rowsPerCell) * cells.columns + Math.floor(column / columnsPerCell);
    for (
      let from = begin;
      from < begin + last.length;
      from += left, left = perCell, cell += across
    ) {
      const to = Math.min(begin + last.length, from + left);
      cells.ranks[cell] = worstOf(ranks, { from, to, known: cells.ranks[cell], worst });
    }
  }
}

/** Axes before another that all lead down, or all across, or all into the same cell, taken together. */
function lastGroup({ shape, layout }: Grid, end: number) {
  const isDown = layout.down.includes(end - 1);
  const isAcross = layout.across.includes(end - 1);
  let first = end;
  while (
    first > 0 &&
    layout.down.includes(first - 1) === isDown &&
    layout.across.includes(first - 1) === isAcross
  )
    first -= 1;
  return { first, length: product(shape.slice(first, end)), isDown, isAcross };
}

interface Run {
  readonly from: number;
  readonly to: number;
  /** What is known of its cell, and the worst that there is: no more has to be looked at then. */
  readonly known: number;
  readonly worst: number;
}

function worstOf(ranks: Int8Array, { from, to, known, worst }: Run): number {
  let most = known;
  for (let k = from; k < to && most < worst; k++) if (ranks[k] > most) most = ranks[k];
  return most;
}
