import { movedBy } from '../numeric/step.ts';
import type { FlatView } from '../subject/flat.ts';
import { variableAt } from '../subject/variable.ts';
import { type Abreast, HERE, type Point } from './point.ts';

/** Where one point at a time is written for the user's functions to read. */
export interface Place {
  /** Writes a point. */
  put(point: Point): void;
  /**
   * Looks whether what was written is still there, and puts back what is not.
   *
   * @returns paths of the variables that have been changed
   */
  settle(): readonly string[];
}

/** A place that holds the point of the check, `base`, between two evaluations, or what the last direction has left there. */
export function placeFor(view: FlatView, base: Float64Array): Place {
  let present: Point = HERE;
  let written = Number.NaN;
  // as long as the point: made when the first direction is written
  let away: Float64Array | undefined;
  const isRounded = view.variables.some(({ dtype }) => dtype !== 'float64');

  function putAlong(direction: Float64Array, step: number): Float64Array {
    const point = away ?? new Float64Array(base.length);
    move(point, { base, direction, step });
    view.store(point);
    if (isRounded) view.load(point);
    return point;
  }

  function putAbreast({ coordinates, step }: Abreast): Float64Array {
    const point = away ?? new Float64Array(base.length);
    point.set(base);
    for (const k of coordinates)
      point[k] = movedBy(step, { x: base[k], dtype: variableAt(view.variables, k).dtype });
    view.store(point);
    return point;
  }

  function put(point: Point): void {
    if (isElsewhere(present) && !isElsewhere(point)) view.store(base);
    if (point.kind === 'along') away = putAlong(point.direction, point.step);
    if (point.kind === 'abreast') away = putAbreast(point);
    if (point.kind === 'moved') {
      view.write(point.coordinate, point.to);
      written = view.read(point.coordinate);
    }
    present = point;
  }

  function settle(): readonly string[] {
    if (isElsewhere(present)) return pathsOf(view.changedFrom(away as Float64Array));
    const changed = present.kind === 'moved' ? takeBack(present.coordinate) : [];
    const others = view.changedFrom(base);
    present = HERE;
    if (changed.length === 0 && others.length === 0) return changed;
    view.store(base);
    return [...changed, ...pathsOf(others)];
  }

  /** Puts one coordinate back; the path of its variable if it was no longer as it was written. */
  function takeBack(coordinate: number): readonly string[] {
    const isIntact = Object.is(view.read(coordinate), written);
    view.write(coordinate, base[coordinate]);
    return isIntact ? [] : [variableAt(view.variables, coordinate).path];
  }

  return { put, settle };
}

interface Move {
  readonly base: Float64Array;
  readonly direction: Float64Array;
  readonly step: number;
}

function move(point: Float64Array, { base, direction, step }: Move): void {
  for (let k = 0; k < point.length; k++) {
    const v = direction[k];
    // what stays keeps its sign: −0 + 0 is 0
    point[k] = v === 0 ? base[k] : base[k] + step * v;
  }
}

/** Whether it is written as a whole. */
function isElsewhere({ kind }: Point): boolean {
  return kind === 'along' || kind === 'abreast';
}

function pathsOf(variables: FlatView['variables']): readonly string[] {
  return variables.map(({ path }) => path);
}
