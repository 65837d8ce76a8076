import { type PartRead, type Probed, type Readings, spreadError } from '../judge/probed.ts';
import type { Weighing } from '../numeric/group-testing.ts';
import { type ShownNorm, shownNorm } from '../numeric/shown-norm.ts';
import { weightsFor } from '../numeric/weights.ts';
import type { Check } from '../probe/request.ts';
import type { Suspects } from '../record.ts';
import { wholeBox } from './box.ts';
import { weigh } from './gauge.ts';
import { findLone, locate } from './locate.ts';
import { narrow } from './narrow.ts';
import { refine } from './refine.ts';
import { isWrong, type Part, readIn, restOf, type Search } from './search.ts';
import type { WeighedWhole } from './weighed.ts';

/** What a search has found, along the directions that show it. */
export type Searched = Omit<Probed, 'isAmongKinks'>;

function readOf(search: Search, parts: readonly Part[]): readonly PartRead[] {
  return parts.flatMap((part) => readIn(search, part));
}

function normOf({ parts }: Readings): ShownNorm {
  return shownNorm(parts.map(({ readings }) => readings));
}

/** Of a row beside many that are proven wrong only a lone error is looked for: nobody reads where the others are. */
export function* searchBriefly(
  search: Search,
  { parts, whole, isByBlocks }: WeighedWhole,
): Check<Searched> {
  const left = () => parts.flatMap((part) => restOf(search, part));
  const [wrong, ...others] = parts.filter((part) => isWrong(restOf(search, part)));
  if (wrong && others.length === 0) yield* findLone(search, wrong);
  const readings = {
    parts: readOf(search, parts),
    ...(isByBlocks && { whole: restOf(search, whole) }),
  };
  const ranges = wholeBox(search.gauge.spread.variable);
  const suspects = isWrong(left()) ? [{ ranges, ...normOf(readings) }] : [];
  return { ...readings, located: [...search.located.keys()], suspects };
}

/** More wrong blocks than this part of all are an error everywhere. */
const MANY = 1 / 4;

/** Finds what is wrong in blocks. */
export function* searchBlocks(
  search: Search,
  { parts, whole }: Pick<WeighedWhole, 'parts' | 'whole'>,
): Check<Searched> {
  const located = () => [...search.located.keys()];
  const readingsOf = (some: readonly Part[]): Readings => ({
    parts: readOf(search, some),
    whole: restOf(search, whole),
  });
  const wrong = parts.filter((part) => isWrong(restOf(search, part)));
  if (wrong.length > Math.max(1, MANY * parts.length)) {
    const readings = readingsOf(parts);
    const ranges = wholeBox(search.gauge.spread.variable);
    return { ...readings, located: [], suspects: [{ ranges, ...normOf(readings) }] };
  }
  const refined: Part[] = [];
  for (const part of parts) refined.push(...(yield* refine(search, part)));
  return { ...readingsOf(refined), located: located(), suspects: [] };
}

/** What is less than this part of what is tolerated, by what directions say, is no more than that: of a few that cancel they may say little. */
const NEGLIGIBLE = 1 / 10;
/** So often everything that was found is taken out, and the whole is asked again. */
const ROUNDS = 4;

/** Finds what is wrong about the whole; an error that counts for nothing together is looked for only where it is that of one alone. */
export function* searchWhole(search: Search, whole: Part, tolerated: number): Check<Searched> {
  const negligible = NEGLIGIBLE * tolerated;
  const suspects: Suspects[] = [];
  const rest = () => restOf(search, whole);
  const read = () => ({ parts: readOf(search, [whole]) });
  const error = () => spreadError(read());
  for (let round = 0; round < ROUNDS && isWrong(rest()); round++) {
    const before = search.located.size;
    if (error() <= negligible) {
      if (!(yield* findLone(search, whole))) break;
      continue;
    }
    const open = yield* locate(search, whole);
    if (search.located.size > before && open.length === 0) continue;
    if (open.length > 0 && isWrong(rest())) {
      const ranges = yield* narrow(search, whole);
      suspects.push({ ranges, ...shownNorm(mostOf(search, { whole, open })) });
    }
    break;
  }
  const isOpen = error() > negligible && error() <= tolerated;
  if (isWrong(rest()) && isOpen) yield* weighMore(search, whole);
  const known = suspects.find(({ size }) => Math.min(size, error()) > tolerated)?.size;
  const located = [...search.located.keys()];
  return { ...read(), located, suspects, ...(known !== undefined && { known }) };
}

/** What is left of everything, along its directions, or of the wrong parts along the one that was divided, where these are more. */
function mostOf(
  search: Search,
  { whole, open }: { readonly whole: Part; readonly open: readonly Part[] },
): readonly (readonly Weighing[])[] {
  const parts = open.map((part) => restOf(search, part));
  return parts.length > whole.weighings.length ? parts : [restOf(search, whole)];
}

/** So many directions make of an error at the threshold half of it, by luck, less than once in ten thousand times; six once in 25. */
const SURELY = 24;

/** Weighs along more directions, where what they show is to be a norm and no more. */
function* weighMore({ study, gauge, key }: Search, { members, weighings }: Part): Check<void> {
  const more = Array.from({ length: Math.max(0, SURELY - weighings.length) }, () => ({
    members,
    weights: weightsFor(key()),
  }));
  weighings.push(...(yield* weigh(study, gauge, more)));
}
