import { indexIn, nameOfEntry } from '../naming.ts';
import type { Variable } from '../subject/variable.ts';

/** A flat coordinate as people write it: `W[2,3]`, or the bare path of a single number. */
export function nameCoordinate(variable: Variable, coordinate: number): string {
  return nameOfEntry(variable, coordinate - variable.offset);
}

/** Its position along each axis of its variable; row-major. */
export function indexOf({ shape, offset }: Variable, coordinate: number): readonly number[] {
  return indexIn(shape, coordinate - offset);
}
