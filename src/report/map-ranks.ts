import type { VariableCheck } from '../record.ts';
import { difference } from './difference.ts';
import { product } from './map-layout.ts';

/** What a coordinate, or a cell of many, can show, the worse the larger: nothing checked, all agree, or a size class. */
export const UNCHECKED = -2;
export const AGREES = -1;

/** The relative errors that divide the size classes. */
export const CLASSES = [1e-4, 1e-2, 1e-1] as const;
const [SLIGHT, CLEAR, GROSS] = CLASSES;

/** The ranks of coordinates: of all of an array in their order, or of those alone that were checked where they are few of it. */
export interface Ranks {
  readonly ranks: Int8Array;
  /** Whose they are, where not of all. */
  readonly coordinates?: ArrayLike<number>;
  /** The worst of them: a cell that is as bad cannot become worse. */
  readonly worst: number;
  /** The largest relative error that the record has no room for: of what differs less than the last that it kept, but more than the bar. */
  readonly largestBeyond: number;
}

/** What was gone through for the table is not gone through again for the map. */
const known = new WeakMap<VariableCheck, Ranks>();

/** An array is gone through as a whole where at least one in so many of its coordinates was checked. */
const SPARSE = 8;

/** What the checked coordinates of a variable show: off is what bar and threshold do not explain, or what is not a number. */
export function ranksOf(variable: VariableCheck): Ranks {
  const ranks = known.get(variable) ?? goneThrough(variable);
  known.set(variable, ranks);
  return ranks;
}

/** There may be ten million: one pass over typed arrays, and nothing is made for a coordinate. */
function goneThrough(variable: VariableCheck): Ranks {
  const { coordinates, shape, analytic, numeric, bars, threshold } = variable;
  const size = product(shape);
  const isWhole = size <= SPARSE * coordinates.length;
  const ranks = new Int8Array(isWhole ? size : coordinates.length).fill(UNCHECKED);
  const last = difference(variable.worst.at(-1) ?? NOTHING);
  let worst = UNCHECKED;
  let largestBeyond = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < coordinates.length; k++) {
    const apart = Math.abs(analytic[k] - numeric[k]);
    const sizes = Math.abs(analytic[k]) + Math.abs(numeric[k]);
    let rank = AGREES;
    if (!(apart <= bars[k])) {
      if (apart < last && apart > largestBeyond * sizes) largestBeyond = apart / sizes;
      if (!(apart <= threshold * sizes)) rank = classOf(apart, sizes);
    }
    ranks[isWhole ? coordinates[k] : k] = rank;
    if (rank > worst) worst = rank;
  }
  return { ranks, worst, largestBeyond, ...(!isWhole && { coordinates }) };
}

/** Where none was kept none is beyond it. */
const NOTHING = { analytic: 0, numeric: 0 };

/** What is no number is of the worst class. */
function classOf(difference: number, sizes: number): number {
  const error = difference / sizes;
  return error < SLIGHT ? 0 : error < CLEAR ? 1 : error < GROSS ? 2 : 3;
}
