import { aloneSeen, type Readings, sharpBar } from '../judge/probed.ts';
import { noiseBar } from '../numeric/extrapolated.ts';
import type { Weighing } from '../numeric/group-testing.ts';
import { partsFor, type Weights } from '../numeric/weights.ts';
import type { Moving } from '../probe/course.ts';
import type { Check } from '../probe/request.ts';
import type { Study } from '../probe/study.ts';
import {
  type Gauge,
  LESS_NOISE,
  plainBar,
  shownAlong,
  weighFamily,
  weighPlainly,
} from './gauge.ts';
import { type Part, readAlong } from './search.ts';

/** Parts of a variable that are weighed one by one, because a direction through all of it is blunt. */
export interface Blocks {
  readonly gauge: Gauge;
  readonly parts: readonly Part[];
}

/** What is to be divided, and how sharp it has to become. */
export interface Blunt {
  readonly members: Uint32Array;
  readonly weights: Weights;
  readonly key: () => number;
  readonly gauge: Gauge;
  /** The error of one coordinate alone that is to be seen, and the one that is. */
  readonly wanted: number;
  readonly alone: number;
}

/** So many blocks are measured closely, for what kinks leave of them. */
const TYPICAL = 4;
/** No more blocks than this. */
const MOST = 2048;
/** By what power of their number blocks are sharper, at the least: kinks are fewer, and steps become longer. */
const GAIN = 0.6;
/** So many times as many, at the most, before they are tried. */
const AT_ONCE = 64;
/** What suspects are found to be widens bars. */
const ROOM = 0.8;
/** No step is longer than the length scale. */
const LONGEST = 1;

/**
 * Weighs a variable block by block: fewer coordinates cross fewer kinks, and may take longer steps, over which noise is less. The blocks
 * are dealt out at random, so that each moves what depends on them all by less.
 *
 * @returns nothing where even the smallest ones that are worth it cannot tell
 */
export function* throughBlocks(study: Study, blunt: Blunt): Check<Blocks | undefined> {
  if (!(blunt.wanted > 0)) return;
  let { alone } = blunt;
  let count = 1;
  for (const most = Math.min(blunt.members.length, MOST); count < most; ) {
    const factor = (alone / blunt.wanted) ** (1 / GAIN);
    // where nothing is known of bars, many
    const more = factor < AT_ONCE ? 2 ** Math.ceil(Math.log2(Math.max(2, factor))) : AT_ONCE;
    count = Math.min(most, count * more);
    const moving = dealt(blunt, count);
    const gauge = yield* sharpened(study, blunt, moving);
    if (gauge === undefined) return;
    alone = aloneSeen(plainly(gauge));
    if (alone > ROOM * blunt.wanted) continue;
    const parts = yield* weighed(study, gauge, moving);
    alone = aloneSeen({ parts: parts.map(readAlong) });
    if (alone <= blunt.wanted) return { gauge, parts };
  }
  return;
}

function plainly(gauge: Gauge): Readings {
  return { parts: [{ size: 1, readings: [{ value: 0, bar: plainBar(gauge) }] }] };
}

function dealt({ members, weights, key }: Blunt, count: number): readonly Moving[] {
  const partOf = partsFor(key(), count);
  const sizes = new Uint32Array(count);
  for (const k of members) sizes[partOf(k)] += 1;
  const parts = Array.from(sizes, (size) => new Uint32Array(size));
  const filled = new Uint32Array(count);
  for (const k of members) {
    const part = partOf(k);
    parts[part][filled[part]++] = k;
  }
  return parts.filter(({ length }) => length > 0).map((own) => ({ members: own, weights }));
}

/** Noise takes this part of the widest bar that is sharp enough: over the finest such step kinks are fewest. */
const NOISE_SHARE = 1 / 2;

/** The finest step over which noise leaves room, and what kinks leave of it by a few blocks; nothing where no step is so long. */
function* sharpened(
  study: Study,
  { gauge, wanted }: Blunt,
  parts: readonly Moving[],
): Check<Gauge | undefined> {
  const { spread, deviation } = gauge;
  const noise = LESS_NOISE * noiseBar(deviation, 1);
  const sharp = noise / (NOISE_SHARE * sharpBar(wanted) * spread.scale);
  const step = Math.max(gauge.shortest, sharp);
  if (step > LONGEST) return;
  const some = parts.slice(0, TYPICAL);
  const fine = { ...gauge, step: powerAbove(step), residue: 0, share: 0, wander: 0, smooth: 0 };
  const first = (yield* shownAlong(study, fine, some.slice(0, 1)))[0];
  return (yield* weighFamily(study, fine, { moving: some, first })).gauge;
}

/** The next power of two: points are exact then. */
function powerAbove(step: number): number {
  return 2 ** Math.ceil(Math.log2(step));
}

function* weighed(study: Study, gauge: Gauge, parts: readonly Moving[]): Check<readonly Part[]> {
  const weighings = scattered(yield* weighPlainly(study, gauge, parts));
  return parts.map(({ members }, i) => ({ members, weighings: [weighings[i]] }));
}

/** Most differences are no larger than this part of the bar, unless kinks make more of them than they have shown. */
const USUAL = 3;
/** By no more than this. */
const WIDER = 2;

/** Bars no narrower than most differences suggest; where these are far larger it is the gradient. */
function scattered(weighings: readonly Weighing[]): readonly Weighing[] {
  const sizes = weighings.map(({ value }) => Math.abs(value)).sort((a, b) => a - b);
  const deviation = sizes[sizes.length >> 1] / NORMAL_MEDIAN;
  return weighings.map((one) =>
    USUAL * deviation <= WIDER * one.bar
      ? { ...one, bar: Math.max(one.bar, USUAL * deviation) }
      : one,
  );
}

/** The median of |x| for x of standard deviation 1. */
const NORMAL_MEDIAN = 0.6745;
