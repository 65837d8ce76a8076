import type { Variable } from '../subject/variable.ts';

/** A flat coordinate as people write it: `W[2,3]`, or the bare path of a single number. */
export function nameCoordinate(variable: Variable, coordinate: number): string {
  const index = indexOf(variable, coordinate);
  return index.length === 0 ? variable.path : `${variable.path}[${index.join(',')}]`;
}

/** Its position along each axis of its variable; row-major. */
export function indexOf({ shape, offset }: Variable, coordinate: number): readonly number[] {
  const index: number[] = [];
  let rest = coordinate - offset;
  for (const size of [...shape].reverse()) {
    index.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return index;
}
