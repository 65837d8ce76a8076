import { type Excess, noiseBar } from '../numeric/extrapolated.ts';
import type { Weighing } from '../numeric/group-testing.ts';
import { weightsFor } from '../numeric/weights.ts';
import type { Moving } from '../probe/course.ts';
import type { Check } from '../probe/request.ts';
import { excessesAlong } from '../probe/spread.ts';
import type { Study } from '../probe/study.ts';
import { agreeBeside, areHalved, besideKinks, curvatureBeside, QUIET } from './beside-kinks.ts';
import { asDensest, type Curved, curvedBy, meanSize } from './curved.ts';
import type { Draws } from './draws.ts';
import { type Gauge, LESS_NOISE, median, roundedBy, UNEVEN_NOISE } from './gauge.ts';
import { isWrong, type Part } from './search.ts';

/** Parts that are about as large, and what is to be seen in them. */
export interface Level {
  readonly gauge: Gauge;
  /** The widest bar that is sharp enough. */
  readonly sharp: number;
  readonly key: () => number;
  /** What curvature makes of half of an even part, a coordinate, where larger parts have shown it. */
  readonly bend?: number;
}

/** One that shows a difference takes so many more that show none: what it shows may be kinks that even parts do not. */
const OUTVOTED = 2;
/** A difference is one that so many directions show. */
export const SHOWN = 3;
/** Where more than this part is not clear at once, parts are too large. */
const MANY = 1 / 2;

/** A direction, and what it shows over the step. */
interface Look {
  readonly moving: Moving;
  readonly excess: Excess;
  readonly weighing: Weighing;
}

type Unweighed = Omit<Look, 'weighing'>;

/** Parts through which enough directions cross no kink, with what these show; and the others. */
interface Sorted {
  readonly clear: readonly Part[];
  readonly unclear: readonly Part[];
  /** Whether what was looked at, all together, shows no more than noise does, or enough of them agree beside kinks. */
  readonly isQuiet: boolean;
  readonly isBeside: boolean;
  /** Whether the first directions were enough. */
  readonly isAtOnce: boolean;
  /** What curvature makes of half of an even part, a coordinate. */
  readonly bend: number;
}

/** Some coordinates, and what has been seen of them so far. */
interface Seen {
  readonly members: Uint32Array;
  readonly looks: Unweighed[];
  weighings: readonly Weighing[];
  isClear: boolean;
  isBeside: boolean;
  isSupposed: boolean;
  /** Whether what its directions show is known to be a kink. */
  isKinked: boolean;
}

const unseen = (members: Uint32Array): Seen => ({
  members,
  looks: [],
  weighings: [],
  isClear: false,
  isBeside: false,
  isSupposed: false,
  isKinked: false,
});

/**
 * Looks along directions through parts until it is clear what they show.
 *
 * A kink that lies to one side of the point adds to the odd part of a direction what it adds to half of the even one, or takes that away.
 * What the even part is without kinks, curvature, is the same along all directions, as far as those agree that cross none.
 */
export function* clearOf(
  study: Study,
  level: Level & Draws,
  parts: readonly Uint32Array[],
): Check<Sorted> {
  const all = parts.map(unseen);
  let looked: readonly Weighing[] = [];
  let curved = curvedBy(level.bend ?? 0);
  for (let draw = 0; draw < level.draws; draw++) {
    const open = all.filter((one) => isOpen(level, one, curved));
    const isTooLarge = draw === 1 && level.drawn === 1 && areTooLarge(level, all, curved);
    if (open.length === 0 || isTooLarge) break;
    yield* lookMore(study, level, open);
    curved = level.bend === undefined ? curvedIn(level, all) : curved;
    // further ones through some of many parts are drawn for what the first have shown
    if (draw === 0 || level.isQuietly)
      looked = open.flatMap((one) => weighingsOf(study, level, { one, curved }));
    const isQuiet = areQuiet(level, looked);
    for (const one of open) yield* settle(study, { ...level, isQuiet }, { one, curved });
  }
  const isBeside = all.some((one) => one.isBeside);
  return {
    clear: all.filter((one) => one.isClear).map(partOf),
    unclear: all.filter((one) => !one.isClear).map(partOf),
    isQuiet: isBeside || areQuiet(level, looked),
    isBeside,
    isAtOnce: all.every((one) => one.isClear && one.looks.length === level.drawn),
    bend: level.bend ?? curved(all[0]) / meanSize(all),
  };
}

/** Whether most parts are neither clear nor agree beside kinks, as all of them may where one unit is next to its own, however small they are. */
function areTooLarge(level: Level & Draws, all: readonly Seen[], curved: Curved): boolean {
  const open = all.filter((one) => !one.isClear);
  const beyond = open.filter(
    (one) => !agreeBeside({ ...level, curvature: curved(one) }, one.looks),
  );
  return beyond.length > MANY * all.length;
}

/** What curvature makes of all parts, or of one by which side of its directions agrees. */
function curvedIn(level: Level, all: readonly Seen[]): Curved {
  const beside = all.length === 1 ? curvatureBeside(level, all[0].looks) : undefined;
  return beside === undefined ? asDensest(all) : () => beside;
}

function partOf({ members, weighings, isSupposed }: Seen): Part {
  return { members, weighings: [...weighings], ...(isSupposed && { isSupposed }) };
}

/** Whether more directions may clear it: some do by luck, and all of them where one kink is near. */
function isOpen(level: Level & Draws, one: Seen, curved: Curved): boolean {
  const isFirst = level.isQuietly && one.looks.length === level.drawn;
  if (one.isClear || (isFirst && areHalved(level, one.looks))) return false;
  const isWithLuck = one.looks.length < level.drawn * level.lucky;
  return isWithLuck || agreeBeside({ ...level, curvature: curved(one) }, one.looks);
}

function* lookMore(study: Study, level: Level & Draws, open: readonly Seen[]): Check<void> {
  const drawn = open.map(({ members }) => drawnThrough(members, level));
  const { spread, step } = level.gauge;
  const excesses = yield* excessesAlong(study, spread, { moving: drawn.flat(), steps: [step] });
  open.forEach(({ looks }, i) => {
    const own = excesses.slice(i * level.drawn, (i + 1) * level.drawn);
    looks.push(...own.map(([excess], l) => ({ moving: drawn[i][l], excess })));
  });
}

interface Among {
  readonly one: Seen;
  readonly curved: Curved;
}

function weighingsOf(study: Study, { gauge }: Level, { one, curved }: Among): readonly Weighing[] {
  const seen = withBars(study, gauge, { looks: one.looks, curvature: curved(one) });
  return seen.map(({ weighing }) => weighing);
}

/** Notes what the directions through a part say, if it is clear. */
function* settle(
  study: Study,
  level: Level & Draws & { readonly isQuiet: boolean },
  { one, curved }: Among,
): Check<void> {
  const { looks, members } = one;
  const curvature = curved(one);
  const seen = withBars(study, level.gauge, { looks, curvature });
  const voted = votedBy(level, seen);
  const isSettled = voted?.isRight && level.isQuiet;
  // of many parts it is known, of one as well as those agree that make it up
  const sought = level.drawn === 1 ? { ...level, members, curvature } : { ...level, members };
  const beside = isSettled ? undefined : besideKinks(study, sought, looks);
  const isAsked = beside === undefined && voted?.isRight === false && !one.isKinked;
  if (isAsked) one.isKinked = yield* isKink(study, level.gauge, voted.looks.slice(0, SHOWN));
  const isEnough = voted?.isRight ? isSettled || !level.isQuietly : !one.isKinked;
  const shown = voted && isEnough ? sharpest(voted.looks, level) : undefined;
  one.weighings =
    beside?.weighings.slice(0, level.drawn) ?? (shown ?? seen).map(({ weighing }) => weighing);
  one.isClear = (beside ?? shown) !== undefined;
  one.isBeside = beside?.isSupposed === false;
  one.isSupposed = beside?.isSupposed === true;
}

/** An error in all of a variable shows in most looks, and by no look's bar alone. */
function areQuiet({ gauge, sharp }: Level, weighings: readonly Weighing[]): boolean {
  const sizes = weighings.filter(({ bar }) => bar <= sharp).map(({ value }) => Math.abs(value));
  const noise = (LESS_NOISE * noiseBar(gauge.deviation, gauge.step)) / gauge.spread.scale;
  return sizes.length > 0 && median(sizes) <= QUIET * noise;
}

function drawnThrough(members: Uint32Array, { drawn, key }: Level & Draws): readonly Moving[] {
  return Array.from({ length: drawn }, () => ({ members, weights: weightsFor(key()) }));
}

/** The bars are of noise, and of what is in an even part beside curvature. */
function withBars(
  study: Study,
  gauge: Gauge,
  { looks, curvature }: { readonly looks: readonly Unweighed[]; readonly curvature: number },
): readonly Look[] {
  const { spread, deviation, step } = gauge;
  const noise = LESS_NOISE * noiseBar(deviation, step);
  const moving = looks.map((one) => one.moving);
  const weighings = looks.map(({ moving: { weights }, excess: { odd, even } }) => ({
    weights,
    value: odd / spread.scale,
    bar: (noise + Math.abs(even / 2 - curvature)) / spread.scale,
  }));
  const rounded = roundedBy(study, gauge, { moving, weighings });
  return looks.map((one, i) => ({ ...one, weighing: rounded[i] }));
}

/** Which of the sharp ones are enough: those that show no difference, or those that do; nothing where that is not clear. */
function votedBy(
  { sharp, enough }: Level & Draws,
  looks: readonly Look[],
): { readonly isRight: boolean; readonly looks: readonly Look[] } | undefined {
  const some = looks.filter(({ weighing }) => weighing.bar <= sharp);
  const wrong = some.filter(({ weighing }) => isWrong([weighing]));
  const right = some.filter((one) => !wrong.includes(one));
  if (right.length >= enough + OUTVOTED * wrong.length) return { isRight: true, looks: right };
  if (wrong.length < SHOWN || wrong.length <= right.length) return;
  return { isRight: false, looks: wrong };
}

function sharpest(looks: readonly Look[], { drawn }: Draws): readonly Look[] {
  return [...looks].sort((a, b) => a.weighing.bar - b.weighing.bar).slice(0, drawn);
}

/**
 * Whether what some directions show is a kink that all of them cross, as near as it is: over twice the step as well as over once that is no
 * parabola.
 */
function* isKink(study: Study, gauge: Gauge, wrong: readonly Look[]): Check<boolean> {
  const { spread, deviation, step } = gauge;
  const moving = wrong.map((one) => one.moving);
  const further = yield* excessesAlong(study, spread, { moving, steps: [2 * step] });
  const bends = wrong.map(({ excess }, i) => further[i][0].even / 2 - excess.even);
  const noise = (UNEVEN_NOISE * deviation) / step / 2;
  return Math.abs(median(bends)) > (USUAL * noise) / Math.sqrt(wrong.length);
}

/** Of noise, so many standard deviations are not usual of several together. */
const USUAL = 2;
