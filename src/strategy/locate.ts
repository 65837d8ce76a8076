import { type Finding, judgeCoordinate } from '../judge/finding.ts';
import { type Candidate, loneCandidates, type Weighing } from '../numeric/group-testing.ts';
import { partsFor, weightsFor } from '../numeric/weights.ts';
import type { Check } from '../probe/request.ts';
import { weigh, weighPlainly } from './gauge.ts';
import { climbTo, measure } from './measured.ts';
import { isWrong, type Part, restOf, type Search } from './search.ts';
import { measuredTwice } from './second-measurement.ts';
import { agreesAlone, supposedIn } from './single.ts';

/** A part is divided into so many. */
const PARTS = 4;
/** With so many wrong parts or more, and none that is right, the error is everywhere: of few coordinates some parts get none. With more than so many it is in too many places. */
const EVERYWHERE = 12;
const MOST_PARTS = 32;
/** So few candidates are measured one after the other; for more of them the part is weighed again, no more than so often. */
const MOST_CANDIDATES = 4;
const MOST_WEIGHINGS = 14;
/** So many wrong ones are taken out of a part before it is divided. */
const MOST_LONE = 3;

/**
 * Finds the wrong coordinates of a part that is wrong: by itself one is known from the weighings without an evaluation; several are
 * divided, along the same direction, so that the last part follows from the others.
 *
 * Nothing counts as found that was not measured by itself.
 *
 * @returns the parts that are wrong and were not narrowed further
 */
export function* locate(search: Search, whole: Part): Check<readonly Part[]> {
  let parts: readonly Part[] = [whole];
  let isCrowded = false;
  while (parts.length > 0) {
    const open: Part[] = [];
    for (const part of parts) if (!(yield* settle(search, part, { isCrowded }))) open.push(part);
    const isEverywhere = isCrowded && open.length >= EVERYWHERE;
    if (open.length === 0 || isEverywhere || open.length > MOST_PARTS) return open;
    const divided = yield* divide(search, open);
    parts = divided.filter((part) => isWrong(restOf(search, part)));
    if (parts.length === 0) return open;
    isCrowded = parts.length === divided.length;
  }
  return [];
}

/** Whether nothing is wrong about a part any more, after what could be found in it as it is. */
function* settle(
  search: Search,
  part: Part,
  { isCrowded }: { readonly isCrowded: boolean },
): Check<boolean> {
  if (part.members.length <= MOST_CANDIDATES && !isCrowded) {
    for (const coordinate of part.members) yield* confirm(search, { coordinate, part });
    return true;
  }
  for (let i = 0; i < MOST_LONE; i++) {
    if (!isWrong(restOf(search, part))) return true;
    if (isCrowded || !(yield* findLone(search, part))) return false;
  }
  return !isWrong(restOf(search, part));
}

/** Finds one that would account for the whole error of a part. */
export function* findLone(search: Search, part: Part): Check<boolean> {
  const { study, gauge, key } = search;
  const candidates = () => loneCandidates(part.members, restOf(search, part), MOST_CANDIDATES);
  let found = candidates();
  while (found.length > MOST_CANDIDATES && part.weighings.length < MOST_WEIGHINGS) {
    const more = part.weighings.length < 2 ? 2 : 1;
    const moving = Array.from({ length: more }, () => ({
      members: part.members,
      weights: weightsFor(key()),
    }));
    part.weighings.push(...(yield* weigh(study, gauge, moving)));
    found = candidates();
  }
  if (found.length > MOST_CANDIDATES) return false;
  for (const candidate of found)
    if (yield* confirm(search, { coordinate: candidate.member, part }, candidate)) return true;
  return false;
}

/** What directions say that an error is, if it is that of one coordinate alone. */
type Foretold = Pick<Candidate, 'low' | 'high'>;

const ANYTHING: Foretold = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };

/** Measures a suspect, and whether it is wrong: by what was foretold, else there are kinks along it. */
export function* confirm(
  search: Search,
  { coordinate, part }: { readonly coordinate: number; readonly part: Part },
  foretold = ANYTHING,
): Check<boolean> {
  const { findings, located, explained, isCautious } = search;
  if (located.has(coordinate) || explained.has(coordinate)) return false;
  // one of many may be wrong by less than what all of them show
  const isSupposed = isCautious && foretold !== ANYTHING;
  const supposed = isSupposed ? supposedIn(restOf(search, part)) : NOTHING;
  let finding =
    findings.get(coordinate) ?? (yield* measureSurely(search, { coordinate, supposed }));
  const isFound = isOff(search, finding) && isForetold(search, finding, { ...foretold, supposed });
  // finer steps may have shown something else, stairs, which is nothing to those of directions
  if (!isFound && supposed < NOTHING && isOff(search, finding))
    finding = yield* measureSurely(search, { coordinate, supposed: NOTHING });
  findings.set(coordinate, isFound ? { ...finding, isProven: true } : finding);
  const { analytic, estimate } = finding;
  if (isFound) located.set(coordinate, { error: analytic - estimate.value, bar: estimate.bar });
  else yield* explain(search, finding, part);
  return isFound;
}

/** A kink that hides makes no more than this part of an error that several directions show. */
const HIDDEN = 1 / 2;

function isForetold(
  { isCautious, sharp }: Search,
  { analytic, estimate: { value, bar } }: Finding,
  { low, high, supposed }: Foretold & { readonly supposed: number },
): boolean {
  // a kink that hides in a direction makes as much of it
  const reach = isCautious ? bar + Math.min(sharp, HIDDEN * supposed) : bar;
  const error = analytic - value;
  return error + reach >= low && error - reach <= high;
}

function isOff({ study }: Search, finding: Finding): boolean {
  const { kinks } = study.options;
  return judgeCoordinate(finding, { threshold: 0, kinks }) === 'disagrees';
}

/** Where nothing is supposed, whatever agrees is enough. */
export const NOTHING = Number.POSITIVE_INFINITY;

/** A coordinate, by how much it is supposed to be wrong at the least, and the relative error that counts as none. */
interface Suspect {
  readonly coordinate: number;
  readonly supposed: number;
  readonly threshold?: number;
}

/** Measures a suspect; among kinks, which may lie along it as well, by whole ladders where nothing less lets it agree. */
export function* measureSurely(search: Search, suspect: Suspect): Check<Finding> {
  const { study, gauge, sharp, kinked, isCautious } = search;
  const { coordinate, supposed, threshold = 0 } = suspect;
  if (!isCautious && !gauge.spread.isByOutputs) {
    const measured = yield* measure(study, coordinate, { gauge, threshold });
    if (isOff(search, measured) || measured.estimate.bar <= sharp) return measured;
    kinked.add(coordinate);
  }
  const agreed = yield* agreesAlone(study, { coordinate, gauge, sharp, supposed });
  if (agreed !== undefined) return agreed;
  const climbed = yield* climbTo(study, coordinate);
  return isOff(search, climbed) ? yield* measuredTwice(study, climbed) : climbed;
}

/** Notes what a coordinate that is right shows over the step by which directions were measured, as kinks along it make it. */
function* explain(
  search: Search,
  { coordinate, estimate }: Finding,
  { weighings }: Part,
): Check<void> {
  const { study, gauge, directions, explained, kinked, isCautious } = search;
  if (!isCautious && !kinked.has(coordinate)) return;
  const own = weighings.map(({ weights }) => weights);
  const along = isCautious ? own.slice(0, 1) : [...new Set([...own, ...directions])];
  const moving = along.map((weights) => ({ members: Uint32Array.of(coordinate), weights }));
  const shown = yield* isCautious
    ? weighPlainly(study, gauge, moving)
    : weigh(study, gauge, moving);
  // what lies between the slopes of a kink passes, wherever it is
  const ownBar = estimate.slopes ? 0 : estimate.bar;
  if (isWrong(shown)) explained.set(coordinate, { weighings: shown, ownBar });
}

/** Divides parts along the first direction of each, but for what gets no coordinates. */
function* divide(search: Search, parts: readonly Part[]): Check<readonly Part[]> {
  const { study, gauge, key } = search;
  const partOf = partsFor(key(), PARTS);
  const divided = parts.map(({ members }) =>
    Array.from({ length: PARTS }, (_, i) => members.filter((k) => partOf(k) === i)),
  );
  const moving = divided.flatMap((some, i) => {
    const { weights } = parts[i].weighings[0];
    return some.slice(1).map((members) => ({ members, weights }));
  });
  const weighings = yield* weigh(study, gauge, moving);
  return divided
    .flatMap(([first, ...others], i) => {
      const own = weighings.slice(i * others.length, (i + 1) * others.length);
      const last = without(parts[i].weighings[0], own);
      return [
        { members: first, weighings: [last] },
        ...others.map((members, j) => ({ members, weighings: [own[j]] })),
      ];
    })
    .filter(({ members }) => members.length > 0);
}

/** A weighing without some of its parts. */
export function without(
  { weights, value, bar }: Weighing,
  parts: readonly Pick<Weighing, 'value' | 'bar'>[],
): Weighing {
  return {
    weights,
    value: parts.reduce((rest, part) => rest - part.value, value),
    bar: parts.reduce((sum, part) => sum + part.bar, bar),
  };
}
