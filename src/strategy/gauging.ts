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
import type { Moving, Spread } from '../probe/course.ts';
import type { Check } from '../probe/request.ts';
import { changesAlong, excessesAlong, surplusesAlong } from '../probe/spread.ts';
import { comparedIn, type Study } from '../probe/study.ts';
import { type Gauge, ROUGH, type Shown, SMOOTH } from './gauge.ts';

/** The longest step; the shortest. */
const LONGEST = { float64: 2 ** -3, float32: 2 ** -1, float16: 1 } as const;
const SHORTEST = { float64: 2 ** -30, float32: 2 ** -12, float16: 2 ** -5 } as const;
/** Values so close together differ by noise and a straight line. */
const SPACING = 2 / 3;
const EQUIDISTANT = [-3, -2, -1, 1, 2, 3, 4];
/** What extrapolation leaves is this part of the bar of noise, at the most. */
const BELOW_NOISE = 1 / 12;

/** What is known before a step is looked for. */
interface Known {
  /** The standard deviation of noise. */
  readonly deviation: number;
  /** The longest step that is worth a try. */
  readonly longest?: number;
}

/**
 * Finds over what steps to measure along directions through a variable, by the first of them.
 *
 * @returns nothing where noise has no end
 */
export function* gaugeFor(
  study: Study,
  spread: Spread,
  { first, known }: { readonly first: Moving; readonly known?: Known },
): Check<{ readonly gauge: Gauge; readonly shown: Shown } | undefined> {
  const format = comparedIn(study, spread.variable);
  const { deviation, longest = LONGEST[format] } = known ?? {
    deviation: yield* deviationAlong(study, spread, first),
  };
  if (!Number.isFinite(deviation)) return;
  const way: Way = { study, spread, first, deviation, excesses: [] };
  const isFound = yield* descend(way, { from: longest, to: SHORTEST[format] });
  if (!isFound) return bluntly(way);
  if (way.excesses.length === RUNGS && known === undefined) yield* ascend(way);
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

function gaugeOver({ study, spread, deviation, excesses }: Way): Gauge {
  const [furthest, far, near] = excesses.slice(-RUNGS);
  const left = residue(excesses);
  return {
    spread,
    deviation,
    step: near.step,
    shortest: SHORTEST[comparedIn(study, spread.variable)],
    residue: left,
    share: left / removed(near, far) || 0,
    taken: removed(far, furthest),
    wander: 0,
    smooth: smoothlyUneven(excesses, deviation),
    family: SMOOTH,
  };
}

/** Rounding is off by half of a unit in the mean, or less. */
const ROUNDING = 1 / 2;

function* deviationAlong(study: Study, spread: Spread, first: Moving): Check<number> {
  const { format } = study.noise;
  const unit = UNIT_ROUNDOFF[format];
  const spacing = unit ** SPACING;
  const steps = EQUIDISTANT.map((j) => j * spacing);
  const [{ values: surplus, isMoved }] = yield* surplusesAlong(study, spread, {
    moving: [first],
    steps,
  });
  const values = [...surplus.slice(0, 3), 0, ...surplus.slice(3)];
  const rounding = ROUNDING * unit * Math.abs(study.value);
  const level = Math.max(deviationOf(values), rounding);
  return isMoved ? level : Math.max(level, yield* quantumBeyond(study, spread, first));
}

/** Where the value stands still over steps as short as that, half of what it then jumps by: it may be rounded inside, to multiples of it. */
function* quantumBeyond(study: Study, spread: Spread, moving: Moving): Check<number> {
  const [longest] = EQUIDISTANT.slice(-1);
  const unit = UNIT_ROUNDOFF[study.noise.format];
  for (let step = 2 * longest * unit ** SPACING; step < TOO_LONG; step *= 2) {
    const [change] = yield* changesAlong(study, spread, { moving, steps: [step] });
    if (change !== 0) return Math.abs(change) / 2;
  }
  return 0;
}

/** Half of what is uneven over the last steps, where it falls from one to the next, clear of noise, as h³ would and no kink. */
function smoothlyUneven(excesses: readonly Excess[], deviation: number): number {
  const [furthest, far, near] = excesses.slice(-RUNGS);
  const [before, own] = [unevenness(far, furthest), unevenness(near, far)];
  const isClear = before > 2 * noiseBar(deviation, far.step);
  return isClear && own <= before / 4 ? own / 2 : 0;
}
