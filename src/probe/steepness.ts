import { isUnmoved } from '../numeric/coarse-steps.ts';
import type { Rung } from '../numeric/estimate.ts';
import { type Study, scaleOf } from './study.ts';

/** What a value counts for as a measure of steepness when most of it may be an offset. */
const OFFSET = 1e-4;

/**
 * How steep f is around the point along a coordinate: the size that a derivative there would have if it were not zero.
 *
 * The one-sided slopes over the largest step within the length scale, or |f| over that scale where f does not move at all;
 * where it moves, |f| may be an offset, and counts little.
 */
export function steepness(study: Study, coordinate: number, rungs: readonly Rung[]): number {
  const scale = scaleOf(study, coordinate);
  const steepest = steeperSide(study, widestWithin(scale, rungs));
  const bySize = Math.abs(study.value) / scale;
  return steepest > 0 ? Math.max(steepest, OFFSET * bySize) : bySize;
}

function widestWithin(scale: number, rungs: readonly Rung[]): Rung | undefined {
  let widest: Rung | undefined;
  for (const rung of rungs)
    if (rung.right <= scale && !(widest !== undefined && rung.right <= widest.right)) widest = rung;
  return widest;
}

/** The larger of the one-sided slopes that are finite; 0 where none is. */
function steeperSide({ value }: Study, rung: Rung | undefined): number {
  if (rung === undefined) return 0;
  const { right, left, plus, minus } = rung;
  const above = Math.abs(plus - value) / right;
  const below = Math.abs(value - minus) / left;
  return Math.max(Number.isFinite(above) ? above : 0, Number.isFinite(below) ? below : 0);
}

/** Whether any of the steps changed the value. */
export function hasMoved(study: Study, rungs: readonly Rung[]): boolean {
  return rungs.some((rung) => !isUnmoved(study, rung));
}
