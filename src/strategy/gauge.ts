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
  /** What the first direction's curvature leaves that is no parabola. */
  readonly uneven: number;
}

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
): Check<{ readonly gauge: Gauge; readonly reading: Weighing } | undefined> {
  const format = comparedIn(study, spread.variable);
  const deviation = yield* deviationAlong(study, spread, first);
  if (!Number.isFinite(deviation)) return;
  const way: Way = { study, spread, first, deviation, excesses: [] };
  const isFound = yield* descend(way, { from: LONGEST[format], to: SHORTEST[format] });
  if (!isFound) return;
  if (way.excesses.length === RUNGS) yield* ascend(way);
  // other directions curve differently
  else if (format === 'float64') yield* take(way, lastOf(way).step / 2);
  const gauge = gaugeOver(way);
  const [far, near] = way.excesses.slice(-2);
  return { gauge, reading: readingOf(gauge, first, [near, far]) };
}

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
    uneven: unevenness(near, far),
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

/** So many times what extrapolation left along the first direction it may leave along another. */
const OTHERS = 4;

/** By how much the analytic slope along a direction differs, in the units of the gradient. */
function readingOf(
  gauge: Gauge,
  { weights }: { readonly weights: Weights },
  [near, far]: readonly [Excess, Excess],
): Weighing {
  const { spread, deviation, residue: left, share, uneven } = gauge;
  const noise = noiseBar(deviation, near.step);
  const curved = OTHERS * Math.max(left, share * removed(near, far));
  const rough = Math.max(0, unevenness(near, far) - OTHERS * uneven - 3 * noise) / 2;
  const value = extrapolated(near, far) / spread.scale;
  return { weights, value, bar: (noise + curved + rough) / spread.scale };
}

/** Measures along several directions. */
export function* weigh(
  study: Study,
  gauge: Gauge,
  moving: readonly Moving[],
): Check<readonly Weighing[]> {
  const steps = [gauge.step, 2 * gauge.step];
  const excesses = yield* excessesAlong(study, gauge.spread, { moving, steps });
  return excesses.map(([near, far], i) => readingOf(gauge, moving[i], [near, far]));
}
