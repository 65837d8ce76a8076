import { coarsest, type Dtype, UNIT_ROUNDOFF } from './dtype.ts';
import { spacing } from './float.ts';
import { formatShown } from './format-shown.ts';
import { isBesideKink, isPit, isRegular, levelAfter } from './level.ts';
import {
  isAtKink,
  type Reading,
  readingsOf,
  rootMeanSquare,
  sideChangesOf,
  sideReadingsOf,
  UNEXPLAINED,
} from './readings.ts';
import { type Base, isInside, isUnmoved, type Rung } from './rung.ts';

/** What a ladder shows of the noise in its values, beyond their own rounding. */
export interface LineNoise {
  /** Its standard deviation; 0 where nothing shows. */
  readonly deviation: number;
  /**
   * `level`: what curvature leaves does not shrink with the step. `quantum`: the value stands still, and then jumps by no more than
   * rounding. `blind`: it never moved. `still`: it stands still around the point, and moves further away as no rounding would: only
   * where it stood still does it say something about the point.
   */
  readonly kind: 'none' | 'level' | 'quantum' | 'blind' | 'still';
  /** Whether finer steps than those that show it show less. */
  readonly isBeyondFinest?: boolean;
}

/** How a value that stands still around the point begins to move, as halving the interval found it. */
export interface Onset {
  /** How far away the first value that differs was found, and by how much it differs. */
  readonly at: number;
  readonly size: number;
  /** By how much it differs a little further away. */
  readonly soon?: number;
  /** Whether it goes on to change by as much over each step further: where it is rounded it stands still again. */
  readonly goesOn?: boolean;
  /** Whether that was still shrinking with the interval: then the value is continuous, whatever else it is. */
  readonly shrinks: boolean;
  /** Whether the format of the point, coarser than that of the value, left too little room to tell. */
  readonly isUnresolved?: boolean;
  /** Whether it jumps where a copy of the coordinate in single precision does: that is rounding, however large. */
  readonly isOfCopy?: boolean;
}

const NONE: LineNoise = { deviation: 0, kind: 'none' };

/**
 * Reads the noise along a line from what its rungs leave when slope and curvature are taken away.
 *
 * A value does not show how large the numbers were that it was computed from: `log(1 + x)` is rounded at 1. Curvature leaves h² of a
 * second difference, a kink h; noise leaves as much at every step.
 *
 * @param ladder - finest first
 */
export function readLineNoise(
  base: Base,
  ladder: readonly Rung[],
  onset: Onset | undefined,
): LineNoise {
  const inside = ladder.filter(isInside);
  if (inside.length === 0) return NONE;
  return isUnmoved(base, inside[0])
    ? noiseOfStandingStill(base, inside, onset)
    : noiseOfLevel(base, inside);
}

/** A quantum this many spacings wide is no more than arithmetic leaves open anywhere. */
const FEW_SPACINGS = 4;

/** A line that never moved says that the derivative is no larger than quantum over step, not that it is zero. */
function noiseOfStandingStill(
  base: Base,
  ladder: readonly Rung[],
  onset: Onset | undefined,
): LineNoise {
  const { value } = base;
  if (ladder.every((rung) => isUnmoved(base, rung)))
    return { deviation: leastQuantum(base) / 2, kind: 'blind' };
  if (onset !== undefined && !isRounding(base, ladder, onset)) return { ...NONE, kind: 'still' };
  const quantum = onset?.size ?? smallestChange(value, ladder);
  return { deviation: Math.max(quantum / 2, levelBeyond(base, ladder)), kind: 'quantum' };
}

/**
 * What the rungs show over which the value moves: the last operation rounds to a quantum, and those before it add to that, or begin to over
 * longer steps, where a large part of a sum is rounded more coarsely than a small one.
 */
function levelBeyond(base: Base, ladder: readonly Rung[]): number {
  const moving = ladder.filter((rung) => !isUnmoved(base, rung));
  const readings = readingsOf(base, moving);
  const largest = Math.min(largestRounding(base, ladder), OF_ALL * rangeOf(base.value, ladder));
  const levels = readings.map((_, first) =>
    rootMeanSquare(levelAfter(readings, { first, count: first === 0 ? 2 : SURELY })),
  );
  return Math.max(0, ...levels.filter((level, first) => first === 0 || level <= largest));
}

/** So many readings that stay the same beyond others that do not are no luck. */
const SURELY = 3;

/** Of rounding the next jump is about as far away as the first: a little further there are no more than so many. */
const FEW_JUMPS = 4;

/**
 * Whether what a value begins to move by is rounding: as little as arithmetic leaves open, or a jump that is small enough; and whether it
 * goes on as slowly as it began.
 */
function isRounding(base: Base, ladder: readonly Rung[], onset: Onset): boolean {
  const { size, shrinks, soon = 0, isOfCopy = false, goesOn = false } = onset;
  if (isOfCopy) return true;
  const grows = soon > FEW_JUMPS * size;
  // what has shrunk to far less than a little further is no multiple of a quantum
  const isContinuous = shrinks && grows && isBeyondZone(base, ladder, onset);
  if (Math.max(size, soon) <= leastQuantum(base) && !isContinuous) return true;
  if (goesOn || grows) return false;
  if (size <= leastQuantum(base) || (!shrinks && size <= largestRounding(base, ladder)))
    return true;
  return areSingle(base, ladder) && size <= leastQuantum({ ...base, format: 'float32' });
}

/** A zone ends between two steps; right beyond one, it was that step alone over which all that is rounded comes back by luck. */
const BEYOND = 1 + 1 / 64;

function isBeyondZone(base: Base, ladder: readonly Rung[], { at }: Onset): boolean {
  const still = ladder.filter((rung) => isUnmoved(base, rung)).map(({ right }) => right);
  return at > BEYOND * Math.max(...still);
}

/** Too few values to show a format may all be numbers of single precision: then jumps from one to the next are its rounding. */
function areSingle({ value }: Base, ladder: readonly Rung[]): boolean {
  return [value, ...ladder.flatMap(({ plus, minus }) => [plus, minus])].every(
    (one) => Math.fround(one) === one,
  );
}

/** Whether a value has moved by no more than arithmetic leaves open anywhere: that is rounding, wherever it jumps. */
export function isByLeastQuantum(base: Base, { plus, minus }: Rung): boolean {
  const moves = [plus, minus].map((value) => Math.abs(value - base.value));
  return Math.max(...moves) <= leastQuantum(base);
}

function leastQuantum({ size, value, format }: Base): number {
  return FEW_SPACINGS * spacing(Math.max(size, Math.abs(value)), format);
}

/** The smallest difference of two values seen along a ladder that is one. */
function smallestChange(value: number, ladder: readonly Rung[]): number {
  const values = [value, ...ladder.flatMap(({ plus, minus }) => [plus, minus])].sort(
    (a, b) => a - b,
  );
  const changes = values.slice(1).map((next, i) => next - values[i]);
  return Math.min(...changes.filter((change) => change > 0));
}

/** A number in single precision is a spacing from the next, up to 2⁻²³ of it, and a few operations make a few of them. */
const SINGLE = 2 ** -24;
const FEW_SINGLE = 4 * 2 * SINGLE;
/** A jump of no more than so many roundings of the point or the value is rounding, at something larger inside. */
const ROUNDINGS: Readonly<Record<Dtype, number>> = { float64: 1e5, float32: 2 ** 10, float16: 4 };

/** The largest jump that counts as rounding: in a value that is rounded there is one after the other. */
export function largestRounding(base: Base, ladder: readonly Rung[]): number {
  return roundingUpTo(FEW_SINGLE, base, ladder);
}

/** The largest that does where it is at the point itself, or may be: what is rounded jumps everywhere else, too. */
export function largestRoundingAtPoint(base: Base, ladder: readonly Rung[]): number {
  return roundingUpTo(SINGLE, base, ladder);
}

function roundingUpTo(single: number, base: Base, ladder: readonly Rung[]): number {
  return Math.max(
    ROUNDINGS[formatOf(base, ladder)] * roundingOf(base, ladder),
    single * Math.max(Math.abs(base.value), rangeOf(base.value, ladder)),
  );
}

/** Of noise no second difference is so many times smaller than the next by luck. */
const SMALLER = 2 ** 12;

/** Whether noise shows at the finest step as well, and bends there where it does at the next. */
function isFromTheFinest(
  [first, next = first]: readonly Reading[],
  [finest]: readonly Reading[],
): boolean {
  return first === finest && SMALLER * Math.abs(first.bend) >= Math.abs(next.bend);
}

/** Noise larger than this part of all that a value changes by would show at every step, unless that is so few roundings of the point. */
const OF_ALL = 1 / 8;
const FEW_ROUNDINGS = 4;

/** Whether something is too large for what is rounded away at the point: beyond the rounding of the point or the value, or most of what happens. */
function isTooLarge(deviation: number, base: Base, ladder: readonly Rung[]): boolean {
  const range = rangeOf(base.value, ladder);
  if (range <= FEW_ROUNDINGS * roundingOf(base, ladder)) return false;
  // what the point is rounded by moves the value no more than a step as long as the point does
  const atPoint = { ...base, size: Math.min(base.size, range) };
  return deviation > Math.min(largestRoundingAtPoint(atPoint, ladder), OF_ALL * range);
}

/** What the point or the value is rounded by, whichever is the larger. */
function roundingOf(base: Base, ladder: readonly Rung[]): number {
  return UNIT_ROUNDOFF[formatOf(base, ladder)] * Math.max(base.size, Math.abs(base.value));
}

/** The coarsest format of anything that the values along a ladder are computed from, as far as is known or shows. */
export function formatOf(base: Base, ladder: readonly Rung[]): Dtype {
  return coarsest(base.inside ?? 'float64', formatShown(base, ladder));
}

/** What a value changes by along a ladder, at the most. */
export function rangeOf(value: number, ladder: readonly Rung[]): number {
  const changes = ladder.flatMap(({ plus, minus }) => [plus - value, minus - value].map(Math.abs));
  return Math.max(0, ...changes.filter(Number.isFinite));
}

/** So many readings that stay the same are noise, at so many times what is explained. */
const SHOWN = [
  { times: UNEXPLAINED, count: 2 },
  { times: 1, count: 3 },
];

/** Rounding leaves nothing over one step by luck, but hardly over so many in a row, and then the same over all others. */
const CLEAN = 3;

/** The root mean square of the readings that stay the same from one step to the next, from the finest on. */
function noiseOfLevel(base: Base, ladder: readonly Rung[]): LineNoise {
  const readings = isAtKink(base, ladder) ? sideReadingsOf(base, ladder) : readingsOf(base, ladder);
  if (!readings.every(({ size }) => Number.isFinite(size))) return NONE;
  for (const { times, count } of SHOWN) {
    const first = readings.findIndex(({ size, floor }) => size > times * floor);
    const level = first < 0 ? [] : levelAfter(readings, { first, count });
    const deviation = rootMeanSquare(level);
    const isNoNoise =
      isPit(level) ||
      isBesideKink(sideChangesOf(base, ladder)) ||
      (isTooLarge(deviation, base, ladder)
        ? !isFromTheFinest(level, readings) || isRegular(level)
        : first >= CLEAN && isRegular(level));
    const isBeyondFinest = level[0] !== readings[0];
    if (deviation > 0) return isNoNoise ? NONE : { deviation, kind: 'level', isBeyondFinest };
  }
  return NONE;
}
