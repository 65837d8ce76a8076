import type { Rung } from '../numeric/estimate.ts';
import { scaleOf, type Study } from './study.ts';

/**
 * How steep f is around the point along a coordinate: the size that a derivative there would have if it were not zero.
 *
 * The largest one-sided slope over any step up to the length scale, or |f| over that scale where f does not move.
 */
export function steepness(study: Study, coordinate: number, rungs: readonly Rung[]): number {
  const scale = scaleOf(study, coordinate);
  const slopes = rungs
    .filter(({ right }) => right <= scale)
    .flatMap(({ right, left, plus, minus }) => [
      Math.abs(plus - study.value) / right,
      Math.abs(study.value - minus) / left,
    ])
    .filter(Number.isFinite);
  return Math.max(Math.abs(study.value) / scale, ...slopes);
}
