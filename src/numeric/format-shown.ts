import { coarsest, type Dtype } from './dtype.ts';
import { noiseOf, roundingIn } from './noise.ts';
import { bendReading, uncurvedReading } from './readings.ts';
import { type Base, isInside, isUnmoved, type Rung } from './rung.ts';

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
/** One may be so small by luck, the two of them together hardly; and none counts for more than one that is much smaller than the other. */
const ENOUGH_QUIET = 2;
const LEAST = 1e-5;

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
  const finest = moved.slice(0, ENOUGH_QUIET);
  const parts = finest.map((rung, k) =>
    Math.max(LEAST, partOfRounding(rounded, [rung, moved[k + 1]])),
  );
  const together = parts.reduce((product, part) => product * part, 1);
  const isQuiet = together <= QUIETER ** ENOUGH_QUIET && finest.length === ENOUGH_QUIET;
  return isQuiet || isStraightBelow(rounded, moved);
}

/** What a rung leaves beside slope and curvature, as a part of what rounding would make of it. */
function partOfRounding(
  rounded: Pick<Base, 'value' | 'noise'>,
  [rung, next]: readonly [Rung, Rung | undefined],
): number {
  const { reading, floor } = bendReading(rounded, rung);
  const uncurved = next === undefined ? reading : uncurvedReading(rounded, [rung, next]);
  return Math.min(reading, uncurved) / floor;
}

/**
 * Whether the slope of a side along which the value moves stays the same over the finest rungs, however far the other is from it, where
 * rounding would change it: a kink lies beside the point, or at it.
 */
function isStraightBelow({ value, noise }: Pick<Base, 'value' | 'noise'>, moved: readonly Rung[]) {
  const finest = moved.slice(0, ENOUGH_QUIET + 1);
  const least = QUIETER * noiseOf(value, noise);
  const isStraight = (changes: readonly Change[]) =>
    changes.every(({ by }) => by !== 0) &&
    changes.slice(1).every(({ step, by }, k) => {
      const finer = changes[k];
      return Math.abs(finer.by - (finer.step / step) * by) <= least;
    });
  return (
    finest.length > ENOUGH_QUIET &&
    (isStraight(finest.map(({ right, plus }) => ({ step: right, by: plus - value }))) ||
      isStraight(finest.map(({ left, minus }) => ({ step: left, by: minus - value }))))
  );
}

/** What the value changes by over a step to one side. */
interface Change {
  readonly step: number;
  readonly by: number;
}

function isSingle(value: number): boolean {
  return Number.isNaN(value) || Math.fround(value) === value;
}
