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
  const within = rungs.filter(({ right }) => right <= scale);
  const widest = within.reduce<Rung | undefined>(
    (a, b) => (a === undefined || b.right > a.right ? b : a),
    undefined,
  );
  const slopes = widest === undefined ? [] : oneSidedSlopes(study, widest);
  const steepest = Math.max(0, ...slopes);
  const bySize = Math.abs(study.value) / scale;
  return steepest > 0 ? Math.max(steepest, OFFSET * bySize) : bySize;
}

function oneSidedSlopes({ value }: Study, { right, left, plus, minus }: Rung): readonly number[] {
  return [Math.abs(plus - value) / right, Math.abs(value - minus) / left].filter(Number.isFinite);
}

/** Whether any of the steps changed the value. */
export function hasMoved(study: Study, rungs: readonly Rung[]): boolean {
  return rungs.some((rung) => !isUnmoved(study, rung));
}
