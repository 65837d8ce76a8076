import { leastSeen, type Readings } from '../judge/probed.ts';
import type { Weighing } from '../numeric/group-testing.ts';
import { partsFor, type Weights } from '../numeric/weights.ts';
import type { Check } from '../probe/request.ts';
import type { Moving } from '../probe/spread.ts';
import type { Study } from '../probe/study.ts';
import { type Gauge, plainBar, weighFamily, weighPlainly } from './gauge.ts';
import { gaugeFor } from './gauging.ts';
import type { Part } from './locate.ts';

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
/** No more blocks than this, and no smaller ones. */
const MOST = 2048;
const SMALLEST = 4;
/** By what power of their number blocks are sharper, at the least: kinks are fewer, and steps become longer. */
const GAIN = 1 / 2;
/** So many times as many, at the most, before they are tried. */
const AT_ONCE = 64;
/** Along blocks steps may be so many times as long. */
const LONGER = 64;

/**
 * Weighs a variable block by block: fewer coordinates cross fewer kinks, and may take longer steps, over which noise is less. The blocks
 * are dealt out at random, so that each moves what depends on them all by less.
 *
 * @returns nothing where even the smallest ones that are worth it cannot tell
 */
export function* throughBlocks(study: Study, blunt: Blunt): Check<Blocks | undefined> {
  let { alone, gauge } = blunt;
  let count = 1;
  while (true) {
    const factor = (alone / blunt.wanted) ** (1 / GAIN);
    count *= 2 ** Math.ceil(Math.log2(Math.min(AT_ONCE, Math.max(4, factor))));
    if (count > MOST || blunt.members.length < SMALLEST * count) return;
    const parts = dealt(blunt, count);
    const tried = yield* sharpened(study, gauge, parts);
    if (process.env.DBG) console.log("blocks", count, tried && [leastSeen(plainly(tried)), blunt.wanted, tried.step, blunt.alone]);
    if (tried === undefined) return;
    gauge = tried;
    alone = leastSeen(plainly(gauge));
    if (alone > blunt.wanted) continue;
    const weighings = yield* weighed(study, gauge, parts);
    alone = leastSeen({ rest: weighings.flatMap((part) => part.weighings), isByBlocks: true });
    if (alone <= blunt.wanted) return { gauge, parts: weighings };
  }
}

function plainly(gauge: Gauge): Readings {
  return { rest: [{ value: 0, bar: plainBar(gauge) }], isByBlocks: true };
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

/** The steps that suit blocks, and what kinks leave of them, by a few. */
function* sharpened(
  study: Study,
  { spread, step, deviation }: Gauge,
  parts: readonly Moving[],
): Check<Gauge | undefined> {
  const some = parts.slice(0, TYPICAL);
  const known = { deviation, longest: LONGER * step };
  const found = yield* gaugeFor(study, spread, { first: some[0], known });
  if (found === undefined) return;
  const family = { moving: some, first: found.shown };
  return (yield* weighFamily(study, found.gauge, family)).gauge;
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
