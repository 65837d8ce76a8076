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
 * whole runs are in one cell, and many runs one after another begin in the same.
 */
function poolRuns(cells: Cells, { ranks, worst }: Ranks, grid: Grid): void {
  const { shape, layout, rowsPerCell, columnsPerCell } = grid;
  const [rowOf, columnOf] = [layout.down, layout.across].map((axes) =>
    positionAlong(axes, { shape }),
  );
  const last = lastGroup(grid, shape.length);
  const middle = lastGroup(grid, last.first);
  const poolBlock = last.length < SHORT ? poolShort : poolLong;
  let [row, column, stay] = [0, 0, 0];
  for (let run = 0; run * last.length < ranks.length; run += stay) {
    const begin = run * last.length;
    const done = run % middle.length;
    if (done === 0) [row, column] = [rowOf(begin), columnOf(begin)];
    else if (middle.isDown) row += stay;
    else if (middle.isAcross) column += stay;
    stay = Math.min(middle.length - done, leftIn(middle, { row, column }));
    poolBlock(cells, ranks, {
      begin,
      end: begin + stay * last.length,
      length: last.length,
      first: Math.floor(row / rowsPerCell) * cells.columns + Math.floor(column / columnsPerCell),
      left: leftIn(last, { row, column }),
      perCell: last.perCell,
      next: last.isDown ? cells.columns : 1,
      worst,
    });
  }
}

interface Place {
  readonly row: number;
  readonly column: number;
}

/** How far a group of axes leads until the next cell. */
function leftIn({ isDown, isAcross, perCell }: Group, { row, column }: Place): number {
  return perCell - (isDown ? row % perCell : isAcross ? column % perCell : 0);
}

/** Runs of fewer coordinates are gone through together. */
const SHORT = 32;

/** Runs one after another that all begin in the same cell. */
interface Block {
  readonly begin: number;
  readonly end: number;
  /** How many coordinates one run has. */
  readonly length: number;
  /** The cell that each begins in, how much of that is left, how much is in one, and how far it is to the next. */
  readonly first: number;
  readonly left: number;
  readonly perCell: number;
  readonly next: number;
  readonly worst: number;
}

function poolLong({ ranks: known }: Cells, ranks: Int8Array, block: Block): void {
  const { begin, end, length, perCell, next, worst } = block;
  for (let run = begin; run < end; run += length) {
    let cell = block.first;
    let left = block.left;
    for (let from = run; from < run + length; from += left, left = perCell, cell += next) {
      const to = Math.min(run + length, from + left);
      known[cell] = worstOf(ranks, { from, to, known: known[cell], worst });
    }
  }
}

/** A loop that begins anew for every few coordinates takes longer than to look at them: each place of a run has its cell here. */
function poolShort({ ranks: known }: Cells, ranks: Int8Array, block: Block): void {
  const { begin, end, length, first, left, perCell, next } = block;
  for (let place = 0; place < length; place++) {
    const cell = first + Math.floor((perCell - left + place) / perCell) * next;
    let most = known[cell];
    for (let k = begin + place; k < end && most < block.worst; k += length)
      if (ranks[k] > most) most = ranks[k];
    known[cell] = most;
  }
}

/** Axes one after another that all lead down, or all across, or all into the same cell. */
interface Group {
  readonly first: number;
  readonly length: number;
  readonly isDown: boolean;
  readonly isAcross: boolean;
  readonly perCell: number;
}

/** Those of them before another. */
function lastGroup({ shape, layout, rowsPerCell, columnsPerCell }: Grid, end: number): Group {
  const isDown = layout.down.includes(end - 1);
  const isAcross = layout.across.includes(end - 1);
  let first = end;
  while (
    first > 0 &&
    layout.down.includes(first - 1) === isDown &&
    layout.across.includes(first - 1) === isAcross
  )
    first -= 1;
  const length = product(shape.slice(first, end));
  const perCell = isDown ? rowsPerCell : isAcross ? columnsPerCell : length;
  return { first, length, isDown, isAcross, perCell };
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
