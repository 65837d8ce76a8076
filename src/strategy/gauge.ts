import { NOISE_COVERAGE } from '../numeric/convergence.ts';
import { UNIT_ROUNDOFF } from '../numeric/dtype.ts';
import {
  blurOf,
  type Excess,
  extrapolated,
  noiseBar,
  removed,
  unevenness,
} from '../numeric/extrapolated.ts';
import type { Weighing } from '../numeric/group-testing.ts';
import { norm } from '../numeric/norm.ts';
import type { Weights } from '../numeric/weights.ts';
import type { Moving, Spread } from '../probe/course.ts';
import type { Check } from '../probe/request.ts';
import { excessesAlong } from '../probe/spread.ts';
import { givenIn, type Study } from '../probe/study.ts';

/** How directions through a variable are measured: found out along the first, and kept for the others. */
export interface Gauge {
  readonly spread: Spread;
  /** The standard deviation of the value's noise. */
  readonly deviation: number;
  /** The shorter of the two steps. */
  readonly step: number;
  /** No step is shorter: below, the points of a coarse format would not move. */
  readonly shortest: number;
  /** What extrapolation leaves, along the first direction; and as a part of what it takes away. */
  readonly residue: number;
  readonly share: number;
  /** What extrapolation takes away from the longer step and one twice as long. */
  readonly taken?: number;
  /** What is uneven over these, which of a kink is as much as over the shorter ones. */
  readonly bent?: number;
  /** By how much the slope along the first direction is another over finer steps. */
  readonly wander: number;
  /** What is uneven along it, where that falls with the step as a smooth function's does. */
  readonly smooth: number;
  /** What kinks show along all directions of the variable. */
  readonly family: Family;
  /** Whether directions cross kinks, of which those that do are left out. */
  readonly isAmongKinks?: boolean;
}

/** What a family of directions shows that is neither a straight line nor a parabola nor noise. */
interface Family {
  /** What kinks near the point leave of a slope, as far as all of them together rise above noise. */
  readonly rough: number;
  /** What is usual: what extrapolation takes away, and half of what is uneven. */
  readonly removed: number;
  readonly uneven: number;
  /** The root mean square of what extrapolation takes away. */
  readonly curved: number;
}

/** Where no kinks are, and no curvature. */
export const SMOOTH: Family = { rough: 0, removed: 0, uneven: 0, curved: 0 };

/** What a direction shows over the shorter and the longer step. */
export type Shown = readonly [near: Excess, far: Excess];

/** Measures along the directions through a whole variable: together they show whether there are kinks. */
export function* weighFamily(
  study: Study,
  gauge: Gauge,
  { moving, first }: { readonly moving: readonly Moving[]; readonly first: Shown },
): Check<{ readonly gauge: Gauge; readonly weighings: readonly Weighing[] }> {
  const shown = [first, ...(yield* shownAlong(study, gauge, moving.slice(1)))];
  return readFamily(study, gauge, { moving, shown });
}

/** What directions say that were measured along. */
export function readFamily(
  study: Study,
  gauge: Gauge,
  { moving, shown }: { readonly moving: readonly Moving[]; readonly shown: readonly Shown[] },
): { readonly gauge: Gauge; readonly weighings: readonly Weighing[] } {
  const known = { ...gauge, family: familyOf(shown, gauge) };
  const weighings = shown.map((one, i) => readingOf(known, moving[i], one));
  return { gauge: known, weighings: roundedBy(study, gauge, { moving, weighings }) };
}

/** Measures along several directions. */
export function* weigh(
  study: Study,
  gauge: Gauge,
  moving: readonly Moving[],
): Check<readonly Weighing[]> {
  const shown = yield* shownAlong(study, gauge, moving);
  const weighings = shown.map((one, i) => readingOf(gauge, moving[i], one));
  return roundedBy(study, gauge, { moving, weighings });
}

/** Adds to bars what the format of the gradient rounds away along each direction; signs of weights are random, so it adds up in squares. */
export function roundedBy(
  study: Study,
  { spread: { variable } }: Gauge,
  {
    moving,
    weighings,
  }: { readonly moving: readonly Moving[]; readonly weighings: readonly Weighing[] },
): readonly Weighing[] {
  const unit = NOISE_COVERAGE * UNIT_ROUNDOFF[givenIn(study, variable)];
  return weighings.map((one, i) => ({
    ...one,
    bar: one.bar + unit * normOver(study.reading.values, moving[i].members),
  }));
}

function normOver(values: Float64Array, members: Uint32Array): number {
  let square = 0;
  for (let j = 0; j < members.length; j++) square += values[members[j]] * values[members[j]];
  return Math.sqrt(square);
}

/** Along a difference over one step alone noise makes up no more than this part of the bar over two. */
export const LESS_NOISE = 3 / 4;

/** Measures along several directions by one central difference each: what extrapolation would take away is in the bar. */
export function* weighPlainly(
  study: Study,
  gauge: Gauge,
  moving: readonly Moving[],
): Check<readonly Weighing[]> {
  const { spread, step } = gauge;
  if (spread.isByOutputs) return yield* weigh(study, gauge, moving);
  const excesses = yield* excessesAlong(study, spread, { moving, steps: [step] });
  const bar = plainBar(gauge);
  const weighings = excesses.map(([{ odd }], i) => ({
    weights: moving[i].weights,
    value: odd / spread.scale,
    bar,
  }));
  return roundedBy(study, gauge, { moving, weighings });
}

/** The bar of one central difference, in the units of the gradient. */
export function plainBar({ spread, deviation, step, family }: Gauge): number {
  const kinked = ROUGH * Math.hypot(family.rough, family.curved);
  return (LESS_NOISE * noiseBar(deviation, step) + kinked) / spread.scale;
}

export function* shownAlong(
  study: Study,
  gauge: Gauge,
  moving: readonly Moving[],
): Check<readonly Shown[]> {
  const steps = [gauge.step, 2 * gauge.step];
  const excesses = yield* excessesAlong(study, gauge.spread, { moving, steps });
  return excesses.map(([near, far]) => [near, far]);
}

/** The standard deviation of what noise alone makes uneven: of 4, 6 and ½ values over the step. */
export const UNEVEN_NOISE = 5;

/** Kinks add to the odd part what they add to half of the even one, with either sign; over many directions as much. */
function familyOf(shown: readonly Shown[], { deviation, wander, smooth }: Gauge): Family {
  const uneven = shown.map(([near, far]) => unevenness(near, far) / 2);
  const [[near]] = shown;
  const noise = (UNEVEN_NOISE * deviation) / near.step / 2;
  const explained = Math.hypot(noise, OTHERS * smooth);
  const square = uneven.reduce((sum, one) => sum + one * one, 0) / shown.length;
  const taken = shown.map(([one, two]) => removed(one, two));
  return {
    rough: Math.max(wander, Math.sqrt(Math.max(0, square - explained * explained))),
    removed: median(taken),
    uneven: median(uneven),
    curved: norm(taken) / Math.sqrt(taken.length),
  };
}

/** A gauge of which it turned out that what looked like kinks is noise. */
export function withoutKinks(gauge: Gauge): Gauge {
  const { deviation, step, family } = gauge;
  const uneven = (2 * family.rough * step) / UNEVEN_NOISE;
  return {
    ...gauge,
    deviation: Math.hypot(deviation, uneven),
    family: { ...family, rough: 0 },
  };
}

/** What is so many bars of noise is seen clearly. */
const CLEAR = 4;

/** The finest step over which a difference would still be seen clearly: a mistake is as large at any step. */
export function finestFor(gauge: Gauge, difference: number): Gauge {
  const { spread, deviation } = gauge;
  const clear = (CLEAR * noiseBar(deviation, 1)) / Math.abs(difference * spread.scale);
  return over(gauge, Math.min(1 / 4, 2 ** Math.ceil(Math.log2(clear / gauge.step))));
}

/** A gauge over steps shorter by a factor: what kinks make of a difference is less there, in proportion to the root of how many are crossed. */
export function over(gauge: Gauge, shorter: number): Gauge {
  const { step, shortest, family } = gauge;
  const fewer = Math.sqrt(Math.min(1, shorter));
  const less = {
    rough: fewer * family.rough,
    removed: fewer * family.removed,
    uneven: fewer * family.uneven,
    curved: fewer * family.curved,
  };
  return { ...gauge, step: Math.max(shortest, shorter * step), family: less };
}

/** What is uneven by noise alone may be so much more than it is in the mean, over as few directions. */
const CLEARLY = 2;

/** Whether kinks widen the bars by about as much as noise does. */
export function isKinked({ deviation, step, family, isAmongKinks = false }: Gauge): boolean {
  return isAmongKinks || ROUGH * family.rough > noiseBar(deviation, step);
}

/** Whether that is certain. */
export function isRough({ deviation, step, family, isAmongKinks = false }: Gauge): boolean {
  return isAmongKinks || ROUGH * family.rough > CLEARLY * noiseBar(deviation, step);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

/** So many times what extrapolation left along the first direction, or what is usual, there may be along another. */
export const OTHERS = 4;
/** Of what kinks leave there may be so many standard deviations. */
export const ROUGH = 3;

/** By how much the analytic slope along a direction differs, in the units of the gradient. */
function readingOf(
  { spread, deviation, residue: left, share, family }: Gauge,
  { weights }: { readonly weights: Weights },
  [near, far]: Shown,
): Weighing {
  const noise = noiseBar(deviation, near.step);
  const curved = OTHERS * Math.max(left, share * removed(near, far));
  // a single kink shows along its own direction, in one or the other
  const unusual = (own: number, usual: number) => Math.max(0, own - OTHERS * usual - noise);
  const kinked =
    ROUGH * family.rough +
    unusual(removed(near, far), family.removed) +
    unusual(unevenness(near, far) / 2, family.uneven);
  const value = extrapolated(near, far) / spread.scale;
  return { weights, value, bar: (noise + curved + kinked + blurOf(near, far)) / spread.scale };
}
