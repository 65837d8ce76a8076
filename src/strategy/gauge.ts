import { UNIT_ROUNDOFF } from '../numeric/dtype.ts';
import {
  deviationOf,
  type Excess,
  extrapolated,
  isSmooth,
  noiseBar,
  removed,
  residue,
  unevenness,
} from '../numeric/extrapolated.ts';
import type { Weighing } from '../numeric/group-testing.ts';
import type { Weights } from '../numeric/weights.ts';
import type { Check } from '../probe/request.ts';
import { excessesAlong, type Moving, type Spread, surplusesAlong } from '../probe/spread.ts';
import { comparedIn, type Study } from '../probe/study.ts';

/** How directions through a variable are measured: found out along the first, and kept for the others. */
export interface Gauge {
  readonly spread: Spread;
  /** The standard deviation of the value's noise. */
  readonly deviation: number;
  /** The shorter of the two steps. */
  readonly step: number;
  /** What extrapolation leaves, along the first direction; and as a part of what it takes away. */
  readonly residue: number;
  readonly share: number;
  /** By how much the slope along the first direction is another over finer steps. */
  readonly wander: number;
  /** What is uneven along it, where that falls with the step as a smooth function's does. */
  readonly smooth: number;
  /** What kinks show along all directions of the variable. */
  readonly family: Family;
}

/** What a family of directions shows that is neither a straight line nor a parabola nor noise. */
interface Family {
  /** What kinks near the point leave of a slope, as far as all of them together rise above noise. */
  readonly rough: number;
  /** What is usual: what extrapolation takes away, and half of what is uneven. */
  readonly removed: number;
  readonly uneven: number;
}

/** What a direction shows over the shorter and the longer step. */
type Shown = readonly [near: Excess, far: Excess];

/** The longest step; the shortest. */
const LONGEST = { float64: 2 ** -3, float32: 2 ** -1, float16: 1 } as const;
const SHORTEST = { float64: 2 ** -30, float32: 2 ** -12, float16: 2 ** -5 } as const;
/** Values so close together differ by noise and a straight line. */
const SPACING = 2 / 3;
const EQUIDISTANT = [-3, -2, -1, 1, 2, 3, 4];
/** What extrapolation leaves is this part of the bar of noise, at the most. */
const BELOW_NOISE = 1 / 12;

/** @returns nothing where no step is short enough for the variable to be smooth over it, and long enough for noise: it cannot be judged so */
export function* gaugeFor(
  study: Study,
  spread: Spread,
  first: Moving,
): Check<{ readonly gauge: Gauge; readonly shown: Shown } | undefined> {
  const format = comparedIn(study, spread.variable);
  const deviation = yield* deviationAlong(study, spread, first);
  if (!Number.isFinite(deviation)) return;
  const way: Way = { study, spread, first, deviation, excesses: [] };
  const isFound = yield* descend(way, { from: LONGEST[format], to: SHORTEST[format] });
  if (!isFound) return bluntly(way);
  if (way.excesses.length === RUNGS) yield* ascend(way);
  // other directions curve differently
  else if (format === 'float64') yield* take(way, lastOf(way).step / 2);
  const [far, near] = way.excesses.slice(-2);
  const blunt = bluntly(way);
  if (blunt !== undefined && blunt.bar < WORTH * noiseBar(deviation, near.step)) return blunt;
  return { gauge: gaugeOver(way), shown: [near, far] };
}

/** Noise has to be so much larger over a smooth step before a longer one is taken that is not. */
const WORTH = 1 / 2;

/** The search for a step. */
interface Way {
  readonly study: Study;
  readonly spread: Spread;
  readonly first: Moving;
  readonly deviation: number;
  /** Coarsest first. */
  readonly excesses: Excess[];
}

/** So many steps, each half of the one before, show whether a line is smooth. */
const RUNGS = 3;
/** No step is so long. */
const TOO_LONG = 8;

const lastOf = ({ excesses }: Way) => excesses[excesses.length - 1];

function* excessAt({ study, spread, first }: Way, step: number): Check<Excess> {
  return (yield* excessesAlong(study, spread, { moving: [first], steps: [step] }))[0][0];
}

function* take(way: Way, step: number): Check<void> {
  way.excesses.push(yield* excessAt(way, step));
}

/** Shorter steps, until what extrapolation leaves is below noise. */
function* descend(
  way: Way,
  { from, to }: { readonly from: number; readonly to: number },
): Check<boolean> {
  for (let step = from; step >= to; step /= 2) {
    yield* take(way, step);
    if (isFineEnough(way, way.excesses)) return true;
  }
  return false;
}

/** Longer steps, while they are short enough as well: noise is the smaller beside what they change. */
function* ascend(way: Way): Check<void> {
  const { excesses } = way;
  for (let step = 2 * excesses[0].step; step < TOO_LONG; step *= 2) {
    const longer = [yield* excessAt(way, step), ...excesses.slice(0, RUNGS - 1)];
    if (!isFineEnough(way, longer)) return;
    excesses.splice(0, RUNGS, ...longer);
  }
}

/** Where no step is short enough, the one at which what is left beside a straight line and a parabola, and noise, are least. */
function bluntly(
  way: Way,
): { readonly gauge: Gauge; readonly shown: Shown; readonly bar: number } | undefined {
  const { excesses, deviation } = way;
  const bars = excesses.slice(RUNGS - 1).map((near, i) => {
    const rungs = excesses.slice(i, i + RUNGS);
    const [, far] = rungs;
    const odd = Math.max(residue(rungs), removed(near, far), wandering(way, i + RUNGS - 1));
    return noiseBar(deviation, near.step) + odd + (ROUGH * unevenness(near, far)) / 2;
  });
  const best = bars.reduce((least, bar, i) => (bar < (bars[least] ?? bar) ? i : least), 0);
  if (!Number.isFinite(bars[best])) return;
  const chosen = { ...way, excesses: excesses.slice(best, best + RUNGS) };
  const [, far, near] = chosen.excesses;
  const wander = wandering(way, best + RUNGS - 1);
  const gauge = { ...gaugeOver(chosen), wander };
  return { gauge, shown: [near, far], bar: bars[best] };
}

/** By how much a slope is another over finer steps, beyond what noise makes of them: over many kinks it wanders, and agrees with the next. */
function wandering({ excesses, deviation }: Way, at: number): number {
  const slope = (i: number) => extrapolated(excesses[i], excesses[i - 1]);
  const finer = excesses.slice(at + 1).map(({ step }, j) => {
    const distance = Math.abs(slope(at + 1 + j) - slope(at));
    return Math.max(0, distance - noiseBar(deviation, step) / 2);
  });
  return Math.max(0, ...finer);
}

function isFineEnough({ deviation }: Way, excesses: readonly Excess[]): boolean {
  if (excesses.length < RUNGS || !isSmooth(excesses, deviation)) return false;
  const { step } = excesses[excesses.length - 1];
  return residue(excesses) <= BELOW_NOISE * noiseBar(deviation, step);
}

function gaugeOver({ spread, deviation, excesses }: Way): Gauge {
  const [far, near] = excesses.slice(-2);
  const left = residue(excesses);
  return {
    spread,
    deviation,
    step: near.step,
    residue: left,
    share: left / removed(near, far) || 0,
    wander: 0,
    smooth: smoothlyUneven(excesses, deviation),
    family: { rough: 0, removed: 0, uneven: 0 },
  };
}

function* deviationAlong(study: Study, spread: Spread, first: Moving): Check<number> {
  const { format } = study.noise;
  const unit = UNIT_ROUNDOFF[format];
  const steps = EQUIDISTANT.map((j) => j * unit ** SPACING);
  const [surplus] = yield* surplusesAlong(study, spread, { moving: [first], steps });
  const values = [...surplus.slice(0, 3), 0, ...surplus.slice(3)];
  return Math.max(deviationOf(values), unit * Math.abs(study.value));
}

/** Measures along the directions through a whole variable: together they show whether there are kinks. */
export function* weighFamily(
  study: Study,
  gauge: Gauge,
  { moving, first }: { readonly moving: readonly Moving[]; readonly first: Shown },
): Check<{ readonly gauge: Gauge; readonly weighings: readonly Weighing[] }> {
  const shown = [first, ...(yield* shownAlong(study, gauge, moving.slice(1)))];
  const known = { ...gauge, family: familyOf(shown, gauge) };
  return { gauge: known, weighings: shown.map((one, i) => readingOf(known, moving[i], one)) };
}

/** Measures along several directions. */
export function* weigh(
  study: Study,
  gauge: Gauge,
  moving: readonly Moving[],
): Check<readonly Weighing[]> {
  const shown = yield* shownAlong(study, gauge, moving);
  return shown.map((one, i) => readingOf(gauge, moving[i], one));
}

function* shownAlong(
  study: Study,
  gauge: Gauge,
  moving: readonly Moving[],
): Check<readonly Shown[]> {
  const steps = [gauge.step, 2 * gauge.step];
  const excesses = yield* excessesAlong(study, gauge.spread, { moving, steps });
  return excesses.map(([near, far]) => [near, far]);
}

/** Half of what is uneven over the last steps, where it falls from one to the next, clear of noise, as h³ would and no kink. */
function smoothlyUneven(excesses: readonly Excess[], deviation: number): number {
  const [furthest, far, near] = excesses.slice(-RUNGS);
  const [before, own] = [unevenness(far, furthest), unevenness(near, far)];
  const isClear = before > 2 * noiseBar(deviation, far.step);
  return isClear && own <= before / 4 ? own / 2 : 0;
}

/** The standard deviation of what noise alone makes uneven: of 4, 6 and ½ values over the step. */
const UNEVEN_NOISE = 5;

/** Kinks add to the odd part what they add to half of the even one, with either sign; over many directions as much. */
function familyOf(shown: readonly Shown[], { deviation, wander, smooth }: Gauge): Family {
  const uneven = shown.map(([near, far]) => unevenness(near, far) / 2);
  const [[near]] = shown;
  const noise = (UNEVEN_NOISE * deviation) / near.step / 2;
  const explained = Math.hypot(noise, OTHERS * smooth);
  const square = uneven.reduce((sum, one) => sum + one * one, 0) / shown.length;
  return {
    rough: Math.max(wander, Math.sqrt(Math.max(0, square - explained * explained))),
    removed: median(shown.map(([one, two]) => removed(one, two))),
    uneven: median(uneven),
  };
}

/**
 * The finest step over which a difference would still be seen clearly: what kinks make of it is less there, in proportion to the root of
 * how many are crossed; a mistake is as large at any step.
 */
export function finestFor(gauge: Gauge, difference: number): Gauge {
  const { spread, deviation, family } = gauge;
  const clear = (2 * noiseBar(deviation, 1)) / Math.abs(difference * spread.scale);
  const step = Math.min(gauge.step / 4, clear);
  const fewer = Math.sqrt(step / gauge.step);
  const less = {
    rough: fewer * family.rough,
    removed: fewer * family.removed,
    uneven: fewer * family.uneven,
  };
  return { ...gauge, step, family: less };
}

/** What is uneven by noise alone may be so much more than it is in the mean, over as few directions. */
const CLEARLY = 2;

/** Whether kinks widen the bars by more than noise does. */
export function isRough({ deviation, step, family }: Gauge): boolean {
  return ROUGH * family.rough > CLEARLY * noiseBar(deviation, step);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

/** So many times what extrapolation left along the first direction, or what is usual, there may be along another. */
const OTHERS = 4;
/** Of what kinks leave there may be so many standard deviations. */
const ROUGH = 3;

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
  return { weights, value, bar: (noise + curved + kinked) / spread.scale };
}
