import { type Excess, FALL, noiseBar, removed } from '../numeric/extrapolated.ts';
import type { Weighing } from '../numeric/group-testing.ts';
import type { Moving } from '../probe/course.ts';
import type { Check } from '../probe/request.ts';
import { excessesAlong } from '../probe/spread.ts';
import type { Study } from '../probe/study.ts';
import { type Gauge, isKinked, OTHERS, plainBar, roundedBy, type Shown } from './gauge.ts';

/** What extrapolation takes away is nothing where it is no more than this part of the bar of noise; of the shorter steps that may be noise. */
const NOTHING = 1 / 12;
const NOISE = 1 / 6;

/**
 * Whether the value is a parabola along a direction, as far as noise lets see: one central difference says as much as two there. Over the
 * longest steps more would be taken away, and says what there is over the shorter ones.
 */
export function isParabola(gauge: Gauge, [near, far]: Shown): boolean {
  const { deviation, taken = Number.POSITIVE_INFINITY } = gauge;
  const noise = noiseBar(deviation, near.step);
  const isNothing = taken / FALL <= NOTHING * noise && removed(near, far) <= NOISE * noise;
  return !isKinked(gauge) && isNothing;
}

/** Directions beside the one that has shown a parabola, and the bar of that: what is doubtful is measured as it was. */
interface Others {
  readonly moving: readonly Moving[];
  readonly shown: Shown;
  readonly least: number;
}

/**
 * Measures along directions through a variable by one difference each, where another has shown a parabola. One that is more curved than
 * several of it may have kinks in it, and has a bar as wide.
 */
export function* weighParabolas(
  study: Study,
  gauge: Gauge,
  { moving, shown: [near], least }: Others,
): Check<readonly Weighing[]> {
  const { spread, deviation, step } = gauge;
  const excesses = yield* excessesAlong(study, spread, { moving, steps: [step] });
  const usual = OTHERS * Math.abs(near.even) + noiseBar(deviation, step);
  const unusual = ({ even }: Excess) => Math.max(0, Math.abs(even) - usual) / 2;
  const weighings = excesses.map(([excess], i) => ({
    weights: moving[i].weights,
    value: excess.odd / spread.scale,
    bar: Math.max(least, plainBar(gauge)) + unusual(excess) / spread.scale,
  }));
  return roundedBy(study, gauge, { moving, weighings });
}
