import type { Colouring } from '../numeric/colouring.ts';
import { type Dtype, UNIT_ROUNDOFF } from '../numeric/dtype.ts';
import { columnsIn, type Pattern } from '../numeric/pattern.ts';
import { movedBy } from '../numeric/step.ts';
import { FACTOR } from '../probe/climb.ts';
import { abreast, along, type Point } from '../probe/point.ts';
import { askAll, type Probes } from '../probe/probes.ts';
import type { Check } from '../probe/request.ts';
import type { Uniform } from '../subject/random.ts';
import { type Variable, variableAt } from '../subject/variable.ts';

/** A sparse matrix, and how what it has no entries for is looked for. */
export interface Structure {
  readonly pattern: Pattern;
  /** Parallel to the columns of the pattern. */
  readonly values: Float64Array;
  readonly colouring: Colouring;
  readonly base: Float64Array;
  readonly variables: readonly Variable[];
  readonly probes: Probes;
  /** Of the first difference: the length of each step in sizes of the coordinates, and the format that values are rounded to. */
  readonly step: number;
  readonly format: Dtype;
  readonly threshold: number;
  readonly random: Uniform;
}

/** So many entries are looked for at the most: where there are more, that there are says enough. */
export const MOST = 16;
/** A row has more than one in a colour at times. */
const MOST_IN_COLOUR = 4;

/**
 * Finds entries that a matrix has and its pattern has not.
 *
 * A row moves with the columns of a colour by the one entry that it has among them, and with those of other colours not at all; by what
 * it moves besides, it has entries that are not given. The steps are those of the first differences, and cost nothing. Two entries that
 * are not given may cancel each other: one random direction through all columns stands behind the colours.
 *
 * @returns the columns of such entries, by row
 */
export function* entriesOutside(structure: Structure): Check<ReadonlyMap<number, number[]>> {
  const suspects = yield* suspectsIn(structure);
  const found = new Map<number, number[]>();
  for (const suspect of suspects.slice(0, MOST)) {
    const columns = yield* locate(structure, suspect);
    if (columns.length > 0)
      found.set(
        suspect.row,
        [...(found.get(suspect.row) ?? []), ...columns].sort((a, b) => a - b),
      );
  }
  return found;
}

/** A row that moves with some columns by more than its entries among them explain. */
interface Suspect {
  readonly row: number;
  /** Those that it is moved with. */
  readonly group: Uint32Array;
  /** What is not explained, and as how much nothing counts. */
  readonly excess: number;
  readonly tolerated: number;
  /** Whether an entry of its own may be why. */
  readonly mayBeWrong: boolean;
  readonly pointsFor: (columns: Uint32Array) => readonly [plus: Point, minus: Point];
}

function* suspectsIn(structure: Structure): Check<readonly Suspect[]> {
  const inColours = yield* alongColours(structure);
  const rows = new Set(inColours.map(({ row }) => row));
  const inAll = yield* throughAll(structure);
  const others = inAll.filter(({ row }) => !rows.has(row));
  const surely = (suspect: Suspect) => (suspect.mayBeWrong ? 1 : 0);
  return [...inColours, ...others].sort((a, b) => surely(a) - surely(b));
}

/** So many standard deviations of rounding are none. */
const CLEARLY = 10;
/** An entry that is off by no more than so many thresholds is told from its own look. */
const OFF = 10;

/** A row along some columns: what it moved by, and what its entries make of that. */
interface Moves {
  readonly plus: number;
  readonly minus: number;
  readonly expected: number;
  /** The sum of the sizes of what is expected. */
  readonly size: number;
}

function excessOf(
  { plus, minus, expected, size }: Moves,
  { threshold, format }: Structure,
): Pick<Suspect, 'excess' | 'tolerated'> {
  const noise = CLEARLY * UNIT_ROUNDOFF[format] * Math.max(Math.abs(plus), Math.abs(minus));
  return { excess: plus - minus - expected, tolerated: noise + OFF * threshold * size };
}

/** So many colours are asked for at a time. */
const BATCH = 64;

function* alongColours(structure: Structure): Check<readonly Suspect[]> {
  const { pattern, values, colouring, probes, step } = structure;
  const { groups, colours } = colouring;
  const pointsFor = (columns: Uint32Array) =>
    [abreast(columns, step), abreast(columns, -step)] as const;
  const reached: Float64Array[] = [];
  for (let i = 0; i < groups.length; i += BATCH)
    reached.push(...(yield* askAll(probes, groups.slice(i, i + BATCH).flatMap(pointsFor))));
  const spans = spansOf(structure);
  const suspects: Suspect[] = [];
  const expected = new Float64Array(groups.length);
  for (let row = 0; row < probes.rows; row++) {
    const columns = columnsIn(pattern, row);
    expected.fill(0);
    columns.forEach((column, k) => {
      const at = pattern.starts[row] + k;
      expected[colours[column]] = values[at] * spans[column];
    });
    for (const [colour, own] of expected.entries()) {
      const [plus, minus] = [reached[2 * colour][row], reached[2 * colour + 1][row]];
      const moves = { plus, minus, expected: own, size: Math.abs(own) };
      const excess = excessOf(moves, structure);
      if (!(Math.abs(excess.excess) > excess.tolerated)) continue;
      const mayBeWrong = columns.some((column) => colours[column] === colour);
      suspects.push({ row, group: groups[colour], ...excess, mayBeWrong, pointsFor });
    }
  }
  return suspects;
}

/** How far apart both steps lead each coordinate. */
function spansOf({ base, variables, step }: Structure): Float64Array {
  return base.map((x, k) => {
    const { dtype } = variableAt(variables, k);
    return movedBy(step, { x, dtype }) - movedBy(-step, { x, dtype });
  });
}

/** The direction behind the colours, as far as it is gone, among those of the probes. */
export const BEHIND = 'all, behind the colours';

function* throughAll(structure: Structure): Check<readonly Suspect[]> {
  const { pattern, values, base, probes, step, random } = structure;
  // shorter than along the colours: beside those it tells a bend that is a kink's from a parabola's
  const length = step / FACTOR;
  const direction = base.map((x) => {
    const sign = random() < 0.5 ? -1 : 1;
    return sign * (0.5 + 0.5 * random()) * length * Math.max(1, Math.abs(x));
  });
  probes.directions.set(BEHIND, direction);
  const pointsFor = (columns: Uint32Array) => {
    const part = new Float64Array(base.length);
    for (const column of columns) part[column] = direction[column];
    return [along(part, 1), along(part, -1)] as const;
  };
  const [plus, minus] = yield* askAll(probes, [along(direction, 1), along(direction, -1)]);
  const group = Uint32Array.from(base.keys());
  const suspects: Suspect[] = [];
  for (let row = 0; row < probes.rows; row++) {
    const columns = columnsIn(pattern, row);
    let [expected, size] = [0, 0];
    columns.forEach((column, k) => {
      const term = 2 * values[pattern.starts[row] + k] * direction[column];
      expected += term;
      size += Math.abs(term);
    });
    const moves = { plus: plus[row], minus: minus[row], expected, size };
    const excess = excessOf(moves, structure);
    if (!(Math.abs(excess.excess) > excess.tolerated)) continue;
    suspects.push({ row, group, ...excess, mayBeWrong: columns.length > 0, pointsFor });
  }
  return suspects;
}

/** Halves the columns until one is left: what one half does not move the row by, the other does, and the larger part goes on. */
function* locate({ probes, pattern }: Structure, suspect: Suspect): Check<readonly number[]> {
  const { row, group, tolerated, pointsFor } = suspect;
  const own = columnsIn(pattern, row);
  const columns = group.filter((column) => !own.includes(column));
  function* moveBy(some: Uint32Array): Check<number> {
    const [plus, minus] = yield* askAll(probes, pointsFor(some));
    return plus[row] - minus[row];
  }

  const found: number[] = [];
  let left = suspect.mayBeWrong ? yield* moveBy(columns) : suspect.excess;
  while (Math.abs(left) > tolerated && found.length < MOST_IN_COLOUR) {
    let some = columns.filter((column) => !found.includes(column));
    let difference = left;
    while (some.length > 1) {
      const half = some.subarray(0, some.length >>> 1);
      const inHalf = yield* moveBy(half);
      const isInHalf = Math.abs(inHalf) >= Math.abs(difference - inHalf);
      difference = isInHalf ? inHalf : difference - inHalf;
      some = isInHalf ? half : some.subarray(some.length >>> 1);
    }
    if (some.length === 0) break;
    found.push(some[0]);
    left -= difference;
  }
  return found;
}
