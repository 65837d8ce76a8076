import { showsKinks, type Term } from './bends.ts';
import { type Bounded, type Estimate, NOTHING } from './bounded.ts';
import { slopeAmongKinks, slopeAtZero } from './candidates.ts';
import { UNIT_ROUNDOFF } from './dtype.ts';
import { formatShown, roundedIn } from './format-shown.ts';
import { jumpOver } from './jump.ts';
import { atKink, isKink } from './kink.ts';
import { type LineNoise, largestRoundingAtPoint, type Onset, readLineNoise } from './line-noise.ts';
import { roundingIn } from './noise.ts';
import { type Quotients, quotientsOver } from './quotient.ts';
import { oddReading, readingsOf } from './readings.ts';
import { type Base, bySpan, inOrder, isInside, isSame, isUnmoved, type Rung } from './rung.ts';
import { withScatter } from './scatter.ts';

export type { Estimate } from './bounded.ts';
export type { LineNoise } from './line-noise.ts';
export type { Base, Rung } from './rung.ts';

/** A ladder of steps, and what it shows. */
export interface Ladder {
  /** Finest first. */
  readonly rungs: readonly Rung[];
  /** The slope at the point, with a bar, from all of them; worked out once after each that is added. */
  readonly estimate: Estimate;
  readonly noise: LineNoise;
  /** Whether it shows kinks within its steps. */
  readonly hasKinks: boolean;
  /** How a value that stands still around the point begins to move, where that was looked at. */
  readonly onset: Onset | undefined;
}

/** A ladder that grows. */
export interface OpenLadder extends Ladder {
  /** Adds a rung, finer or coarser than any, or between two. */
  add(rung: Rung): void;
  /** Notes how a value that stands still around the point begins to move. */
  noteOnset(onset: Onset): void;
}

/** Opens a ladder, without rungs yet, that estimates φ′(0) from the values on its rungs. */
export function openLadder(base: Base): OpenLadder {
  const rungs: Rung[] = [];
  let onset: Onset | undefined;
  let known: Reading | undefined;
  const reading = () => {
    known ??= readLadder(base, rungs, onset);
    return known;
  };
  return {
    rungs,
    add(rung) {
      if (rungs.some((one) => isSame(one, rung))) return;
      rungs.push(rung);
      rungs.sort(bySpan);
      known = undefined;
    },
    noteOnset(seen) {
      onset = seen;
      known = undefined;
    },
    get onset() {
      return onset;
    },
    get estimate() {
      return reading().estimate;
    },
    get noise() {
      return reading().noise;
    },
    get hasKinks() {
      return reading().hasKinks;
    },
  };
}

/** Estimates φ′(0), with a bar, from the values on a ladder of steps, in any order; not mutated. */
export function estimateSlope(base: Base, rungs: readonly Rung[], onset?: Onset): Estimate {
  return readLadder(base, inOrder(rungs), onset).estimate;
}

/** Estimates φ′(0) where values carry at least so much noise, a standard deviation, whatever the ladder shows by itself. */
export function estimateUnderNoise(
  base: Base,
  rungs: readonly Rung[],
  { onset, least }: { readonly onset: Onset | undefined; readonly least: number },
): Estimate {
  return readLadder(base, inOrder(rungs), onset, least).estimate;
}

/** Estimates φ′(0) with no more than what its sides show, where kinks are all around; a value that stands still is rounded. */
export function estimateAmongKinks(base: Base, rungs: readonly Rung[], onset?: Onset): Estimate {
  const ladder = inOrder(rungs);
  const shown = asShown(base, ladder);
  const noise = readLineNoise(shown, ladder, onset);
  const noisy = noise.kind === 'quantum' ? withNoise(shown, noise.deviation) : shown;
  return slopeAmongKinks(centralTerms(ladder.map((rung) => quotientsOver(rung, noisy))));
}

type Reading = Pick<Ladder, 'estimate' | 'noise' | 'hasKinks'>;

function readLadder(
  given: Base,
  ladder: readonly Rung[],
  onset: Onset | undefined,
  least = 0,
): Reading {
  const base = asShown(given, ladder);
  const noise = readLineNoise(base, ladder, onset);
  const telling = noise.kind === 'still' ? ladder.filter((rung) => isUnmoved(base, rung)) : ladder;
  const rounded = noise.kind === 'none' ? asQuietAsSeen(base, ladder) : base;
  const noisy = withNoise(rounded, Math.max(least, noise.deviation));
  const known = { ...noisy, position: roundingOfPosition(noisy) };
  const own = telling.map((rung, k) =>
    quotientsOver(rung, { ...known, steepness: steepnessBeyond(rung, telling.slice(k + 1)) }),
  );
  const quotients = noise.kind === 'level' ? withScatter(own) : own;
  const jumps = jumpOver(noisy, telling) > largestRoundingAtPoint(base, telling);
  const estimate = jumps ? besideJump(quotients) : estimateFrom(quotients);
  return { noise, estimate, hasKinks: showsKinks(centralTerms(quotients)) };
}

/** φ at the point with the rounding that its values show. */
function asShown(base: Base, ladder: readonly Rung[]): Base {
  if (base.grain !== undefined) return asGrained(base, base.grain, ladder);
  const { absolute, relative } = roundingIn(roundedIn(base, ladder));
  // what is known of its noise beyond rounding stays
  const isMore = base.noise.absolute > roundingIn(base.inside ?? base.format).absolute;
  return {
    ...base,
    format: formatShown(base, ladder),
    noise: { absolute: isMore ? base.noise.absolute : absolute, relative },
  };
}

/** The outputs are rounded by their grain, and their inner product as it shows. */
function asGrained(base: Base, grain: number, ladder: readonly Rung[]): Base {
  const format = formatShown(base, ladder);
  const { absolute, relative } = roundingIn(format);
  return { ...base, format, noise: { absolute: Math.max(absolute, grain), relative } };
}

/** From so many rungs on their readings tell how large the rounding is, to so many times what they show. */
const TELLING = 3;
const ABOVE_SEEN = 3;
/** A value rounded once, to the nearest, carries up to this part of the rounding that is assumed, whatever it shows: a spacing's standard deviation. */
const LEAST = 1 / Math.sqrt(12);

/** φ at the point with no more rounding than the finest rungs leave room for: a few operations may make two roundings, or a third of one. */
function asQuietAsSeen(base: Base, ladder: readonly Rung[]): Base {
  const inside = ladder.filter((rung) => isInside(rung) && !isUnmoved(base, rung));
  const finest = readingsOf(base, inside).slice(0, TELLING);
  if (finest.length < TELLING || finest.some(({ floor }) => !(floor > 0))) return base;
  const shown = finest.map(({ size, floor }, k) => Math.max(size, oddReading(inside, k)) / floor);
  const seen = Math.hypot(...shown) / Math.sqrt(TELLING);
  const scale = Math.max(LEAST, Math.min(1, ABOVE_SEEN * seen));
  return { ...base, noise: { ...base.noise, relative: scale * base.noise.relative } };
}

/**
 * The standard deviation of what is rounded inside at the size of the coordinate that is moved. Steps are multiples of its spacing, and so
 * is what is computed from them, to the nearest: over fine steps that stays the same, and shows in no noise.
 */
function roundingOfPosition({ format, coordinate = 0 }: Base): number {
  return 2 * LEAST * UNIT_ROUNDOFF[format] * coordinate;
}

/** Steps no more than so many times as long tell how steep φ is where over a few roundings of the point it may look like anything. */
const NEARBY = 64;

/** How steep φ is over the next longer rungs. */
function steepnessBeyond({ right: step }: Rung, longer: readonly Rung[]): number {
  const slopes = longer
    .filter(({ right }) => right <= NEARBY * step)
    .map(({ right, left, plus, minus }) => Math.abs(plus - minus) / (right + left));
  return Math.max(0, ...slopes.filter(Number.isFinite));
}

/** φ at the point with noise of a standard deviation. */
export function withNoise(base: Base, deviation: number): Base {
  const { noise } = base;
  return { ...base, noise: { ...noise, absolute: Math.max(noise.absolute, deviation) } };
}

/** Where the value jumps at the point there is a slope to one side at the most. */
function besideJump(quotients: readonly Quotients[]): Estimate {
  const { left, right } = sidesOf(quotients);
  return left.bar < right.bar ? left : right;
}

/**
 * At a kink the slopes of both sides, beyond the edge of a domain that of the side within it, elsewhere the central one.
 */
function estimateFrom(quotients: readonly Quotients[]): Estimate {
  const central = slopeAtZero(centralTerms(quotients), 2);
  const sides = sidesOf(quotients);
  if (isKink(sides, quotients)) return atKink(sides);
  if (Number.isFinite(central.bar)) return withSide(central, sides);
  const hasSlope = (side: 'left' | 'right') =>
    quotients.some((one) => Number.isFinite(one[side].slope));
  if (hasSlope('left') && hasSlope('right')) return NOTHING;
  return hasSlope('left') ? sides.left : sides.right;
}

/** A side whose bar is so many times narrower is straight where the other is not. */
const STRAIGHTER = 4;

function withSide(central: Bounded, { left, right }: Record<'left' | 'right', Bounded>): Estimate {
  const side = left.bar < right.bar ? left : right;
  return STRAIGHTER * side.bar < central.bar ? { ...central, side } : central;
}

function centralTerms(quotients: readonly Quotients[]): readonly Term[] {
  return quotients.map((one) => ({ ...one.central, gap: one.bend }));
}

function sidesOf(quotients: readonly Quotients[]): Record<'left' | 'right', Bounded> {
  return {
    left: slopeAtZero(
      quotients.map(({ left }) => left),
      1,
    ),
    right: slopeAtZero(
      quotients.map(({ right }) => right),
      1,
    ),
  };
}
