import type { Rung } from '../numeric/estimate.ts';
import { type Study, scaleOf } from './study.ts';

/**
 * How steep f is around the point along a coordinate: the size that a derivative there would have if it were not zero.
 *
 * The one-sided slopes over the largest step within the length scale, or |f| over that scale where f does not move at all.
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
  return steepest > 0 ? steepest : Math.abs(study.value) / scale;
}

function oneSidedSlopes({ value }: Study, { right, left, plus, minus }: Rung): readonly number[] {
  return [Math.abs(plus - value) / right, Math.abs(value - minus) / left].filter(Number.isFinite);
}
