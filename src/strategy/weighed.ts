import { aloneSeen, type InParts, leastSeen, type Readings } from '../judge/probed.ts';
import type { Weighing } from '../numeric/group-testing.ts';
import { weightsFor } from '../numeric/weights.ts';
import type { Moving } from '../probe/course.ts';
import type { Check } from '../probe/request.ts';
import { spreadOver } from '../probe/spread.ts';
import type { Study } from '../probe/study.ts';
import type { Variable } from '../subject/variable.ts';
import { throughBlocks } from './blocks.ts';
import { isDoubtful } from './doubts.ts';
import { type Fine, weighFinely, weighPartByPart } from './finely.ts';
import { NOISE_SHARE } from './finest-step.ts';
import {
  type Gauge,
  isRough,
  SMOOTH,
  shownAlong,
  weigh,
  weighFamily,
  withoutKinks,
} from './gauge.ts';
import { type Gauged, gaugeFor } from './gauging.ts';
import { asFarAsBent, isParabola, weighParabolas } from './parabolas.ts';
import { weighRoughly } from './roughly.ts';
import { isWrong, type Part, readAlong } from './search.ts';
import { gaugeStraight } from './straight.ts';

interface Unweighed {
  readonly variable: Variable;
  readonly moving: readonly Moving[];
  /** The error of one coordinate alone that is to be seen. */
  readonly wanted: number;
  /** The one that the threshold asks for. */
  readonly asked: number;
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
  /** When directions through everything are enough among kinks, and what becomes of what they leave open. */
  readonly otherwise?: InParts;
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
  const isSharp = (one: WeighedWhole) => leastSeen(through([one.whole])) <= wanted;
  const by = (some: readonly Moving[]) =>
    weighFamily(study, gauged.gauge, { moving: some, first: gauged.shown });
  const guess = inOnePart(first, yield* by([first])).whole;
  if (leastSeen(through([guess])) > HOPELESS * wanted) return;
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
  const { variable, moving, wanted, asked, together = 0 } = whole;
  const [first] = moving;
  const rough = together > 0 && (yield* weighRoughly(study, { ...whole, together }));
  if (rough) return { ...inOnePart(first, rough), isTogether: true };
  const begun = yield* gaugeFor(study, spreadOver(study, variable), { first, wanted, asked });
  if (begun?.onward === undefined) return begun && (yield* weighGauged(study, whole, begun));
  const fine = yield* weighFinely(study, { ...whole, ...first, gauge: begun.gauge });
  if (fine) return inFineParts(whole, fine);
  const gauged = yield* begun.onward();
  return gauged && (yield* weighGauged(study, whole, { ...gauged, isTried: true }));
}

/** Weighs it over steps that were found; over the finest, too, unless that was tried. */
function* weighGauged(
  study: Study,
  whole: Unweighed,
  gauged: Gauged & { readonly isTried?: boolean },
): Check<WeighedWhole> {
  const { moving, wanted } = whole;
  const [first] = moving;
  const by = (some: readonly Moving[]) =>
    weighFamily(study, gauged.gauge, { moving: some, first: gauged.shown });
  const isSharp = (one: WeighedWhole) => leastSeen(through([one.whole])) <= wanted;
  const own = yield* by([first]);
  const guess = inOnePart(first, own);
  let { isTried = false } = gauged;
  const finely = function* () {
    if (isTried) return;
    isTried = true;
    return yield* weighFinely(study, { ...whole, ...first, gauge: gauged.gauge });
  };
  const early = isNoSharper(guess, wanted) ? yield* finely() : undefined;
  if (early) return inFineParts(whole, early);
  const weighAll = function* () {
    const [{ bar: least }] = own.weighings;
    const { shown } = gauged;
    const bent = asFarAsBent(own.gauge);
    if (!isParabola(bent, shown)) return yield* by(moving);
    return yield* weighParabolas(study, bent, { moving, shown, least });
  };
  const weighed = isSharp(guess) ? inOnePart(first, yield* weighAll()) : guess;
  if (isSharp(weighed)) {
    if (!isRough(weighed.gauge) || !isWrong(weighed.whole.weighings)) return weighed;
    const finer = yield* weighFiner(study, whole, weighed);
    if (finer && isSharp(finer)) return finer;
  }
  const fine = yield* finely();
  if (fine !== undefined) return inFineParts(whole, fine);
  return isSharp(weighed) ? weighed : yield* weighBlocks(study, { ...whole, weighed });
}

/** Whether one direction is sharp, and no sharper than those over the finest step that noise leaves, of which two values each are enough. */
function isNoSharper({ whole }: WeighedWhole, wanted: number): boolean {
  const seen = leastSeen(through([whole]));
  return seen <= wanted && seen > NOISE_SHARE * wanted;
}

/** Over a step that is this part of it what a smooth function's bends leave is nearly nothing, and of kinks half. */
const FINER = 1 / 4;

/**
 * Weighs all of a variable over finer steps that looks as if it had kinks and shows a difference: bends that are no parabola look like that
 * where the first direction, which steps are found along, has hardly any, and noise where it was little there by luck.
 *
 * @returns nothing where it may be that of kinks, which is another over other steps
 */
function* weighFiner(
  study: Study,
  { moving }: Unweighed,
  { gauge, whole: { weighings: before } }: WeighedWhole,
): Check<WeighedWhole | undefined> {
  const step = Math.max(gauge.shortest, FINER * gauge.step);
  const fine = { ...gauge, step, family: SMOOTH };
  const [first] = yield* shownAlong(study, fine, moving.slice(0, 1));
  const found = yield* weighFamily(study, fine, { moving, first });
  const weighed = inOnePart(moving[0], found);
  if (!isRough(found.gauge)) return isWrong(found.weighings) ? weighed : undefined;
  const same = found.weighings.filter((one, i) => isSame(one, before[i]));
  return 2 * same.length > moving.length
    ? { ...weighed, gauge: withoutKinks(found.gauge) }
    : undefined;
}

/** Whether two measurements along a direction show one difference, beyond doubt. */
function isSame(one: Weighing, other: Weighing): boolean {
  const isSeen = !isDoubtful(one) && !isDoubtful(other);
  return isSeen && Math.abs(one.value - other.value) <= one.bar + other.bar;
}

/** Weighs a variable anew whose directions show another difference over finer steps: over the finest, or block by block. */
export function* weighAnew(
  study: Study,
  whole: Unweighed & { readonly weighed: WeighedWhole },
): Check<WeighedWhole> {
  const { moving, weighed } = whole;
  const fine =
    !weighed.isFine &&
    !weighed.isByBlocks &&
    (yield* weighFinely(study, { ...whole, ...moving[0], gauge: weighed.gauge }));
  return fine ? inFineParts(whole, fine) : yield* weighBlocks(study, { ...whole, isRefuted: true });
}

/** What a variable has shown in one part, and whether that was another difference over other steps. */
interface InOnePart extends Unweighed {
  readonly weighed: WeighedWhole;
  readonly isRefuted?: boolean;
}

/** Weighs a variable block by block that is blunt, or not smooth, in one part. */
function* weighBlocks(
  study: Study,
  { weighed, isRefuted = false, ...unweighed }: InOnePart,
): Check<WeighedWhole> {
  const { moving, wanted, key } = unweighed;
  const { gauge, whole } = weighed;
  const apart = weighed.isFine && (yield* weighApart(study, { ...unweighed, weighed }));
  if (apart) return apart;
  const alone = aloneSeen(through([whole]));
  const blocks = yield* throughBlocks(study, { ...moving[0], key, gauge, wanted, alone });
  if (blocks === undefined) return { ...weighed, isBlunt: true };
  const nothing = { ...whole, weighings: [] };
  const inBlocks = { ...blocks, isByBlocks: true, whole: nothing, isBlunt: false };
  if (leastSeen(through(blocks.parts)) <= wanted) return inBlocks;
  if (isRefuted) return { ...weighed, isBlunt: true };
  const others = yield* weigh(study, gauge, moving.slice(whole.weighings.length));
  const weighings = [...whole.weighings, ...others];
  const isSharp = leastSeen({ ...through(blocks.parts), whole: weighings }) <= wanted;
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

function inFineParts({ moving: [{ members }] }: Unweighed, fine: Fine): WeighedWhole {
  const { parts } = fine;
  const isByBlocks = parts.length > 1;
  const whole = isByBlocks ? { members, weighings: [] } : parts[0];
  return { ...fine, isByBlocks, whole, isFine: true, isBlunt: false };
}

function through(parts: readonly Part[]): Readings {
  return { parts: parts.map(readAlong) };
}

function inOnePart(
  { members }: Moving,
  { gauge, weighings }: { readonly gauge: Gauge; readonly weighings: readonly Weighing[] },
): WeighedWhole {
  const whole = { members, weighings: [...weighings] };
  return { gauge, parts: [whole], isByBlocks: false, whole, isBlunt: false };
}
