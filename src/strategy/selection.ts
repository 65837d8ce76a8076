import type { CheckMode, ResolvedOptions } from '../options/options.ts';
import type { Uniform } from '../subject/random.ts';
import type { Variable } from '../subject/variable.ts';
import type { Wanted } from './named.ts';

/** The coordinates of one variable, divided into those to be checked one by one and the rest. */
export interface Selection {
  readonly variable: Variable;
  /** Flat coordinates, ascending. */
  readonly checked: Uint32Array;
  /** How many are left to be looked at together. */
  readonly rest: number;
}

/** Variables of up to so many coordinates are checked completely, one by one; a larger one by directions through all of it. */
export const COMPLETE: Readonly<Record<CheckMode, number>> = { full: 1000, quick: 20, off: 1000 };
/** Beside a larger one, only what costs no more one by one than directions do. */
const AS_CHEAP = 24;
/** So many coordinates are compared one by one beside directions. */
const BESIDE = 3;

/** Where directions cannot tell, a variable of up to so many is checked completely; of a larger one so many are. */
const AFFORDABLE: Readonly<Record<CheckMode, number>> = { full: 20_000, quick: 1000, off: 20_000 };
const ALONE: Readonly<Record<CheckMode, number>> = { full: 32, quick: 20, off: 32 };

/** Whether all coordinates of a variable can be checked one by one where that is needed. */
export function isAffordable({ size }: Variable, mode: CheckMode): boolean {
  return size <= AFFORDABLE[mode];
}

/** How many coordinates of a variable are checked one by one where directions through it cannot tell. */
export function countAlone(variable: Variable, { mode }: Pick<ResolvedOptions, 'mode'>): number {
  return isAffordable(variable, mode) ? variable.size : ALONE[mode];
}

/** A matrix of no more entries is checked completely, entry by entry, and one of few columns, however many rows it has. */
const ENTRIES = 2 ** 17;
const COLUMNS = 128;

/** Up to how many coordinates of a variable are checked one by one: of each of so many rows of a matrix, or of the one there is. */
function completeFor(mode: CheckMode, rows: number): number {
  return Math.min(COMPLETE[mode], Math.max(COLUMNS, Math.floor(ENTRIES / rows)));
}

/** How many coordinates of each of some variables are checked one by one: by the sizes of all, unless that was asked for. */
export function countsFor(
  variables: readonly Variable[],
  {
    coordinates,
    mode,
    part,
    rows,
    isComposed = false,
  }: Pick<ResolvedOptions, 'coordinates' | 'mode' | 'part' | 'isComposed'> & {
    readonly rows: number;
  },
): (variable: Variable) => number {
  // parts are for what one machine would take too long for, and divide all of it
  if (part !== undefined) return ({ size }) => coordinates ?? size;
  const complete = completeFor(mode, rows);
  const isLarge = variables.some(({ size }) => size > complete);
  // beside what layers have shown coordinates tell nothing
  const few = isComposed ? BESIDE : AS_CHEAP;
  const most = isLarge ? Math.min(few, complete) : complete;
  return ({ size }) => coordinates ?? (size <= most ? size : BESIDE);
}

/**
 * Chooses which coordinates of a variable to check: those that were named and nothing else; or all when there are few, else
 * the first, the last, and one drawn from each of as many equal strata as remain, so that no row or block is left out for long.
 */
export function selectCoordinates(
  { variable, named }: Wanted,
  { count, random }: { readonly count: number; readonly random: Uniform },
): Selection {
  if (named !== undefined) return { variable, checked: Uint32Array.from(named), rest: 0 };
  const { offset, size } = variable;
  if (count >= size)
    return { variable, checked: Uint32Array.from({ length: size }, (_, k) => offset + k), rest: 0 };
  const chosen = new Set([offset, offset + size - 1].slice(0, count));
  const strata = count - chosen.size;
  const edge = (k: number) => 1 + Math.floor((k * (size - 2)) / strata);
  for (let k = 0; k < strata; k++) {
    chosen.add(offset + edge(k) + Math.floor(random() * (edge(k + 1) - edge(k))));
  }
  return { variable, checked: Uint32Array.from(chosen).sort(), rest: size - chosen.size };
}

/** A part of the coordinates that are not checked one by one, by their order among these. */
export interface Part {
  readonly from: number;
  readonly to: number;
}

/** The coordinates of a part, ascending. */
export function* restIn({ variable, checked }: Selection, { from, to }: Part): Iterable<number> {
  let passed = checkedBefore(variable, checked, from);
  for (let rank = from; rank < to; rank++) {
    while (checked[passed] === variable.offset + rank + passed) passed += 1;
    yield variable.offset + rank + passed;
  }
}

/** How many checked coordinates come before the one of this rank among the others, by bisection. */
function checkedBefore({ offset }: Variable, checked: Uint32Array, rank: number): number {
  let low = 0;
  let high = checked.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (checked[middle] - offset - middle <= rank) low = middle + 1;
    else high = middle;
  }
  return low;
}
