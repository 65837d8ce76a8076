import { type Excess, FALL, noiseBar, removed, unevenness } from '../numeric/extrapolated.ts';
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

/** The same with no more kinks than the longest steps show: what one direction alone shows over the shorter ones may be noise. */
export function asFarAsBent(gauge: Gauge): Gauge {
  const { bent = Number.POSITIVE_INFINITY, family } = gauge;
  return { ...gauge, family: { ...family, rough: Math.min(family.rough, bent / 2) } };
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
  const all = [shown, ...near.map(([one], i): Shown => [one, far[i][0]])];
  const known = [own, ...plain];
  return (
    withoutUneven(study, gauge, { moving, shown: all, known }) ??
    readFamily(study, gauge, { moving, shown: all })
  );
}

/** So many directions that cross no kink tell whether there is a difference. */
const ENOUGH = 4;

/** Directions over two steps, and what they have shown over the shorter one alone. */
interface OverBoth {
  readonly moving: readonly Moving[];
  readonly shown: readonly Shown[];
  readonly known: readonly Weighing[];
}

/**
 * What directions say where a few cross a kink beyond the shorter step, which would widen the bars of all: of these the shorter step counts, as
 * it does where nothing is wrong.
 *
 * @returns nothing where too many do, or the others show no difference
 */
function withoutUneven(
  study: Study,
  gauge: Gauge,
  { moving, shown, known }: OverBoth,
): { readonly gauge: Gauge; readonly weighings: readonly Weighing[] } | undefined {
  const even = moving.filter((_, i) => isEven(gauge, shown[i]));
  if (even.length < ENOUGH) return;
  const shownOf = shown.filter((one) => isEven(gauge, one));
  const { gauge: own, weighings } = readFamily(study, gauge, { moving: even, shown: shownOf });
  if (!isWrong(weighings)) return;
  const readings = moving.map((one, i) => weighings[even.indexOf(one)] ?? known[i]);
  return { gauge: own, weighings: readings };
}

function isEven({ deviation }: Gauge, [near, far]: Shown): boolean {
  return unevenness(near, far) / 2 <= noiseBar(deviation, near.step);
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
