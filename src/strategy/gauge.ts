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
  const excesses: Excess[] = [];
  const take = function* (step: number) {
    excesses.push(...(yield* excessesAlong(study, spread, { moving: [first], steps: [step] }))[0]);
  };
  const isFineEnough = () =>
    excesses.length >= 3 &&
    isSmooth(excesses, deviation) &&
    residue(excesses) <= BELOW_NOISE * noiseBar(deviation, excesses[excesses.length - 1].step);
  for (let step = LONGEST[format]; !isFineEnough(); step /= 2) {
    if (step < SHORTEST[format]) return;
    yield* take(step);
  }
  const left = residue(excesses);
  const [far, near] = excesses.slice(-2);
  const share = left / removed(near, far) || 0;
  const uneven = unevenness(near, far);
  const own = { spread, deviation, step: near.step, residue: left, share, uneven };
  if (format !== 'float64') return { gauge: own, reading: readingOf(own, first, [near, far]) };
  // other directions curve differently
  yield* take(near.step / 2);
  const gauge = {
    ...own,
    step: near.step / 2,
    residue: left / 16,
    share: share / 4,
    uneven: uneven / 8,
  };
  return { gauge, reading: readingOf(gauge, first, [excesses[excesses.length - 1], near]) };
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
