import { sizeOf } from '../subject/cells.ts';
import { isTensor } from '../subject/kinds.ts';

/** The outputs at several points: a list as it is; an array, one along its first axis for each, is taken apart. */
export function outputsIn(found: unknown, count: number): unknown {
  if (!isTensor(found) || found.shape[0] !== count) return found;
  const shape = Array.from(found.shape).slice(1);
  const size = sizeOf(shape);
  // what is read from a library's array is a typed one
  const data = found.data as Float32Array;
  return Array.from({ length: count }, (_, i) =>
    shape.length === 0 ? data[i] : { data: data.slice(i * size, (i + 1) * size), shape },
  );
}
