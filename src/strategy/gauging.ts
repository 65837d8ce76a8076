import { sharpBar } from '../judge/probed.ts';
import {
  type Excess,
  extrapolated,
  FALL,
  isSmooth,
  noiseBar,
  removed,
  residue,
  unevenness,
} from '../numeric/extrapolated.ts';
import type { Moving, Spread } from '../probe/course.ts';
import type { Check } from '../probe/request.ts';
import { excessesAlong } from '../probe/spread.ts';
import { comparedIn, type Study } from '../probe/study.ts';
import { deviationAlong, TOO_LONG } from './deviation.ts';
import { finestStep } from './finest-step.ts';
import { type Gauge, ROUGH, type Shown, SMOOTH } from './gauge.ts';
import { areKinksElsewhere, noteKinks } from './kinks-elsewhere.ts';

/** The longest step; the shortest. */
const LONGEST = { float64: 2 ** -3, float32: 2 ** -1, float16: 1 } as const;
const SHORTEST = { float64: 2 ** -30, float32: 2 ** -12, float16: 2 ** -5 } as const;
/** What extrapolation leaves is this part of the bar of noise, at the most. */
const BELOW_NOISE = 1 / 12;

/** How directions are to be measured, and what the first of them has shown so. */
export interface Gauged {
  readonly gauge: Gauge;
  readonly shown: Shown;
  /** Where kinks are more than any step could see past: finer steps all the same. */
  readonly onward?: () => Check<Gauged | undefined>;
}

/** What is measured along, and the error of one coordinate alone that is to be seen. */
interface Sought {
  readonly first: Moving;
  readonly wanted: number;
  /** The one that the threshold asks for: no step is longer for one that is far smaller. */
  readonly asked: number;
}

/**
 * Finds over what steps to measure along directions through a variable, by the first of them.
 *
 * @returns nothing where noise has no end
 */
export function* gaugeFor(
  study: Study,
  spread: Spread,
  { first, wanted, asked }: Sought,
): Check<Gauged | undefined> {
  const format = comparedIn(study, spread.variable);
  const deviation = yield* deviationAlong(study, spread, first);
  if (!Number.isFinite(deviation)) return;
  const finest = finestStep({ spread, deviation, shortest: SHORTEST[format] }, wanted);
  const way: Way = { study, spread, first, deviation, finest, asked, excesses: [] };
  const bounds = { from: LONGEST[format], to: SHORTEST[format] };
  const end = yield* descend(way, bounds, isHopeless);
  if (end !== 'hopeless') return yield* chosenOn(way, end);
  noteKinks(study, { isKinked: true });
  const { step } = lastOf(way);
  const onward = function* () {
    const finer = yield* descend(way, { ...bounds, from: step / 2 }, never);
    return yield* chosenOn(way, finer);
  };
  return { ...shownOn(way), onward };
}

/** The steps to take, after those that were tried. */
function* chosenOn(way: Way, end: End): Check<Gauged | undefined> {
  if (end === 'blunt') return bluntly(way);
  const { study, spread, deviation } = way;
  if (way.excesses.length === RUNGS) yield* ascend(way);
  // other directions curve differently
  else if (comparedIn(study, spread.variable) === 'float64') yield* take(way, lastOf(way).step / 2);
  const { step } = lastOf(way);
  const blunt = bluntly(way);
  if (blunt !== undefined && blunt.bar < WORTH * noiseBar(deviation, step)) return blunt;
  return shownOn(way);
}

function shownOn(way: Way): Gauged {
  const [far, near] = way.excesses.slice(-2);
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
  /** The finest step over which noise leaves what is sought to be seen, if there is one. */
  readonly finest: number | undefined;
  readonly asked: number;
  /** Coarsest first. */
  readonly excesses: Excess[];
}

/** So many steps, each half of the one before, show whether a line is smooth. */
const RUNGS = 3;
const lastOf = ({ excesses }: Way) => excesses[excesses.length - 1];

function* excessAt({ study, spread, first }: Way, step: number): Check<Excess> {
  return (yield* excessesAlong(study, spread, { moving: [first], steps: [step] }))[0][0];
}

function* take(way: Way, step: number): Check<void> {
  way.excesses.push(yield* excessAt(way, step));
}

/** How a search for a step ends: at one that is short enough, where none is, or where kinks tell that none will be. */
type End = 'found' | 'blunt' | 'hopeless';

/** Shorter steps, until what extrapolation leaves is below noise, or there is no hope that it ever is. */
function* descend(
  way: Way,
  { from, to }: { readonly from: number; readonly to: number },
  isOver: (way: Way) => boolean,
): Check<End> {
  for (let step = from; step >= to; step /= 2) {
    yield* take(way, step);
    if (isFineEnough(way, way.excesses)) return 'found';
    if (isOver(way)) return 'hopeless';
  }
  return 'blunt';
}

function never(): boolean {
  return false;
}

/** Over so many steps what is uneven falls by far more where a function is smooth: by 8 from each to the next. Where others had kinks fewer tell. */
const OCTAVES = 4;
const FEWER = 2;
const FALLEN = 1 / 8;

/**
 * Whether kinks are more than noise even over the finest step that noise leaves: what is uneven does not fall as a smooth function's does, and
 * of kinks no less is left there than by the root of how much shorter it is. That is supposed no further beyond than steps were tried.
 */
function isHopeless({ study, finest, deviation, excesses }: Way): boolean {
  const isExpected = areKinksElsewhere(study);
  const octaves = isExpected ? FEWER : OCTAVES;
  if (finest === undefined || excesses.length <= octaves) return false;
  const rungs = excesses.slice(-octaves - 1);
  const uneven = rungs.slice(1).map((near, i) => unevenness(near, rungs[i]));
  const [before] = uneven;
  const [own] = uneven.slice(-1);
  const { step } = rungs[octaves];
  const isKinked = own > FALLEN * before && own > 2 * noiseBar(deviation, step);
  const isFar = !isExpected && finest < step / 2 ** excesses.length;
  const left = (ROUGH * own * Math.sqrt(Math.min(1, finest / step))) / 2;
  return isKinked && !isFar && left > noiseBar(deviation, finest);
}

/** What noise makes of a direction is nothing to speak of where it is this part of the widest bar that is sharp enough. */
const PLENTY = 1 / 4;

/** Whether noise over the step leaves far more to be seen than the threshold asks for. */
function isPlenty({ spread, deviation, asked, excesses }: Way): boolean {
  const [near] = excesses.slice(-1);
  return noiseBar(deviation, near.step) / spread.scale <= PLENTY * sharpBar(asked);
}

/** Longer steps, while they are short enough as well: noise is the smaller beside what they change. */
function* ascend(way: Way): Check<void> {
  const { excesses } = way;
  for (let step = 2 * excesses[0].step; step < TOO_LONG && !isPlenty(way); step *= 2) {
    const longer = [yield* excessAt(way, step), ...excesses.slice(0, RUNGS - 1)];
    if (!isFineEnough(way, longer)) return;
    excesses.splice(0, RUNGS, ...longer);
  }
}

/** Where no step is short enough, the one at which what is left beside a straight line and a parabola, and noise, are least. */
function bluntly(way: Way): (Gauged & { readonly bar: number }) | undefined {
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
    share: left / (removed(near, far) || removed(far, furthest) / FALL) || 0,
    taken: removed(far, furthest),
    bent: unevenness(far, furthest),
    wander: 0,
    smooth: smoothlyUneven(excesses, deviation),
    family: SMOOTH,
  };
}

/** Half of what is uneven over the last steps, where it falls from one to the next, clear of noise, as h³ would and no kink. */
function smoothlyUneven(excesses: readonly Excess[], deviation: number): number {
  const [furthest, far, near] = excesses.slice(-RUNGS);
  const [before, own] = [unevenness(far, furthest), unevenness(near, far)];
  const isClear = before > 2 * noiseBar(deviation, far.step);
  return isClear && own <= before / 4 ? own / 2 : 0;
}
