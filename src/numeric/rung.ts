import type { Dtype } from './dtype.ts';
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

/** φ at the point, and what is known of its rounding before any step is taken. */
export interface Base {
  readonly value: number;
  /** The noise of its values by their own rounding. */
  readonly noise: NoiseLevel;
  /** The format it is computed in, as far as is known. */
  readonly format: Dtype;
  /** The coarsest format of anything it is computed from: a value that shows more digits may still be rounded inside to those of this. */
  readonly inside?: Dtype;
  /** The standard deviation of what the outputs that move are rounded by, where they are known one by one: then `inside` tells no more. */
  readonly grain?: number;
  /** The size of what is certainly rounded on the way: the point, or 1. */
  readonly size: number;
  /** The size of the coordinate that is moved, where it is one alone. */
  readonly coordinate?: number;
}

/** Rungs in order, each once: of two measurements some may be the same, and what repeats itself is no agreement. */
export function inOrder(rungs: readonly Rung[]): readonly Rung[] {
  const sorted = [...rungs].sort(bySpan);
  return sorted.filter((one, k) => k === 0 || !isSame(one, sorted[k - 1]));
}

/** Whether two rungs lead to the same points. */
export function isSame(one: Rung, other: Rung): boolean {
  return one.right === other.right && one.left === other.left;
}

/** Orders rungs by the distance between their two points. */
export function bySpan(a: Rung, b: Rung): number {
  return a.right + a.left - b.right - b.left;
}

/** Whether the value did not react at all: it does not depend on what was moved, or comes in coarse steps. */
export function isUnmoved({ value }: Pick<Base, 'value'>, { plus, minus }: Rung): boolean {
  return plus === value && minus === value;
}

/** Whether φ is finite to both sides. */
export function isInside({ plus, minus }: Rung): boolean {
  return Number.isFinite(plus) && Number.isFinite(minus);
}
