import { leastSeen } from '../judge/probed.ts';
import { UNIT_ROUNDOFF } from '../numeric/dtype.ts';
import { DEVIATIONS, type Excess } from '../numeric/extrapolated.ts';
import type { Weighing } from '../numeric/group-testing.ts';
import { norm } from '../numeric/norm.ts';
import { weightsFor } from '../numeric/weights.ts';
import type { Moving, Spread } from '../probe/course.ts';
import type { Check } from '../probe/request.ts';
import { excessesAlong, spreadOver } from '../probe/spread.ts';
import { comparedIn, type Study } from '../probe/study.ts';
import type { Variable } from '../subject/variable.ts';
import { isDoubtful } from './doubts.ts';
import { type Gauge, median, SMOOTH } from './gauge.ts';
import { isWrong } from './search.ts';

/** A variable of which nothing is open but what many coordinates do together. */
interface Composed {
  readonly variable: Variable;
  readonly moving: readonly Moving[];
  /** The error of many together that is to be seen. */
  readonly together: number;
  readonly key: () => number;
}

/** What kinks show in one of some directions by luck is less than so many times what they show in all. */
const BY_LUCK = 4;
/**
 * So many times the step over which rounding and what kinks leave of a slope, its root, are the same: there may be more of either, of kinks
 * along many coordinates, of rounding along few.
 */
const STEPS = [8, 64];
/** No step is longer, whatever the format. */
const LONGEST = 2 ** -4;
/** So often more directions are drawn over the better step: of few of them luck makes too much. */
const MORE = 3;

/**
 * Weighs all of a variable by one difference along each direction, where kinks are more than a longer look could see past.
 *
 * Kinks and noise add as much to half of the even part as to the odd one, so the scatter of the one is the bar of the other; with every
 * further direction both what is hidden by it and what luck makes of it are less.
 *
 * @returns nothing where a difference is to be seen, or too much is hidden
 */
export function* weighRoughly(
  study: Study,
  { variable, moving, together, key }: Composed,
): Check<Rough | undefined> {
  const spread = spreadOver(study, variable);
  const others = () => moving.map((one) => ({ ...one, weights: weightsFor(key()) }));
  const looks: Looks[] = [];
  for (const step of stepsFor(study, variable)) {
    looks.push(yield* lookAlong(study, spread, { moving, step }));
    const [last] = looks.slice(-1);
    if (isClear(last)) return;
    if (isEnough(last, together)) return roughly(last);
  }
  let [best] = looks.sort((a, b) => scatterOf(a) - scatterOf(b));
  for (let i = 0; i < MORE && !isEnough(best, together) && !isClear(best); i++) {
    const more = yield* lookAlong(study, spread, { moving: others(), step: best.step });
    const looked = [...best.moving, ...more.moving];
    best = { ...best, moving: looked, shown: [...best.shown, ...more.shown] };
  }
  return isEnough(best, together) ? roughly(best) : undefined;
}

/** Directions over one step, and what they have shown. */
interface Looks {
  readonly spread: Spread;
  readonly step: number;
  readonly moving: readonly Moving[];
  readonly shown: readonly Excess[];
}

function stepsFor(study: Study, variable: Variable): readonly number[] {
  const unit = UNIT_ROUNDOFF[comparedIn(study, variable)];
  const even = 2 ** Math.round((2 / 3) * Math.log2(unit));
  return STEPS.map((times) => Math.min(LONGEST, times * even));
}

function* lookAlong(
  study: Study,
  spread: Spread,
  { moving, step }: Pick<Looks, 'moving' | 'step'>,
): Check<Looks> {
  const excesses = yield* excessesAlong(study, spread, { moving, steps: [step] });
  return { spread, step, moving, shown: excesses.map(([excess]) => excess) };
}

/** Odd parts that are no more than so many times what even ones are may be so by luck, and count as well. */
const LIKE = 3;

/** The standard deviation of what kinks and noise make of a slope, by half of the even parts, of which what is usual is curvature, and by the odd ones. */
function scatterOf({ shown }: Looks): number {
  const bends = shown.map(({ even }) => even / 2);
  const usual = median(bends);
  const own = norm(bends.map((bend) => bend - usual)) / Math.sqrt(bends.length - 1);
  const odd = norm(shown.map((one) => one.odd)) / Math.sqrt(shown.length);
  return Math.hypot(own, Math.min(odd, LIKE * own)) / Math.SQRT2;
}

function weighingsOf(looks: Looks): readonly Weighing[] {
  const { spread, moving, shown } = looks;
  const bar = (BY_LUCK * scatterOf(looks)) / spread.scale;
  return shown.map(({ odd }, i) => ({
    weights: moving[i].weights,
    value: odd / spread.scale,
    bar,
  }));
}

/** Whether a difference is beyond all doubt, which more directions would only confirm. */
function isClear(looks: Looks): boolean {
  return !weighingsOf(looks).every(isDoubtful);
}

function isEnough(looks: Looks, together: number): boolean {
  const readings = weighingsOf(looks);
  const parts = [{ size: looks.spread.variable.size, readings }];
  return !isWrong(readings) && leastSeen({ parts, isTogether: true }) <= together;
}

interface Rough {
  readonly gauge: Gauge;
  readonly weighings: readonly Weighing[];
}

/** One step tells nothing of how slopes converge. */
const OF_ONE_STEP = { residue: 0, share: 0, wander: 0, smooth: 0, family: SMOOTH };

function roughly(looks: Looks): Rough {
  const { spread, step } = looks;
  const deviation = (scatterOf(looks) * step) / DEVIATIONS;
  const gauge = { spread, deviation, step, shortest: step, ...OF_ONE_STEP, isAmongKinks: true };
  return { gauge, weighings: weighingsOf(looks) };
}
