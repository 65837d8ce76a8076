import type { Finding } from '../judge/finding.ts';
import { gradientNorm, type Probed, sharpBar } from '../judge/probed.ts';
import { highestAlong, highestTogether } from '../judge/threshold.ts';
import { weightsFor } from '../numeric/weights.ts';
import type { Moving } from '../probe/course.ts';
import { isProvenWrong } from '../probe/probes.ts';
import type { Check } from '../probe/request.ts';
import { comparedIn, drawn, type Study } from '../probe/study.ts';
import type { Variable } from '../subject/variable.ts';
import { askedAgain, isDoubtful, isSeenAgain } from './doubts.ts';
import { isKinked, isRough, plainBar, SMOOTH } from './gauge.ts';
import { findLone, measureSurely, NOTHING } from './locate.ts';
import { climbTo } from './measured.ts';
import { compareSome } from './sample.ts';
import { isWrong, type Part, restOf, type Search } from './search.ts';
import { type Searched, searchBlocks, searchBriefly, searchWhole } from './search-through.ts';
import { isAffordable, type Selection } from './selection.ts';
import { type WeighedWhole, weighAnew, weighApart, weighWhole } from './weighed.ts';

/** So many directions through everything are measured: an error goes unseen through none of them but by chance. */
const DIRECTIONS = 6;

/**
 * Judges a variable by directions through all of it, finds what is wrong, and compares the selected coordinates besides.
 *
 * @returns nothing where single coordinates may tell more: then these are to be looked at
 */
export function* lookThroughAll(
  study: Study,
  selection: Selection,
  { threshold, findings }: { readonly threshold: number; readonly findings: Map<number, Finding> },
): Check<Probed | undefined> {
  const { variable } = selection;
  const members = yield* finiteOf(study, variable, findings);
  const random = drawn(study, 'direction', variable.path);
  const key = () => Math.floor(random() * 2 ** 32);
  const moving = steepestFirst(
    study,
    Array.from({ length: DIRECTIONS }, () => ({ members, weights: weightsFor(key()) })),
  );
  const size = gradientNorm(study, variable);
  const wanted = highestAlong(study, variable) * 2 * size;
  const together = study.options.isComposed ? 2 * highestTogether(study, variable) * size : 0;
  const asked = 2 * threshold * size;
  const whole = { variable, moving, wanted, asked, together, key };
  const terms = { key, findings, wanted };
  const smooth = yield* weighWhole(study, whole);
  if (smooth === undefined || isBetterAlone(study, variable, { ...smooth, wanted })) return;
  let search = openSearch(study, smooth, terms);
  let weighed = yield* doubted(search, smooth);
  if (yield* isRefuted(search, weighed)) {
    const anew = yield* weighAnew(study, { ...whole, weighed });
    if (isBetterAlone(study, variable, { ...anew, wanted })) return;
    search = openSearch(study, anew, terms);
    weighed = yield* doubted(search, anew);
  }
  study.directions += weighed.parts.reduce((sum, { weighings }) => sum + weighings.length, 0);
  const apart = function* () {
    const parts = yield* weighApart(study, { ...whole, weighed });
    return parts && (yield* searchBlocks(openSearch(study, parts, terms), parts));
  };
  const probed = yield* searched(search, weighed, { tolerated: asked, apart });
  const { isTogether = false, otherwise } = weighed;
  // those of a model are compared in their layers
  const coordinates = isTogether ? [] : selection.checked.filter((k) => !findings.has(k));
  const { gauge } = weighed;
  const typical = size / Math.sqrt(variable.size);
  // directions have seen what it may be wrong by
  const closely = (coordinate: number) =>
    measureSurely(search, { coordinate, supposed: NOTHING, threshold: Math.sqrt(threshold) });
  yield* compareSome(
    study,
    { gauge, threshold, typical, closely },
    { coordinates: Uint32Array.from(coordinates), findings },
  );
  return { ...probed, isAmongKinks: isKinked(gauge), isTogether, ...(otherwise && { otherwise }) };
}

/** What else there is to do where all of a variable shows a difference. */
interface Otherwise {
  readonly tolerated: number;
  /** Looks part by part, where that tells. */
  readonly apart: () => Check<Searched | undefined>;
}

/** Finds what is wrong. What directions through everything show may be kinks, unless it is found to be that of a coordinate; or beside that. */
function* searched(
  search: Search,
  weighed: WeighedWhole,
  { tolerated, apart }: Otherwise,
): Check<Searched> {
  if (isProvenWrong(search.study.probes)) return yield* searchBriefly(search, weighed);
  if (weighed.isByBlocks) return yield* searchBlocks(search, weighed);
  const [whole] = weighed.parts;
  const isFine = weighed.isFine && isOpen(weighed);
  if (isFine && search.located.size === 0) yield* findLone(search, whole);
  const isLeft = isFine && isWrong(restOf(search, whole));
  const early = isLeft ? yield* apart() : undefined;
  if (early) return early;
  const found = yield* searchWhole(search, whole, tolerated);
  const isOfNone = !isLeft && found.located.length === 0 && isOpen(weighed);
  return (isOfNone ? yield* apart() : undefined) ?? found;
}

/**
 * The direction along which the gradient is steepest first: steps are found out along it. Along one that is level by chance a function of
 * few sums of its coordinates hardly bends, and what suits that direction suits no other.
 */
function steepestFirst(
  { reading: { values } }: Study,
  moving: readonly Moving[],
): readonly Moving[] {
  const slopeOf = ({ members, weights }: Moving) => {
    let sum = 0;
    for (let j = 0; j < members.length; j++) sum += values[members[j]] * weights(members[j]);
    return Math.abs(sum);
  };
  const slopes = new Map(moving.map((one) => [one, slopeOf(one)] as const));
  return [...moving].sort((a, b) => (slopes.get(b) ?? 0) - (slopes.get(a) ?? 0));
}

/** Whether what is shown is another difference over finer steps, or that of a coordinate which was supposed to be wrong and is not. */
function* isRefuted(search: Search, { parts, isFine = false }: WeighedWhole): Check<boolean> {
  const supposed = parts.filter(({ isSupposed }) => isSupposed);
  for (const part of supposed) if (!(yield* findLone(search, part))) return true;
  const isToBeSeen = (!search.isCautious || isFine) && supposed.length === 0;
  return isToBeSeen && !(yield* isSeenAgain(search, parts));
}

/** Whether one part shows a difference that may be that of kinks: hardly more than its bars, or where there are some. */
function isOpen({ parts, isByBlocks, isFine = false }: WeighedWhole): boolean {
  const [{ weighings }] = parts;
  return !isByBlocks && isWrong(weighings) && (isFine || weighings.every(isDoubtful));
}

interface Terms extends Pick<Search, 'key' | 'findings'> {
  readonly wanted: number;
}

function openSearch(
  study: Study,
  { gauge, parts, isByBlocks, isBlunt }: WeighedWhole,
  { key, findings, wanted }: Terms,
): Search {
  return {
    study: { ...study },
    gauge,
    directions: parts.flatMap(({ weighings }) => weighings.map(({ weights }) => weights)),
    key,
    findings,
    located: new Map(),
    explained: new Map(),
    kinked: new Set(),
    isCautious: isByBlocks || isBlunt || isRough(gauge),
    sharp: sharpBar(wanted),
  };
}

/** Steps along a coordinate are this part of its length scale, or finer. */
const FINE = 0.1;

/**
 * Whether directions cannot tell and single coordinates may: where kinks or scales are in the way, and not noise, which hides them the
 * more. So they do where nothing is to be seen, or where just these were asked for.
 */
function isBetterAlone(
  study: Study,
  variable: Variable,
  { gauge, isBlunt, wanted }: Pick<WeighedWhole, 'gauge' | 'isBlunt'> & { readonly wanted: number },
): boolean {
  const { coordinates, mode } = study.options;
  if (!isBlunt || coordinates !== undefined || wanted === 0) return isBlunt;
  const isQuiet = plainBar({ ...gauge, step: FINE, family: SMOOTH }) <= sharpBar(wanted);
  const isExact = comparedIn(study, variable) === 'float64';
  return isQuiet && isExact && isAffordable(variable, mode);
}

/** Differences as they are over other steps, unless several directions have shown each. */
function* doubted(search: Search, weighed: WeighedWhole): Check<WeighedWhole> {
  if (weighed.isFine) return weighed;
  const parts: Part[] = [];
  for (const part of weighed.parts)
    parts.push({ ...part, weighings: [...(yield* askedAgain(search, part))] });
  return { ...weighed, parts };
}

/** The coordinates whose analytic derivative is a number; of the others some are measured: they are wrong where there is a slope. */
function* finiteOf(
  study: Study,
  { offset, size }: Variable,
  findings: Map<number, Finding>,
): Check<Uint32Array> {
  const { members, others } = byFiniteness(study.reading.values, { offset, size });
  for (const k of others.slice(0, DIRECTIONS))
    findings.set(k, { ...(yield* climbTo(study, k)), isProven: true });
  return members;
}

function byFiniteness(values: Float64Array, { offset, size }: Pick<Variable, 'offset' | 'size'>) {
  const members = new Uint32Array(size);
  const others: number[] = [];
  let count = 0;
  for (let k = offset; k < offset + size; k++) {
    if (Number.isFinite(values[k])) members[count++] = k;
    else others.push(k);
  }
  return { members: members.subarray(0, count), others };
}
