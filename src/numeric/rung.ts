import type { NoiseLevel } from './noise.ts';

/** The values of φ one step to each side of the point; not finite where φ is not. */
export interface Rung {
  /** The steps actually taken, after rounding; both positive. */
  readonly right: number;
  readonly left: number;
  /** φ(right) and φ(−left). */
  readonly plus: number;
  readonly minus: number;
}

/** φ at the point, and the noise its values carry. */
export interface Base {
  readonly value: number;
  readonly noise: NoiseLevel;
}

/** How many rungs of a ladder, finest first, are no coarser than one more: its place among them. */
export function placeOf(rung: Rung, ladder: readonly Rung[]): number {
  let [low, high] = [0, ladder.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (bySpan(rung, ladder[middle]) < 0) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Orders rungs by the distance between their two points. */
export function bySpan(a: Rung, b: Rung): number {
  return a.right + a.left - b.right - b.left;
}
