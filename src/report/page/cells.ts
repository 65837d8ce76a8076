import type { VariableCheck } from '../../record.ts';
import { pictureOf } from '../map-cells.ts';
import { type Layout, positionAlong, product } from '../map-layout.ts';
import type { Point } from './points.ts';

/** Rows and columns of the largest map. */
const LARGEST = 64;

/** One cell of a map: the worst of the checked coordinates that it stands for. */
export interface Cell {
  readonly row: number;
  readonly column: number;
  readonly worst: Point;
  readonly coordinates: number;
}

/** A variable laid out in rows and columns of cells; cells of which nothing was checked are left out. */
export interface Sheet {
  readonly layout: Layout;
  readonly rows: number;
  readonly columns: number;
  readonly rowsPerCell: number;
  readonly columnsPerCell: number;
  readonly cells: readonly Cell[];
  /** Whether only a selection of what was checked is in the cells. */
  readonly isSelection: boolean;
}

/** Lays a variable out like the map of the text report, in more cells; each is as bad as the worst of its coordinates. */
export function sheetOf(variable: VariableCheck, points: readonly Point[]): Sheet {
  const { shape } = variable;
  const { layout } = pictureOf(variable).grid;
  const [down, across] = [layout.down, layout.across].map((axes) => {
    const length = product(axes.map((axis) => shape[axis]));
    const perCell = Math.ceil(length / LARGEST);
    const place = positionAlong(axes, { shape });
    const cellOf = (flat: number) => Math.floor(place(flat) / perCell);
    return { perCell, cells: Math.ceil(length / perCell), cellOf };
  });
  const cells = new Map<number, Cell>();
  for (const point of points) {
    const [row, column] = [down.cellOf(point.flat), across.cellOf(point.flat)];
    const key = row * across.cells + column;
    const { worst = point, coordinates = 0 } = cells.get(key) ?? {};
    cells.set(key, { row, column, worst: worse(worst, point), coordinates: coordinates + 1 });
  }
  return {
    layout,
    rows: down.cells,
    columns: across.cells,
    rowsPerCell: down.perCell,
    columnsPerCell: across.perCell,
    cells: [...cells.values()],
    isSelection: points.length < variable.coordinates.length,
  };
}

const RANK = { match: 0, inconclusive: 1, mismatch: 2 };

function worse(a: Point, b: Point): Point {
  const rank = RANK[b.verdict] - RANK[a.verdict];
  return rank > 0 || (rank === 0 && b.relativeError > a.relativeError) ? b : a;
}
