import type { Look } from './sides.ts';

/** Some coordinates, and what directions through them have shown. */
interface Looked {
  readonly members: Uint32Array;
  readonly looks: readonly Look[];
}

/** What curvature makes of half of an even part. */
export type Curved = (one: Pick<Looked, 'members'>) => number;

/** In proportion to how many coordinates there are. */
export function curvedBy(bend: number): Curved {
  return ({ members }) => bend * members.length;
}

/**
 * The same in all parts, which are about as large. Each counts as often as any other: further directions lead through those alone that kinks
 * are near, and what these have in common is no curvature.
 */
export function asDensest(all: readonly Looked[]): Curved {
  const count = Math.min(...all.map(({ looks }) => looks.length));
  const common = all.flatMap(({ looks }) => looks.slice(0, count));
  const curvature = densest(common.map(({ excess }) => excess.even / 2));
  return () => curvature;
}

export function meanSize(all: readonly Looked[]): number {
  return all.reduce((sum, { members }) => sum + members.length, 0) / all.length;
}

/** No fewer even parts agree than that. */
const AGREEING = 3;

/** The middle of the third of some numbers that lie closest together. */
function densest(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const count = Math.max(AGREEING, Math.ceil(sorted.length / 3)) - 1;
  const starts = sorted.slice(0, sorted.length - count).map((_, i) => i);
  const width = (i: number) => sorted[i + count] - sorted[i];
  const best = starts.reduce((least, i) => (width(i) < width(least) ? i : least), 0);
  return (sorted[best] + sorted[best + count]) / 2;
}
