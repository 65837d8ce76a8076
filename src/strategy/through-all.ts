import type { Finding } from '../judge/finding.ts';
import { gradientNorm, leastSeen, type Probed, sharpBar, spreadError } from '../judge/probed.ts';
import { highestAlong } from '../judge/threshold.ts';
import type { Weighing } from '../numeric/group-testing.ts';
import { weightsFor } from '../numeric/weights.ts';
import type { Check } from '../probe/request.ts';
import { type Moving, spreadOver } from '../probe/spread.ts';
import { drawn, type Study } from '../probe/study.ts';
import type { Suspects } from '../record.ts';
import type { Variable } from '../subject/variable.ts';
import { throughBlocks } from './blocks.ts';
import { wholeBox } from './box.ts';
import {
  finestFor,
  type Gauge,
  isKinked,
  isRough,
  over,
  plainBar,
  weigh,
  weighFamily,
} from './gauge.ts';
import { gaugeFor } from './gauging.ts';
import {
  findLone,
  isWrong,
  locate,
  measureSurely,
  type Part,
  restOf,
  type Search,
} from './locate.ts';
import { climbTo } from './measured.ts';
import { narrow } from './narrow.ts';
import { refine } from './refine.ts';
import { compareSome } from './sample.ts';
import type { Selection } from './selection.ts';

/** So many directions through everything are measured: an error goes unseen through none of them but by chance. */
const DIRECTIONS = 6;
/** So often everything that was found is taken out, and the whole is asked again. */
const ROUNDS = 4;

/**
 * Judges a variable by directions through all of it, finds what is wrong, and compares the selected coordinates besides.
 *
 * @returns nothing where the variable cannot be judged so: it is not smooth over any step that noise leaves, or noise hides what counts
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
  const moving = Array.from({ length: DIRECTIONS }, (_, i) => ({
    members,
    weights: weightsFor(key()),
    name: `${variable.path} ${i}`,
  }));
  const size = gradientNorm(study, variable);
  const weighed = yield* weighWhole(study, { variable, moving, size, key });
  if (weighed === undefined) return;
  const { gauge, isByBlocks } = weighed;
  if (process.env.DBG)
    console.log(
      variable.path,
      isByBlocks,
      'parts',
      weighed.parts.length,
      'alone',
      leastSeen({ rest: weighed.parts.flatMap((q) => q.weighings), isByBlocks }) / (2 * size),
      'step',
      gauge.step,
      'noise',
      (6 * gauge.deviation) / gauge.step / gauge.spread.scale,
      'rough',
      (3 * gauge.family.rough) / gauge.spread.scale,
      'curved',
      (3 * gauge.family.curved) / gauge.spread.scale,
      'wander',
      gauge.wander / gauge.spread.scale,
      'size',
      size,
      'bar',
      weighed.parts[0].weighings[0].bar,
      'values',
      weighed.parts
        .flatMap((q) => q.weighings)
        .map((w) => w.value.toExponential(1))
        .sort((a, b) => Math.abs(+b) - Math.abs(+a))
        .slice(0, 12)
        .join(),
      'rms',
      Math.sqrt(
        weighed.parts.flatMap((q) => q.weighings).reduce((x, w) => x + w.value ** 2, 0) /
          weighed.parts.flatMap((q) => q.weighings).length,
      ),
      study.probes.known.here.length,
    );
  const sharp = sharpBar(highestAlong(study, variable) * 2 * size);
  const search: Search = {
    study: { ...study },
    gauge,
    key,
    findings,
    located: new Map(),
    explained: new Map(),
    isCautious: isByBlocks || isRough(gauge),
    sharp,
  };
  const parts: Part[] = [];
  for (const part of weighed.parts)
    parts.push({ ...part, weighings: [...(yield* askedAgain(search, { part, sharp }))] });
  study.directions += parts.reduce((sum, { weighings }) => sum + weighings.length, 0);
  if (!search.isCautious && !(yield* isSeenAgain(search, parts))) return;
  const probed = isByBlocks
    ? yield* searchBlocks(search, parts)
    : yield* searchIn(search, parts[0], 2 * threshold * size);
  const coordinates = selection.checked.filter((k) => !findings.has(k));
  const typical = size / Math.sqrt(variable.size);
  const closely = (coordinate: number) => measureSurely(search, coordinate, Math.sqrt(threshold));
  yield* compareSome(study, { gauge, threshold, typical, closely }, { coordinates, findings });
  return { ...probed, isAmongKinks: isKinked(gauge) };
}

interface Unweighed {
  readonly variable: Variable;
  readonly moving: readonly Moving[];
  readonly size: number;
  readonly key: () => number;
}

/** A variable in one part or in blocks, weighed sharply enough. */
interface WeighedWhole {
  readonly gauge: Gauge;
  readonly parts: readonly Part[];
  readonly isByBlocks: boolean;
}

/** Weighs a variable through all of it, or, where that is blunt, block by block; nothing where neither can tell. */
function* weighWhole(
  study: Study,
  { variable, moving, size, key }: Unweighed,
): Check<WeighedWhole | undefined> {
  const [first, ...others] = moving;
  const gauged = yield* gaugeFor(study, spreadOver(study, variable), { first });
  if (gauged === undefined) return;
  const wanted = highestAlong(study, variable) * 2 * size;
  const { members, weights } = first;
  let { gauge, shown: firstShown } = gauged;
  let family = yield* weighFamily(study, gauge, { moving: [first], first: firstShown });
  const isSharp = () => leastSeen({ rest: family.weighings, isByBlocks: false }) <= wanted;
  if (isSharp() && others.length > 0)
    family = yield* weighFamily(study, gauge, { moving, first: firstShown });
  gauge = family.gauge;
  if (isSharp()) {
    const parts = [{ members, weighings: [...family.weighings] }];
    return { gauge, parts, isByBlocks: false };
  }
  const alone = leastSeen({ rest: family.weighings, isByBlocks: false });
  const blocks = yield* throughBlocks(study, { members, weights, key, gauge, wanted, alone });
  return blocks && { ...blocks, isByBlocks: true };
}

/** The coordinates whose analytic derivative is a number; of the others some are measured: they are wrong where there is a slope. */
function* finiteOf(
  study: Study,
  { offset, size }: Variable,
  findings: Map<number, Finding>,
): Check<Uint32Array> {
  const { values } = study.reading;
  const members = new Uint32Array(size);
  const others: number[] = [];
  for (let k = offset; k < offset + size; k++) {
    if (Number.isFinite(values[k])) members[k - offset - others.length] = k;
    else others.push(k);
  }
  for (const k of others.slice(0, DIRECTIONS))
    findings.set(k, { ...(yield* climbTo(study, k)), isProven: true });
  return members.subarray(0, size - others.length);
}

/** Other steps that a doubtful direction is measured over; among kinks finer and finer ones, while they are sharp enough. */
const OTHER_STEPS = 0.71;
const FINER_STEPS = [OTHER_STEPS, 1 / 4, 1 / 16, 1 / 64];
/** What is off by more bars than this is no doubt, unless there are kinks. */
const DOUBTFUL = 4;

/** What is to be weighed again, and the widest bar that is still sharp enough. */
interface Doubted {
  readonly part: Part;
  readonly sharp: number;
}

/**
 * A difference that is hardly more than its bar is measured over other steps, too; unless it is seen there again it is none. Among kinks
 * any may be theirs: less is left of one over finer steps, and as much of a mistake.
 */
function* askedAgain(search: Search, { part, sharp }: Doubted): Check<readonly Weighing[]> {
  const { gauge, isCautious } = search;
  const { members, weighings } = part;
  const isPlain = ({ value, bar }: Weighing) => Math.abs(value) > DOUBTFUL * bar;
  if (!isWrong(weighings) || (!isCautious && weighings.some(isPlain))) return weighings;
  const gauges = (isCautious ? FINER_STEPS : [OTHER_STEPS])
    .map((shorter) => over(gauge, shorter))
    .filter((one, i) => i === 0 || plainBar(one) <= sharp);
  const again: Weighing[] = [];
  for (const one of weighings)
    again.push(isWrong([one]) ? yield* anotherOf(search, { members, one, sharp }, gauges) : one);
  return again;
}

/** The first of some measurements over other steps that is sharp and shows no difference, or the one at hand. */
function* anotherOf(
  { study }: Search,
  {
    members,
    one,
    sharp,
  }: { readonly members: Uint32Array; readonly one: Weighing; readonly sharp: number },
  gauges: readonly Gauge[],
): Check<Weighing> {
  for (const gauge of gauges) {
    const [other] = yield* weigh(study, gauge, [{ members, weights: one.weights }]);
    if (!isWrong([other]) && other.bar <= sharp) return other;
  }
  return one;
}

/**
 * Whether the largest difference is the same at the finest step that shows it: over longer ones a variable that is not smooth may have
 * looked as if it were, by accident, and then directions cannot tell.
 */
function* isSeenAgain({ study, gauge }: Search, parts: readonly Part[]): Check<boolean> {
  const bars = ({ value, bar }: Weighing) => Math.abs(value) / bar;
  const [worst] = parts
    .flatMap(({ members, weighings }) => weighings.map((weighing) => ({ members, weighing })))
    .sort((a, b) => bars(b.weighing) - bars(a.weighing));
  const { members, weighing } = worst;
  if (!isWrong([weighing])) return true;
  const moving = [{ members, weights: weighing.weights }];
  const [again] = yield* weigh(study, finestFor(gauge, weighing.value), moving);
  const explained = Math.max(Math.abs(weighing.value) / 2, Math.hypot(again.bar, weighing.bar));
  return Math.abs(again.value - weighing.value) <= explained;
}

/** More wrong blocks than this part of all are an error everywhere. */
const MANY = 1 / 4;

/** Finds what is wrong in blocks. */
function* searchBlocks(
  search: Search,
  parts: readonly Part[],
): Check<Omit<Probed, 'isAmongKinks'>> {
  const located = () => [...search.located.keys()];
  const restIn = (some: readonly Part[]) => some.flatMap((part) => restOf(search, part));
  const wrong = parts.filter((part) => isWrong(restOf(search, part)));
  if (wrong.length > Math.max(1, MANY * parts.length)) {
    const readings = { rest: restIn(parts), isByBlocks: true };
    const ranges = wholeBox(search.gauge.spread.variable);
    return { ...readings, located: [], suspects: [{ ranges, size: spreadError(readings) }] };
  }
  const refined: Part[] = [];
  for (const part of parts) refined.push(...(yield* refine(search, part)));
  if (process.env.DBG)
    console.log(
      'REFINED',
      parts.length,
      refined.length,
      'wrong before',
      wrong.length,
      'after',
      refined.filter((q) => isWrong(restOf(search, q))).length,
      [...search.explained]
        .map(([k, e]) => `${k}:${e.value.toExponential(1)}±${e.ownBar.toExponential(1)}`)
        .join(' '),
      'widest',
      refined
        .map((q) => [Math.max(...restOf(search, q).map((w) => w.bar)), q.members.length])
        .sort((x, y) => y[0] - x[0])
        .slice(0, 3)
        .join(' | '),
    );
  return { rest: restIn(refined), isByBlocks: true, located: located(), suspects: [] };
}

/** Finds what is wrong about the whole; an error that counts for nothing together is looked for only where it is that of one alone. */
function* searchIn(
  search: Search,
  whole: Part,
  negligible: number,
): Check<Omit<Probed, 'isAmongKinks'>> {
  const suspects: Suspects[] = [];
  const rest = () => restOf(search, whole);
  const error = () => spreadError({ rest: rest(), isByBlocks: false });
  for (let round = 0; round < ROUNDS && isWrong(rest()); round++) {
    const before = search.located.size;
    if (error() <= negligible) {
      if (!(yield* findLone(search, whole))) break;
      continue;
    }
    const open = yield* locate(search, whole);
    if (search.located.size > before && open.length === 0) continue;
    if (open.length > 0 && isWrong(rest()))
      suspects.push({ ranges: yield* narrow(search, whole), size: error() });
    break;
  }
  return { rest: rest(), isByBlocks: false, located: [...search.located.keys()], suspects };
}
