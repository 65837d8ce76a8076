import { aloneSeen, leastSeen, type Readings } from '../judge/probed.ts';
import { UNIT_ROUNDOFF } from '../numeric/dtype.ts';
import { DEVIATIONS } from '../numeric/extrapolated.ts';
import type { Weighing } from '../numeric/group-testing.ts';
import { norm } from '../numeric/norm.ts';
import { weightsFor } from '../numeric/weights.ts';
import type { Moving } from '../probe/course.ts';
import type { Check } from '../probe/request.ts';
import { excessesAlong, spreadOver } from '../probe/spread.ts';
import { comparedIn, type Study } from '../probe/study.ts';
import type { Variable } from '../subject/variable.ts';
import { throughBlocks } from './blocks.ts';
import { type Fine, weighFinely, weighPartByPart } from './finely.ts';
import { type Gauge, isRough, median, SMOOTH, weigh, weighFamily } from './gauge.ts';
import { gaugeFor } from './gauging.ts';
import { isWrong, type Part } from './search.ts';
import { gaugeStraight } from './straight.ts';

interface Unweighed {
  readonly variable: Variable;
  readonly moving: readonly Moving[];
  /** The error of one coordinate alone that is to be seen. */
  readonly wanted: number;
  /** The error of many together that is to be seen, where single ones are known to agree. */
  readonly together?: number;
  readonly key: () => number;
}

/** A variable weighed in one part or in blocks. */
export interface WeighedWhole {
  readonly gauge: Gauge;
  readonly parts: readonly Part[];
  readonly isByBlocks: boolean;
  /** Directions through all of it; none where blocks tell enough. */
  readonly whole: Part;
  /** Whether over steps that are chosen by noise alone, among kinks. */
  readonly isFine?: boolean;
  /** Whether neither is sharp enough. */
  readonly isBlunt: boolean;
  /** Whether it is sharp enough for what is wrong about many coordinates together. */
  readonly isTogether?: boolean;
}

/** Weighs a variable through all of it, or, where that is blunt, block by block; nothing where no direction has a slope. */
export function* weighWhole(study: Study, whole: Unweighed): Check<WeighedWhole | undefined> {
  return (yield* weighStraight(study, whole)) ?? (yield* weighFully(study, whole));
}

/** Directions that cross more kinks to both sides than others, for which the bars are so many times as wide, tell nothing. */
const BLURRED = 2;

/** Where the first is so many times too blunt, it is not by bad luck. */
const HOPELESS = 64;

/** Weighs it as its outputs show it one by one, where that is sharp. */
function* weighStraight(study: Study, whole: Unweighed): Check<WeighedWhole | undefined> {
  const { variable, moving, wanted, key } = whole;
  const [first] = moving;
  const gauged = yield* gaugeStraight(study, { spread: spreadOver(study, variable), first });
  if (gauged === undefined) return;
  const isSharp = (one: WeighedWhole) => leastSeen(through(one.whole.weighings)) <= wanted;
  const by = (some: readonly Moving[]) =>
    weighFamily(study, gauged.gauge, { moving: some, first: gauged.shown });
  const guess = inOnePart(first, yield* by([first])).whole.weighings;
  if (leastSeen(through(guess)) > HOPELESS * wanted) return;
  const { gauge, weighings } = yield* by(moving);
  const clear = withoutBlurred(weighings);
  if (clear.length < moving.length) {
    const others = moving.map(({ members }) => ({ members, weights: weightsFor(key()) }));
    clear.push(...(yield* weigh(study, gauge, others)));
  }
  const weighed = inOnePart(first, {
    gauge,
    weighings: withoutBlurred(clear).slice(0, moving.length),
  });
  return isSharp(weighed) ? weighed : undefined;
}

function withoutBlurred(weighings: readonly Weighing[]): Weighing[] {
  const sharpest = Math.min(...weighings.map(({ bar }) => bar));
  return weighings.filter(({ bar }) => bar <= BLURRED * sharpest);
}

function* weighFully(study: Study, whole: Unweighed): Check<WeighedWhole | undefined> {
  const { variable, moving, wanted, together = 0 } = whole;
  const quick = together > 0 && (yield* weighRoughly(study, { ...whole, together }));
  if (quick) return quick;
  const [first] = moving;
  const gauged = yield* gaugeFor(study, spreadOver(study, variable), { first });
  if (gauged === undefined) return;
  const by = (some: readonly Moving[]) =>
    weighFamily(study, gauged.gauge, { moving: some, first: gauged.shown });
  const isSharp = (one: WeighedWhole) => leastSeen(through(one.whole.weighings)) <= wanted;
  const guess = inOnePart(first, yield* by([first]));
  const weighed = isSharp(guess) ? inOnePart(first, yield* by(moving)) : guess;
  if (isSharp(weighed) && !(isRough(weighed.gauge) && isWrong(weighed.whole.weighings)))
    return weighed;
  const fine = yield* weighFinely(study, { ...whole, ...first, gauge: gauged.gauge });
  if (fine !== undefined) return inFineParts(whole, fine);
  return isSharp(weighed) ? weighed : yield* weighBlocks(study, { ...whole, weighed });
}

/** What kinks show in one of six directions by luck is less than so many times what they show in all. */
const BY_LUCK = 4;
/** So many times the step over which rounding and what kinks leave of a slope, its root, are the same. */
const COARSER = 8;

/**
 * Weighs all of it by one difference along each direction, where nothing is open but what many coordinates do together and kinks are more
 * than a longer look could see past: kinks and noise add as much to half of the even part as to the odd one.
 */
function* weighRoughly(
  study: Study,
  { variable, moving, together = 0 }: Unweighed,
): Check<WeighedWhole | undefined> {
  const spread = spreadOver(study, variable);
  const unit = UNIT_ROUNDOFF[comparedIn(study, variable)];
  const step = COARSER * 2 ** Math.round((2 / 3) * Math.log2(unit));
  const shown = yield* excessesAlong(study, spread, { moving, steps: [step] });
  const bends = shown.map(([{ even }]) => even / 2);
  const usual = median(bends);
  const scatter = norm(bends.map((bend) => bend - usual)) / Math.sqrt(bends.length);
  const bar = (BY_LUCK * scatter) / spread.scale;
  const weighings = shown.map(
    ([{ odd }], i): Weighing => ({ weights: moving[i].weights, value: odd / spread.scale, bar }),
  );
  const deviation = (scatter * step) / DEVIATIONS;
  const gauge = { spread, deviation, step, shortest: step, ...OF_ONE_STEP, isAmongKinks: true };
  const isEnough = leastSeen({ rest: weighings, isByBlocks: false, isTogether: true }) <= together;
  if (isWrong(weighings) || !isEnough) return;
  return { ...inOnePart(moving[0], { gauge, weighings }), isTogether: true };
}

/** One step tells nothing of how slopes converge. */
const OF_ONE_STEP = { residue: 0, share: 0, wander: 0, smooth: 0, family: SMOOTH };

/** Weighs a variable block by block that is blunt, or not smooth, in one part. */
export function* weighBlocks(
  study: Study,
  { moving, wanted, key, variable, weighed }: Unweighed & { readonly weighed: WeighedWhole },
): Check<WeighedWhole> {
  const { gauge, whole } = weighed;
  const apart =
    weighed.isFine && (yield* weighApart(study, { moving, wanted, key, variable, weighed }));
  if (apart) return apart;
  const alone = aloneSeen(through(whole.weighings));
  const blocks = yield* throughBlocks(study, { ...moving[0], key, gauge, wanted, alone });
  if (blocks === undefined) return { ...weighed, isBlunt: true };
  const rest = blocks.parts.flatMap(({ weighings }) => weighings);
  const nothing = { ...whole, weighings: [] };
  const inBlocks = { ...blocks, isByBlocks: true, whole: nothing, isBlunt: false };
  if (leastSeen({ rest, isByBlocks: true }) <= wanted) return inBlocks;
  const others = yield* weigh(study, gauge, moving.slice(whole.weighings.length));
  const weighings = [...whole.weighings, ...others];
  const isSharp = leastSeen({ rest, isByBlocks: true, whole: weighings }) <= wanted;
  return isSharp ? { ...inBlocks, whole: { ...whole, weighings } } : { ...weighed, isBlunt: true };
}

/** Weighs a variable part by part that shows a difference in one, and nothing that makes it: it may be that of kinks. */
export function* weighApart(
  study: Study,
  { weighed, ...whole }: Unweighed & { readonly weighed: WeighedWhole },
): Check<WeighedWhole | undefined> {
  const { gauge } = weighed;
  const fine = yield* weighPartByPart(study, { ...whole, ...whole.moving[0], gauge });
  return fine && inFineParts(whole, fine);
}

function inFineParts({ moving: [{ members }] }: Unweighed, { gauge, parts }: Fine): WeighedWhole {
  const isByBlocks = parts.length > 1;
  const whole = isByBlocks ? { members, weighings: [] } : parts[0];
  return { gauge, parts, isByBlocks, whole, isFine: true, isBlunt: false };
}

function through(rest: readonly Weighing[]): Readings {
  return { rest, isByBlocks: false };
}

function inOnePart(
  { members }: Moving,
  { gauge, weighings }: { readonly gauge: Gauge; readonly weighings: readonly Weighing[] },
): WeighedWhole {
  const whole = { members, weighings: [...weighings] };
  return { gauge, parts: [whole], isByBlocks: false, whole, isBlunt: false };
}
