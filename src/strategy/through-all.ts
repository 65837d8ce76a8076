import type { Finding } from '../judge/finding.ts';
import { gradientNorm, type Probed, seenAlone, spreadError } from '../judge/probed.ts';
import { thresholdAlong } from '../judge/threshold.ts';
import type { Weighing } from '../numeric/group-testing.ts';
import { weightsFor } from '../numeric/weights.ts';
import type { Check } from '../probe/request.ts';
import { spreadOver } from '../probe/spread.ts';
import { drawn, type Study } from '../probe/study.ts';
import type { Suspects } from '../record.ts';
import type { Variable } from '../subject/variable.ts';
import { finestFor, isKinked, isRough, weigh, weighFamily } from './gauge.ts';
import { gaugeFor } from './gauging.ts';
import { findLone, isWrong, locate, type Part, restOf, type Search } from './locate.ts';
import { climbTo } from './measured.ts';
import { narrow } from './narrow.ts';
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
  const gauged = yield* gaugeFor(study, spreadOver(study, variable), moving[0]);
  if (gauged === undefined) return;
  const { gauge, weighings } = yield* weighFamily(study, gauged.gauge, {
    moving,
    first: gauged.shown,
  });
  study.directions += DIRECTIONS;
  const size = gradientNorm(study, variable);
  const isAmongKinks = isKinked(gauge);
  const alone = seenAlone({ rest: weighings }) / (2 * size);
  // noise hides what counts, or what there is of kinks
  if (thresholdAlong(study, { variable, alone }) === undefined) return;
  const search = { study: { ...study }, gauge, key, findings, located: new Map() };
  const whole = { members, weighings: [...(yield* askedAgain(search, { members, weighings }))] };
  if (!(yield* isSeenAgain(search, whole))) return;
  const probed = yield* searchIn(search, whole, 2 * threshold * size);
  const coordinates = selection.checked.filter((k) => !findings.has(k));
  const typical = size / Math.sqrt(variable.size);
  yield* compareSome(study, { gauge, threshold, typical }, { coordinates, findings });
  return { ...probed, isAmongKinks };
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

/** A part that is not weighed again. */
interface Weighed extends Omit<Part, 'weighings'> {
  readonly weighings: readonly Weighing[];
}

/** Other steps that a doubtful direction is measured over. */
const OTHER_STEPS = 0.71;
/** What is off by more bars than this is no doubt, unless there are kinks. */
const DOUBTFUL = 4;

/** A difference that is hardly more than its bar is measured over other steps, too; unless it is seen there again it is none. */
function* askedAgain(search: Search, { members, weighings }: Weighed): Check<readonly Weighing[]> {
  const { study, gauge } = search;
  const isKinked = isRough(gauge);
  const isPlain = ({ value, bar }: Weighing) => Math.abs(value) > DOUBTFUL * bar && !isKinked;
  if (!isWrong(weighings) || weighings.some(isPlain)) return weighings;
  const other = (one: Weighing) =>
    isKinked ? finestFor(gauge, one.value) : { ...gauge, step: OTHER_STEPS * gauge.step };
  const again: Weighing[] = [];
  for (const one of weighings) {
    if (!isWrong([one])) again.push(one);
    else {
      const moving = [{ members, weights: one.weights }];
      const [second] = yield* weigh(study, other(one), moving);
      again.push(isWrong([second]) ? one : second);
    }
  }
  return again;
}

/**
 * Whether the largest difference is the same at the finest step that shows it: over longer ones a variable that is not smooth may have
 * looked as if it were, by accident, and then directions cannot tell.
 */
function* isSeenAgain({ study, gauge }: Search, { members, weighings }: Part): Check<boolean> {
  const bars = ({ value, bar }: Weighing) => Math.abs(value) / bar;
  const worst = weighings.reduce((most, one) => (bars(one) > bars(most) ? one : most));
  if (!isWrong([worst])) return true;
  const moving = [{ members, weights: worst.weights }];
  const [again] = yield* weigh(study, finestFor(gauge, worst.value), moving);
  const explained = Math.max(Math.abs(worst.value) / 2, Math.hypot(again.bar, worst.bar));
  return Math.abs(again.value - worst.value) <= explained;
}

/** Finds what is wrong about the whole; an error that counts for nothing together is looked for only where it is that of one alone. */
function* searchIn(
  search: Search,
  whole: Part,
  negligible: number,
): Check<Omit<Probed, 'isAmongKinks'>> {
  const suspects: Suspects[] = [];
  for (let round = 0; round < ROUNDS && isWrong(restOf(search, whole)); round++) {
    const before = search.located.size;
    if (spreadError({ rest: restOf(search, whole) }) <= negligible) {
      if (!(yield* findLone(search, whole))) break;
      continue;
    }
    const open = yield* locate(search, whole);
    if (search.located.size > before && open.length === 0) continue;
    if (open.length > 0 && isWrong(restOf(search, whole)))
      suspects.push({
        ranges: yield* narrow(search, whole),
        size: spreadError({ rest: restOf(search, whole) }),
      });
    break;
  }
  return { rest: restOf(search, whole), located: [...search.located.keys()], suspects };
}
