import type { Finding } from '../judge/finding.ts';
import { NOISE_COVERAGE } from '../numeric/convergence.ts';
import type { Base, Estimate, Rung } from '../numeric/estimate.ts';
import { spacing } from '../numeric/float.ts';
import { type Onset, readLineNoise } from '../numeric/line-noise.ts';
import { noiseOf } from '../numeric/noise.ts';
import { coordinateLine } from '../probe/line.ts';
import { beyondOnset, type Departure, type Excess, findOnset } from '../probe/onset.ts';
import type { Check } from '../probe/request.ts';
import { onsetOfSingleCopy } from '../probe/single-copy.ts';
import { asShown, baseAt, type Study } from '../probe/study.ts';

/** Where the value leaves a fine slope for another by a jump, it is as large as the two are apart there, give or take. */
const OF_THE_WAY = 1 / 4;

/** What jumps by so many times as much as the slopes are apart by there does not go on from where it was. */
const BEYOND = 2;

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

function isNoise(
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

/** How the value leaves a slope that rests on fine steps: continuously, by no more than the noise that these have seen, or by a jump. */
export type Leaving = { readonly kind: 'continuous' | 'noise' } | Jump;

/** A jump, how far away it is and how large. */
interface Jump extends Pick<Onset, 'at' | 'size' | 'isUnresolved'> {
  readonly kind: 'jump';
}

/** How the value leaves the slope of a suspect for another one. */
export function* leavingFor(study: Study, suspect: Finding, other: number): Check<Leaving> {
  const { coordinate, estimate: fine, rungs: ladder = [] } = suspect;
  const base = baseAt(study, coordinate);
  const apart = Math.abs(other - fine.value);
  const departure = departureFrom(base, ladder, { fine, apart });
  if (departure === undefined) return { kind: 'noise' };
  const onset = yield* findOnset(study, coordinateLine(study, coordinate), departure);
  const { at, size, shrinks } = onset;
  // halving ends at what the values are rounded by
  const rounding = noiseOf(study.value, asShown(study).noise);
  const isGradual = size < OF_THE_WAY * apart * at && size <= DEVIATIONS * rounding;
  if (shrinks || isGradual) return { kind: 'continuous' };
  const before = ladder.filter(({ right }) => right < at);
  const isJump = size >= OF_THE_WAY * apart * at && !isNoise(study, base, { size, fine: before });
  if (!isJump) return { kind: 'noise' };
  if (size >= BEYOND * apart * at) return { ...onset, kind: 'jump' };
  const t = Math.sign(departure.to.t) * at;
  const sizeOf = (further: number, value: number) => Math.abs(departure.excessOf(further, value));
  const begun = { t, excess: size, excessOf: sizeOf, slope: apart };
  const { goesOn } = yield* beyondOnset(study, coordinateLine(study, coordinate), begun);
  // what is rounded jumps and stands still again; what goes on begins there
  return goesOn ? { kind: 'continuous' } : { ...onset, kind: 'jump' };
}

/**
 * Where the value leaves the slope of the fine side for that of the coarse one, between two rungs of one side, and by more than it does over
 * the steps that it rests on.
 */
function departureFrom(
  { value: here, noise }: Base,
  ladder: readonly Rung[],
  { fine, apart }: { readonly fine: Estimate; readonly apart: number },
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
    // what jumps within the steps of the fine slope is in it
    const left = samples.findIndex((one) => Math.abs(one.t) > reach && hasLeft(one));
    const from = left > 0 ? samples[left - 1] : { t: 0, excess: 0 };
    if (left >= 0) return { excessOf, hasLeft, from, to: samples[left] };
  }
  return;
}

function sizeOf({ excess }: Excess): number {
  return Number.isFinite(excess) ? Math.abs(excess) : 0;
}
