import { indexIn, nameOfEntry } from '../../naming.ts';
import type { CoordinateCheck, VariableCheck, Verdict } from '../../record.ts';
import { offIn } from '../off.ts';

/** A checked coordinate as it is drawn. */
export interface Point {
  /** Its place in the variable, counted through all axes. */
  readonly flat: number;
  readonly name: string;
  readonly analytic: number;
  readonly numeric: number;
  readonly bar: number;
  readonly relativeError: number;
  readonly verdict: Verdict;
}

/** So many are drawn of all, and of those that are off: a page need not hold more than can be seen. */
const MOST = 20_000;

/**
 * The checked coordinates of a variable, those beyond the worst that the record keeps judged by their bars; of very many a selection, with
 * the worst and those that are off in it, as far as they are not too many themselves.
 */
export function pointsOf(variable: VariableCheck): readonly Point[] {
  const worst = new Map(
    variable.worst.map((check) => [flatten(check.index, variable.shape), check]),
  );
  return Array.from(rowsDrawn(variable, worst), (row) => {
    const { analytic, numeric, bars, coordinates } = variable;
    const flat = coordinates[row];
    const sides = { analytic: analytic[row], numeric: numeric[row], bar: bars[row] };
    const name = nameOfEntry(variable, flat);
    return { flat, name, ...sides, ...(worst.get(flat) ?? judge(sides, variable)) };
  });
}

function rowsDrawn(
  variable: VariableCheck,
  worst: ReadonlyMap<number, CoordinateCheck>,
): Iterable<number> & ArrayLike<number> {
  const { coordinates } = variable;
  if (coordinates.length <= MOST) return coordinates.map((_, row) => row);
  const off = offIn(variable);
  const rows = new Set([
    ...evenly(coordinates.length, (row) => row),
    ...evenly(off.length, (i) => off[i]),
    ...[...worst.keys()].map((flat) => placeOf(coordinates, flat)),
  ]);
  return Float64Array.from(rows).sort();
}

/** Every so many of these, MOST in all. */
function evenly(count: number, at: (i: number) => number): readonly number[] {
  const every = Math.max(1, Math.ceil(count / MOST));
  return Array.from({ length: Math.ceil(count / every) }, (_, i) => at(i * every));
}

/** Where a coordinate stands among these, which ascend. */
function placeOf(coordinates: ArrayLike<number>, flat: number): number {
  let [low, high] = [0, coordinates.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (coordinates[middle] < flat) low = middle + 1;
    else high = middle;
  }
  return low;
}

type Judged = Pick<CoordinateCheck, 'relativeError' | 'verdict'>;

function judge(
  { analytic, numeric, bar }: Pick<Point, 'analytic' | 'numeric' | 'bar'>,
  { worst, wrong, threshold, verdict }: VariableCheck,
): Judged {
  const difference = Math.abs(analytic - numeric);
  const size = Math.abs(analytic) + Math.abs(numeric);
  const relativeError = difference === 0 ? 0 : difference / size;
  if (relativeError <= threshold) return { relativeError, verdict: 'match' };
  // a bar is no reason to call it right where nothing could be decided
  if (verdict === 'inconclusive') return { relativeError, verdict };
  const agrees = wrong <= worst.length || difference <= bar;
  return { relativeError, verdict: agrees ? 'match' : worst[worst.length - 1].verdict };
}

function flatten(index: readonly number[], shape: readonly number[]): number {
  return index.reduce((flat, position, axis) => flat * shape[axis] + position, 0);
}

/** The position along each axis, with commas between: `2,3`. */
export function unravel(flat: number, sizes: readonly number[]): string {
  return indexIn(sizes, flat).join(',');
}
