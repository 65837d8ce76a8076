import { type Excess, noiseBar } from '../numeric/extrapolated.ts';
import type { Weighing } from '../numeric/group-testing.ts';
import { weightsFor } from '../numeric/weights.ts';
import type { Moving } from '../probe/course.ts';
import type { Check } from '../probe/request.ts';
import { excessesAlong } from '../probe/spread.ts';
import type { Study } from '../probe/study.ts';
import { besideKinks, QUIET } from './beside-kinks.ts';
import { type Gauge, LESS_NOISE, median, roundedBy, UNEVEN_NOISE } from './gauge.ts';
import { isWrong, type Part } from './search.ts';

/** Parts that are about as large, and what is to be seen in them. */
export interface Level {
  readonly gauge: Gauge;
  /** The widest bar that is sharp enough. */
  readonly sharp: number;
  readonly key: () => number;
}

/** How many directions are drawn at a time, how often, and how many of them have to be clear; or agree beside kinks. */
interface Draws {
  readonly drawn: number;
  readonly draws: number;
  readonly enough: number;
  readonly beside: number;
}

/** Through everything: several, for a few errors may cancel along one. */
export const WHOLE: Draws = { drawn: 6, draws: 2, enough: 4, beside: 6 };
/** Through parts: an error of one coordinate alone is certain to be seen along each. */
export const WITHIN: Draws = {
  drawn: 1,
  draws: 4,
  enough: 1,
  beside: Number.POSITIVE_INFINITY,
};
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
  /** Whether the first looks, all together, show no more than noise does, or enough of them agree beside kinks. */
  readonly isQuiet: boolean;
  readonly isBeside: boolean;
}

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
  const looks = parts.map((): Unweighed[] => []);
  const weighings = parts.map((): Weighing[] => []);
  const clear = new Set<number>();
  const first: Weighing[] = [];
  const supposed = new Set<number>();
  let isBeside = false;
  for (let draw = 0; draw < level.draws && clear.size < parts.length; draw++) {
    const open = parts.map((_, i) => i).filter((i) => !clear.has(i));
    if (draw === 1 && level.drawn === 1 && open.length > MANY * parts.length) break;
    const drawn = open.map((i) => drawnThrough(parts[i], level));
    const excesses = yield* excessesAlong(study, level.gauge.spread, {
      moving: drawn.flat(),
      steps: [level.gauge.step],
    });
    open.forEach((i, j) => {
      const own = excesses.slice(j * level.drawn, (j + 1) * level.drawn);
      looks[i].push(...own.map(([excess], l) => ({ moving: drawn[j][l], excess })));
    });
    const curvature = densest(looks.flat().map(({ excess }) => excess.even / 2));
    for (const i of open) {
      const seen = withBars(study, level.gauge, { looks: looks[i], curvature });
      if (draw === 0) first.push(...seen.map((one) => one.weighing));
      const shown = yield* shownBy(study, level, seen);
      const own = (shown ?? seen).map((one) => one.weighing);
      const isSettled = shown && !isWrong(own) && areQuiet(level, first);
      const beside = isSettled
        ? undefined
        : besideKinks(study, { ...level, members: parts[i] }, looks[i]);
      weighings[i] = [...(beside?.weighings ?? own)];
      if (shown ?? beside) clear.add(i);
      isBeside ||= beside?.isSupposed === false;
      if (beside?.isSupposed) supposed.add(i);
    }
  }
  const sorted = parts.map((members, i) => ({
    members,
    weighings: weighings[i],
    ...(supposed.has(i) && { isSupposed: true }),
  }));
  return {
    clear: sorted.filter((_, i) => clear.has(i)),
    unclear: sorted.filter((_, i) => !clear.has(i)),
    isQuiet: isBeside || areQuiet(level, first),
    isBeside,
  };
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

/** What enough sharp ones say; nothing where that is not clear. */
function* shownBy(
  study: Study,
  { gauge, sharp, drawn, enough }: Level & Draws,
  looks: readonly Look[],
): Check<readonly Look[] | undefined> {
  const some = looks.filter(({ weighing }) => weighing.bar <= sharp);
  const wrong = some.filter(({ weighing }) => isWrong([weighing]));
  const right = some.filter((one) => !wrong.includes(one));
  const own = (kept: readonly Look[]) =>
    [...kept].sort((a, b) => a.weighing.bar - b.weighing.bar).slice(0, drawn);
  if (right.length >= enough + OUTVOTED * wrong.length) return own(right);
  if (wrong.length < SHOWN || wrong.length <= right.length) return;
  return (yield* isKink(study, gauge, wrong.slice(0, SHOWN))) ? undefined : own(wrong);
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

/** No fewer even parts agree than that. */
const AGREEING = 3;

/** The middle of the third of some numbers that lie closest together. */
function densest(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const count = Math.max(AGREEING, Math.ceil(sorted.length / 3)) - 1;
  const starts = sorted.slice(0, sorted.length - count).map((_, i) => i);
  const width = (i: number) => sorted[i + count] - sorted[i];
  const best = starts.reduce((least, i) => (width(i) < width(least) ? i : least), 0);
  return (sorted[best] + sorted[best + count]) / 2;
}
