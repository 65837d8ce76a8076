import { type Excess, FALL, noiseBar, removed } from '../numeric/extrapolated.ts';
import type { Weighing } from '../numeric/group-testing.ts';
import type { Moving } from '../probe/course.ts';
import type { Check } from '../probe/request.ts';
import { excessesAlong } from '../probe/spread.ts';
import type { Study } from '../probe/study.ts';
import {
  type Gauge,
  isKinked,
  OTHERS,
  plainBar,
  readFamily,
  roundedBy,
  type Shown,
} from './gauge.ts';
import { isWrong } from './search.ts';

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

/** Directions of which the first has shown a parabola, and the bar of that: what is doubtful is measured as it was. */
interface Alike {
  readonly moving: readonly Moving[];
  readonly shown: Shown;
  readonly least: number;
}

/**
 * Measures along directions through a variable by one difference each, where the first has shown a parabola; and by another where these
 * show a difference: along others it may be more than a parabola.
 */
export function* weighParabolas(
  study: Study,
  gauge: Gauge,
  { moving, shown, least }: Alike,
): Check<{ readonly gauge: Gauge; readonly weighings: readonly Weighing[] }> {
  const { spread, step } = gauge;
  const [first, ...others] = moving;
  const near = yield* excessesAlong(study, spread, { moving: others, steps: [step] });
  const plain = plainly(study, gauge, { moving: others, shown, least, near });
  const [own] = readFamily(study, gauge, { moving: [first], shown: [shown] }).weighings;
  if (!isWrong(plain)) return { gauge, weighings: [own, ...plain] };
  const far = yield* excessesAlong(study, spread, { moving: others, steps: [2 * step] });
  const all = near.map(([one], i): Shown => [one, far[i][0]]);
  return readFamily(study, gauge, { moving, shown: [shown, ...all] });
}

/** One that is more curved than several of the first may have kinks in it, and has a bar as wide. */
function plainly(
  study: Study,
  gauge: Gauge,
  {
    moving,
    shown: [first],
    least,
    near,
  }: Alike & { readonly near: readonly (readonly Excess[])[] },
): readonly Weighing[] {
  const { spread, deviation, step } = gauge;
  const usual = OTHERS * Math.abs(first.even) + noiseBar(deviation, step);
  const unusual = ({ even }: Excess) => Math.max(0, Math.abs(even) - usual) / 2;
  const weighings = near.map(([excess], i) => ({
    weights: moving[i].weights,
    value: excess.odd / spread.scale,
    bar: Math.max(least, plainBar(gauge)) + unusual(excess) / spread.scale,
  }));
  return roundedBy(study, gauge, { moving, weighings });
}
