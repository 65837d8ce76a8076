import { coarsest, type Dtype, UNIT_ROUNDOFF } from './dtype.ts';
import { spacing } from './float.ts';
import { noiseOf, roundingIn } from './noise.ts';
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
}

/** How a value that stands still around the point begins to move, as halving the interval found it. */
export interface Onset {
  /** How far away the first value that differs was found, and by how much it differs. */
  readonly at: number;
  readonly size: number;
  /** By how much it differs a little further away. */
  readonly soon?: number;
  /** Whether that was still shrinking with the interval: then the value is continuous, whatever else it is. */
  readonly shrinks: boolean;
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

/** What the rungs show over which the value moves: the last operation rounds to a quantum, and those before it add to that. */
function levelBeyond(base: Base, ladder: readonly Rung[]): number {
  const moving = ladder.filter((rung) => !isUnmoved(base, rung));
  return rootMeanSquare(levelAfter(readingsOf(base, moving), { first: 0, count: 2 }));
}

/** Of rounding the next jump is about as far away as the first: a little further there are no more than so many. */
const FEW_JUMPS = 4;

/**
 * Whether what a value begins to move by is rounding: as little as arithmetic leaves open, or a jump that is small enough; and whether it
 * goes on as slowly as it began.
 */
function isRounding(base: Base, ladder: readonly Rung[], onset: Onset): boolean {
  const { size, shrinks, soon = 0 } = onset;
  if (soon > FEW_JUMPS * size) return false;
  return size <= leastQuantum(base) || (!shrinks && size <= largestRounding(base, ladder));
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

/** Jumps below this part of a value, or of what it changes by, are rounding in single precision or finer. */
const SINGLE = 2 ** -24;
/** A jump of no more than so many roundings of the point or the value is rounding, at something larger inside. */
const ROUNDINGS: Readonly<Record<Dtype, number>> = { float64: 1e5, float32: 2 ** 10, float16: 4 };

/** The largest jump that counts as rounding. */
export function largestRounding(base: Base, ladder: readonly Rung[]): number {
  const format = coarsest(base.inside ?? 'float64', formatShown(base, ladder));
  const size = Math.max(base.size, Math.abs(base.value));
  return Math.max(
    ROUNDINGS[format] * UNIT_ROUNDOFF[format] * size,
    SINGLE * Math.max(Math.abs(base.value), rangeOf(base.value, ladder)),
  );
}

/** What a value changes by along a ladder, at the most. */
function rangeOf(value: number, ladder: readonly Rung[]): number {
  const changes = ladder.flatMap(({ plus, minus }) => [plus - value, minus - value].map(Math.abs));
  return Math.max(0, ...changes.filter(Number.isFinite));
}

/** Fewer different values say nothing about the format: 0, ½ and 3 are numbers of every one. */
const ENOUGH_VALUES = 5;

/**
 * The format that values show: no single precision where any of them has more digits, whatever the point is stored in; single
 * precision where all of several are numbers of it, which by chance one double in 2²⁹ is.
 */
export function formatShown(
  { value, format }: Pick<Base, 'value' | 'format'>,
  ladder: readonly Rung[],
): Dtype {
  if (format === 'float16') return format;
  const values = new Set([value, ...ladder.flatMap(({ plus, minus }) => [plus, minus])]);
  if (![...values].every(isSingle)) return 'float64';
  return values.size >= ENOUGH_VALUES ? 'float32' : format;
}

/** What is below this part of what rounding makes is of values that were not rounded so. */
const QUIETER = 1e-3;
/** One may be so small by luck. */
const ENOUGH_QUIET = 2;

/**
 * The format that values are rounded to on the way: the coarsest of anything they are computed from, whatever digits they show, as the
 * sum of rounded products does; but for a line whose finest rungs leave too little beside a slope to each side.
 */
export function roundedIn(base: Base, ladder: readonly Rung[]): Dtype {
  const shown = formatShown(base, ladder);
  const { inside = shown } = base;
  if (coarsest(shown, inside) === shown) return shown;
  return isQuieterThan(inside, base, ladder) ? shown : inside;
}

function isQuieterThan(format: Dtype, { value }: Base, ladder: readonly Rung[]): boolean {
  const rounded = { value, noise: roundingIn(format) };
  const moved = ladder.filter((rung) => isInside(rung) && !isUnmoved(rounded, rung));
  const finest = moved.slice(0, ENOUGH_QUIET).map((rung) => bendReading(rounded, rung));
  const isQuiet = finest.every(({ reading, floor }) => reading <= QUIETER * floor);
  return (isQuiet && finest.length === ENOUGH_QUIET) || isStraightBelow(rounded, moved);
}

/** Whether the slopes of both sides stay the same over the finest rungs, however far apart they are, where rounding would change them. */
function isStraightBelow({ value, noise }: Pick<Base, 'value' | 'noise'>, moved: readonly Rung[]) {
  const finest = moved.slice(0, ENOUGH_QUIET + 1);
  const least = QUIETER * noiseOf(value, noise);
  const isSame = (rung: Rung, next: Rung) =>
    Math.abs((rung.plus - value) / rung.right - (next.plus - value) / next.right) * rung.right <=
      least &&
    Math.abs((value - rung.minus) / rung.left - (value - next.minus) / next.left) * rung.left <=
      least;
  return (
    finest.length > ENOUGH_QUIET && finest.slice(1).every((next, k) => isSame(finest[k], next))
  );
}

/** The step at which curvature has fallen to where it would show that values are not rounded to a format. */
export function quietStep(
  format: Dtype,
  { value }: Pick<Base, 'value'>,
  rung: Rung,
): number {
  const { reading, floor } = bendReading({ value, noise: roundingIn(format) }, rung);
  return rung.right * Math.sqrt((QUIETER / 4) * (floor / reading));
}

function isSingle(value: number): boolean {
  return Number.isNaN(value) || Math.fround(value) === value;
}

/** What second differences leave above this many roundings is not rounding of the value itself. */
export const UNEXPLAINED = 10;
/** What grows with the step by less than this power is noise: a kink grows by the first, curvature by the second. */
const NOISE_GROWS = 0.6;
/** What grows by more than this one is no noise, and hides none either. */
const CURVATURE_GROWS = 1.6;
/** Over less than this factor in the step a kink beside the point may look level, too. */
const LEVEL_SPAN = 5;
/** One reading in fifty is this many times smaller than another of the same noise. */
const LUCK = 30;
/** Noise that does not show in one of so many rungs does not show. */
const FINEST = 3;

/** So many readings that stay the same are noise, at so many times what is explained. */
const SHOWN = [
  { times: UNEXPLAINED, count: 2 },
  { times: 1, count: 3 },
];

/** The root mean square of the readings that stay the same from one step to the next, from the finest on. */
function noiseOfLevel(base: Base, ladder: readonly Rung[]): LineNoise {
  const readings = readingsOf(base, ladder);
  if (!readings.every(({ size }) => Number.isFinite(size))) return NONE;
  for (const { times, count } of SHOWN) {
    const first = readings.findIndex(({ size, floor }) => size > times * floor);
    const level = first < 0 ? [] : levelAfter(readings, { first, count });
    const deviation = rootMeanSquare(level);
    const isNoNoise =
      (first > 0 || isRegular(level)) && deviation > largestRounding(base, ladder);
    if (deviation > 0) return isNoNoise ? NONE : { deviation, kind: 'level' };
  }
  return NONE;
}

/** Noise repeats itself from step to step by luck alone, and never so closely. */
const REPEATED = 1.05;
/** Nor does it grow by the same power of the step, give or take, over so many. */
const SAME_POWER = 0.05;
const OFTEN = 4;

/** Whether readings are too regular for noise: one and the same, as of a jump at the point, or of one power, as of a root. */
function isRegular(level: readonly Reading[]): boolean {
  const powers = level.slice(1).map((next, i) => powerBetween(level[i], next));
  const spread = Math.max(...powers) - Math.min(...powers);
  return isJump(level) || (level.length >= OFTEN && spread <= SAME_POWER);
}

function isJump(level: readonly Reading[]): boolean {
  const bends = level.map(({ bend }) => bend);
  const [least, most] = [Math.min(...bends), Math.max(...bends)];
  return least > 0 ? most <= REPEATED * least : most < 0 && least >= REPEATED * most;
}

function powerBetween(one: Reading, next: Reading): number {
  return Math.log(next.size / one.size) / Math.log(next.step / one.step);
}

/** So many readings or more that stay the same, beginning with one of the first few; none where they grow as curvature does. */
function levelAfter(
  readings: readonly Reading[],
  { first, count }: { readonly first: number; readonly count: number },
): readonly Reading[] {
  const last = Math.min(first + FINEST, readings.length - 1);
  for (let k = first; k < last; k++) {
    const level = readings.slice(k, levelFrom(readings, k));
    const [finest, coarsest] = [level[0], level[level.length - 1]];
    if (level.length >= count && coarsest.step >= LEVEL_SPAN * finest.step) return level;
    if (!isWithin(readings[k + 1], [finest], CURVATURE_GROWS)) return [];
  }
  return [];
}

/** What a rung leaves beside slope and curvature, as the standard deviation that noise of that size would have. */
interface Reading {
  readonly step: number;
  readonly size: number;
  /** The second difference itself, with its sign. */
  readonly bend: number;
  /** What the rounding of the values themselves makes. */
  readonly floor: number;
}

/** Slopes over steps further apart than this differ by more than noise. */
const NEXT = 10;

function readingsOf(base: Base, ladder: readonly Rung[]): readonly Reading[] {
  return ladder.map((rung, k) => {
    const { reading, floor } = bendReading(base, rung);
    const bend = secondDifference(base, rung);
    return { step: rung.right, size: Math.max(reading, oddReading(ladder, k)), bend, floor };
  });
}

/** What the change of the central slope to the next coarser rung would be as noise; of the coarsest nothing better than from the one before. */
function oddReading(ladder: readonly Rung[], k: number): number {
  const { right } = ladder[k];
  const other = ladder.at(k + 1) ?? ladder.at(k - 1) ?? ladder[k];
  if (Math.max(other.right / right, right / other.right) > NEXT) return 0;
  return Math.abs(slopeOver(ladder[k]) - slopeOver(other)) * right * Math.SQRT2;
}

/** What the second difference over one rung would be as noise, and what the rounding of its values makes. */
export function bendReading(
  { value, noise }: Pick<Base, 'value' | 'noise'>,
  rung: Rung,
): { readonly reading: number; readonly floor: number } {
  const ratio = rung.right / rung.left;
  return {
    reading: Math.abs(secondDifference({ value }, rung)) / Math.hypot(1, ratio, 1 + ratio),
    floor: Math.max(noiseOf(rung.plus, noise), noiseOf(rung.minus, noise), noiseOf(value, noise)),
  };
}

/** φ(h) − φ(0) − (h / l) · (φ(0) − φ(−l)). */
function secondDifference({ value }: Pick<Base, 'value'>, rung: Rung): number {
  const { right, left, plus, minus } = rung;
  return plus - value - (right / left) * (value - minus);
}

function slopeOver({ right, left, plus, minus }: Rung): number {
  return (plus - minus) / (right + left);
}

/** Where the readings that are level from k on end; k + 1 where the next is not: a small one by luck may come first. */
function levelFrom(readings: readonly Reading[], k: number): number {
  const next = (end: number) =>
    end < readings.length && isWithin(readings[end], readings.slice(k, end), NOISE_GROWS);
  let end = k + 1;
  if (!next(end)) {
    const isLuck = end < readings.length && readings[end].size <= LUCK * readings[k].size;
    if (!isLuck || !next(end + 1)) return end;
    end += 1;
  }
  while (next(end)) end += 1;
  return end;
}

/** Whether a reading is no larger than finer ones make it, growing with so much of the step. */
function isWithin(one: Reading, finer: readonly Reading[], power: number): boolean {
  const { step } = finer[finer.length - 1];
  return one.size <= rootMeanSquare(finer) * (one.step / step) ** power;
}

function rootMeanSquare(readings: readonly Reading[]): number {
  const largest = Math.max(0, ...readings.map(({ size }) => size));
  if (largest === 0) return 0;
  const sum = readings.reduce((total, { size }) => total + (size / largest) ** 2, 0);
  return largest * Math.sqrt(sum / readings.length);
}
