import type { Finding } from '../judge/finding.ts';
import { NOISE_COVERAGE } from '../numeric/convergence.ts';
import type { Base, Estimate, Rung } from '../numeric/estimate.ts';
import { spacing } from '../numeric/float.ts';
import { readLineNoise } from '../numeric/line-noise.ts';
import { noiseOf } from '../numeric/noise.ts';
import type { Departure, Excess } from '../probe/onset.ts';
import type { Check } from '../probe/request.ts';
import { onsetOfSingleCopy } from '../probe/single-copy.ts';
import type { Study } from '../probe/study.ts';

/** Where the value leaves the fine slope for the coarse one by a jump, it is as large as the two are apart there, give or take. */
export const OF_THE_WAY = 1 / 4;

/** Fewer jumps than so many are no stairs. */
export const STAIRS = 4;

/** How many jumps of a size there are within a step to both sides, where they make up for what two slopes are apart. */
export function jumpsOver(
  { right, left }: Rung,
  { apart, size }: { readonly apart: number; readonly size: number },
): number {
  return (apart * (right + left)) / size;
}

/** Jumps of so many standard deviations of the noise that the fine side has seen are that noise, and in its bar. */
const DEVIATIONS = 8;

export function isNoise(
  { noise }: Study,
  base: Base,
  { size, fine }: { readonly size: number; readonly fine: readonly Rung[] },
): boolean {
  const { kind, deviation } = readLineNoise(base, fine, undefined);
  return size <= DEVIATIONS * Math.max(kind === 'level' ? deviation : 0, noise.shown);
}

/** Whether a slope rests on steps over which a copy of the coordinate in single precision does not change. */
export function* isWithinCopy(
  study: Study,
  { coordinate, estimate: { reach } }: Finding,
): Check<boolean> {
  if (reach === undefined || !(reach <= spacing(study.base[coordinate], 'float32'))) return false;
  return (yield* onsetOfSingleCopy(study, coordinate)) !== undefined;
}

/** A slope that rests on fine steps, and how far from it the other one is. */
interface Leaving {
  readonly fine: Estimate;
  readonly apart: number;
}

/**
 * Where the value leaves the slope of the fine side for that of the coarse one, between two rungs of one side, and by more than it does over
 * the steps that it rests on.
 */
export function departureFrom(
  { value: here, noise }: Base,
  ladder: readonly Rung[],
  { fine, apart }: Leaving,
): Departure | undefined {
  const { value: slope, reach = 0 } = fine;
  const excessOf = (t: number, value: number) => value - here - slope * t;
  const sides = [
    ladder.map(({ right, plus }) => ({ t: right, excess: excessOf(right, plus) })),
    ladder.map(({ left, minus }) => ({ t: -left, excess: excessOf(-left, minus) })),
  ];
  const ownOf = (samples: readonly Excess[]) =>
    Math.max(0, ...samples.filter(({ t }) => Math.abs(t) <= reach).map(sizeOf));
  // beside a kink or a jump the slope rests on the side that keeps to it better
  const own = Math.min(...sides.map(ownOf));
  const rounding = Math.max(NOISE_COVERAGE * noiseOf(here, noise), own);
  const hasLeft = ({ t, excess }: Excess) =>
    Math.abs(excess) > (apart / 2) * Math.abs(t) + rounding;
  for (const samples of sides) {
    const left = samples.findIndex(hasLeft);
    const from = left > 0 ? samples[left - 1] : { t: 0, excess: 0 };
    if (left >= 0) return { excessOf, hasLeft, from, to: samples[left] };
  }
  return;
}

function sizeOf({ excess }: Excess): number {
  return Number.isFinite(excess) ? Math.abs(excess) : 0;
}
