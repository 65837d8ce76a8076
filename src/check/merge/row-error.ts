import { largestOf } from '../../numeric/vector.ts';
import type { VariableCheck } from '../../record.ts';

/** Of a block of a Jacobian what its rows are found by. */
export type Block = Pick<
  VariableCheck,
  'shape' | 'derivative' | 'coordinates' | 'analytic' | 'numeric'
>;

/** Squares of the norms of one row: of a − n, of a and of n. */
type Squares = readonly [distance: Float64Array, analytic: Float64Array, numeric: Float64Array];

/**
 * The relative error of the worst row of some blocks of a Jacobian, those of one output taken together; not a number where one is not.
 *
 * At a kink it is that by the middle of the slopes, which may be more than counts.
 */
export function worstRowError(blocks: readonly Block[]): number {
  const rows = new Map<string, Squares>();
  for (const { derivative, shape, coordinates, analytic, numeric } of blocks) {
    const { of = '', axes = 0 } = derivative ?? {};
    const width = sizeOf(shape.slice(axes));
    const [distances, ...sides] = rows.get(of) ?? emptyRows(sizeOf(shape.slice(0, axes)));
    rows.set(of, [distances, ...sides]);
    for (let k = 0; k < coordinates.length; k++) {
      const row = Math.floor(coordinates[k] / width);
      distances[row] += (analytic[k] - numeric[k]) ** 2;
      sides[0][row] += analytic[k] ** 2;
      sides[1][row] += numeric[k] ** 2;
    }
  }
  return largestOf([...rows.values()].map(worstOf));
}

function worstOf([distances, analytic, numeric]: Squares): number {
  return largestOf(
    distances.map((square, row) =>
      square === 0 ? 0 : Math.sqrt(square) / (Math.sqrt(analytic[row]) + Math.sqrt(numeric[row])),
    ),
  );
}

function emptyRows(count: number): Squares {
  return [new Float64Array(count), new Float64Array(count), new Float64Array(count)];
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((all, size) => all * size, 1);
}
