import type { Rung } from '../numeric/estimate.ts';
import { powerBetween } from '../numeric/level.ts';
import { noiseOf } from '../numeric/noise.ts';
import { isUnmoved } from '../numeric/rung.ts';
import { noiseLevel, type Study } from './study.ts';

/** So many standard deviations are no noise. */
const CLEARLY = 10;

/** Longer steps say little about the point, and so do steps this many times shorter than the longest: a jump is as steep as they are short. */
const NEAR = 1 / 2;
const SHORTER = 60;

/**
 * What grows by a higher power of the step than this, and by a higher one than before, is of another place: 60 periods of interest leave no
 * slope as it is. The ninth power of a number grows by the same one all the way.
 */
const GROWS = 4;
const MORE = 5 / 4;

/**
 * How steep f is around the point along a coordinate: the size that a derivative there would have if it were not zero. 0 where nothing
 * rises clearly above the noise.
 *
 * @param deviation - of the noise that the line has shown
 */
export function steepnessOver(study: Study, rungs: readonly Rung[], deviation: number): number {
  const { value } = study;
  const clear = CLEARLY * Math.max(deviation, noiseOf(value, noiseLevel(study)));
  const near = upToAnotherPlace(
    rungs
      .filter(({ right }) => right <= NEAR)
      .map((rung) => ({ step: rung.right, size: slopeAbove(clear, value, rung) })),
  );
  const shortest = Math.max(...near.map(({ step }) => step)) / SHORTER;
  return Math.max(0, ...near.filter(({ step }) => step >= shortest).map(({ size }) => size));
}

/** How steep f is over a step. */
interface Steep {
  readonly step: number;
  readonly size: number;
}

/** The steeper of both sides over a step, of those that rise by more than so much. */
function slopeAbove(clear: number, value: number, { right, left, plus, minus }: Rung): number {
  const sides = [
    { rise: Math.abs(plus - value), step: right },
    { rise: Math.abs(value - minus), step: left },
  ];
  const risen = sides.filter(({ rise }) => rise > clear && Number.isFinite(rise));
  return Math.max(0, ...risen.map(({ rise, step }) => rise / step));
}

/** The steps before the slopes are those of another place. */
function upToAnotherPlace(steps: readonly Steep[]): readonly Steep[] {
  const inOrder = [...steps].sort((a, b) => a.step - b.step);
  const powers = inOrder.slice(1).map((next, k) => powerBetween(inOrder[k], next));
  const end = powers.findIndex(
    (power, k) => k > 0 && power > Math.max(GROWS, MORE * powers[k - 1]),
  );
  return end < 0 ? inOrder : inOrder.slice(0, end + 1);
}

/**
 * The same along a coordinate. One of a sparse matrix is moved with others: what is even about a step may be theirs, and a row that is as
 * steep as they make it is not steep along its own column.
 */
export function steepnessAlong(
  study: Study,
  coordinate: number,
  { rungs, deviation }: { readonly rungs: readonly Rung[]; readonly deviation: number },
): number {
  const isAlone = study.probes.company?.of(coordinate, study.row) === undefined;
  if (isAlone) return steepnessOver(study, rungs, deviation);
  const odd = rungs.map(({ right, left, plus, minus }) => {
    const half = ((plus - minus) * right) / (right + left);
    return { right, left: right, plus: study.value + half, minus: study.value - half };
  });
  return steepnessOver(study, odd, deviation);
}

/** Whether any of the steps changed the value. */
export function hasMoved(study: Pick<Study, 'value'>, rungs: readonly Rung[]): boolean {
  return rungs.some((rung) => !isUnmoved(study, rung));
}
