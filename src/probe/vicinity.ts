import { roundTo, spacing } from '../numeric/float.ts';
import { noiseOf } from '../numeric/noise.ts';
import type { Steps } from '../numeric/straight.ts';
import { uniformNumbers } from '../subject/random.ts';
import { nearZeroAt } from './near-zero.ts';
import { along, type Point } from './point.ts';
import { askRow } from './probes.ts';
import type { Check } from './request.ts';
import {
  grainAt,
  noiseLevel,
  relativeNoise,
  type Study,
  scaleOf,
  sizeAt,
  variableOf,
} from './study.ts';

/** Points close around are so many steps away, where there is room. */
const STEPS_AWAY = 256;
/** Steps so many times as long as noise by itself asks for leave much between the points and the point. */
const BLUNT = 4;
/** With less room than this a step leads from one point to the next. */
const FEWEST_STEPS_AWAY = 16;
/** Steps are so many roundings of the coordinates that move: what a direction loses by rounding is no more than a part of it. */
export const ROUNDINGS = 2 ** 4;
/** Noise beyond so many standard deviations of a value is none in a slope: both ends of a stretch have it, and it is two steps long. */
const DEVIATIONS = 5;
/** No step is finer: products of smaller ones say nothing about a function. */
const FINEST = 2 ** -36;
/** So many numbers are held at once for points that are asked for together. */
const HELD = 2 ** 22;
/** Points all around are looked for in no more dimensions than this. */
export const DIMENSIONS = 8;
/** A random direction through more coordinates than this moves each of them the less. */
const MANY = 64;

/**
 * How points close around the point are taken, in length scales: much farther away than the steps over which slopes are measured there,
 * and much nearer than anything that the point does not lie on itself.
 */
export interface Vicinity {
  readonly scales: Float64Array;
  readonly step: number;
  readonly distance: number;
  /** How far the value goes straight along each coordinate. */
  readonly room: number;
  /** Whether noise makes the steps so long that much may lie between the points and the point itself. */
  readonly isBlunt: boolean;
}

/** A coordinate that takes part, with the steps over which the value is straight along it. */
export interface Participant {
  readonly coordinate: number;
  readonly straight: Steps;
}

/**
 * Where there is room for that, steps are long beside the spacing of numbers around 1, too: sums with 1 are rounded to that, however small a
 * coordinate is. Where the length scales that are supposed leave no room, those that were seen count: steps over which the value is straight.
 *
 * @returns nothing where there is no room between rounding or noise and what lies around
 */
export function vicinityOf(
  study: Study,
  participants: readonly Participant[],
): Vicinity | undefined {
  const grainAtSize = (k: number) => spacing(sizeAt(study, k), variableOf(study, k).dtype);
  const supposed = Float64Array.from(study.base, (_, k) => surelyWithin(study, k));
  return (
    vicinityBeyond(study, { participants, scales: supposed }, grainAtSize) ??
    vicinityBeyond(study, { participants, scales: supposed }, (k) => grainAt(study, k)) ??
    vicinityBeyond(study, { participants, scales: seenAlong(participants, supposed) }, grainAtSize)
  );
}

/** Length scales no shorter than the steps over which the value is straight along those that take part. */
function seenAlong(participants: readonly Participant[], supposed: Float64Array): Float64Array {
  const scales = supposed.slice();
  for (const { coordinate: k, straight } of participants)
    scales[k] = Math.max(scales[k], straight.coarsest);
  return scales;
}

interface Scaled {
  readonly participants: readonly Participant[];
  readonly scales: Float64Array;
}

/** With steps of so many grains. */
function vicinityBeyond(
  study: Study,
  { participants, scales }: Scaled,
  grainOf: (coordinate: number) => number,
): Vicinity | undefined {
  // noise of the slopes, and what they change by on the way there, are of the same size then
  const balanced = Math.sqrt(relativeNoise(study) / STEPS_AWAY);
  let finest = FINEST;
  let room = 1;
  for (const { coordinate: k, straight } of participants) {
    const grain = ROUNDINGS * grainOf(k);
    finest = Math.max(finest, (2 * straight.finest) / scales[k], grain / scales[k]);
    room = Math.min(room, straight.coarsest / scales[k]);
  }
  const step = Math.max(finest, Math.min(balanced, room / 2 / STEPS_AWAY));
  return withSteps(
    { scales, room, isBlunt: step > BLUNT * balanced, distance: STEPS_AWAY * step },
    step,
  );
}

/** A length over which a coordinate surely stays where it is: next to 0 the distance from there may be all there is. */
function surelyWithin(study: Study, coordinate: number): number {
  const { nearZero = Number.POSITIVE_INFINITY } = nearZeroAt(study, coordinate);
  return Math.min(scaleOf(study, coordinate), nearZero);
}

/** As far away as before, or a few steps where these are long; nothing where that is beyond half the room. */
function withSteps(vicinity: Omit<Vicinity, 'step'>, step: number): Vicinity | undefined {
  const most = vicinity.room / 2;
  const distance = Math.max(FEWEST_STEPS_AWAY * step, Math.min(vicinity.distance, most));
  return distance > most ? undefined : { ...vicinity, step, distance };
}

/** A vicinity a few steps away, with steps so many times as long. */
export function closest({ step, ...vicinity }: Vicinity, times: number): Vicinity {
  return { ...vicinity, step: times * step, distance: FEWEST_STEPS_AWAY * times * step };
}

/** What noise makes of a slope over a step of a vicinity, times a length scale. */
export function slopeNoise(study: Study, { step }: Pick<Vicinity, 'step'>): number {
  return (DEVIATIONS * noiseOf(study.value, noiseLevel(study))) / step;
}

/**
 * The vicinity with steps long enough for slopes that differ by so much, times a length scale, to be told apart from noise.
 *
 * @returns nothing where there is no room for such steps
 */
export function resolving(
  study: Study,
  vicinity: Vicinity,
  difference: number,
): Vicinity | undefined {
  const least = slopeNoise(study, { step: difference });
  return least <= vicinity.step ? vicinity : withSteps({ ...vicinity, isBlunt: true }, least);
}

/** A vicinity in a few dimensions: a ray is a number for each of the vectors, and points are so many distances along it. */
export interface Chart {
  readonly vicinity: Vicinity;
  /** In the units of the coordinates, about a length scale long each. */
  readonly vectors: readonly Float64Array[];
  /** A direction as a ray. */
  readonly direction: Float64Array;
  /** Whether there is nothing around that it leaves out. */
  readonly isComplete: boolean;
}

/** A chart that a direction lies in: of all coordinates where there are few, else of some random directions beside it. */
export function chartOf(vicinity: Vicinity, direction: Float64Array): Chart {
  const { scales } = vicinity;
  const n = scales.length;
  if (n <= DIMENSIONS) return chartAlong(vicinity, direction, [...scales.keys()]);
  const draw = raysFor(n, 'chart');
  const spread = spreadOf(n);
  const others = Array.from({ length: DIMENSIONS - 1 }, () =>
    draw().map((x, k) => (x * scales[k]) / spread),
  );
  const ray = Float64Array.from({ length: DIMENSIONS }, (_, i) => (i === 0 ? 1 : 0));
  return { vicinity, vectors: [direction, ...others], direction: ray, isComplete: false };
}

/** A chart of the coordinates that a direction leads through, where these are few among many. */
export function chartWithin(vicinity: Vicinity, direction: Float64Array): Chart | undefined {
  const coordinates = [...direction.keys()].filter((k) => direction[k] !== 0);
  if (direction.length <= DIMENSIONS || coordinates.length > DIMENSIONS) return;
  return chartAlong(vicinity, direction, coordinates);
}

function chartAlong(
  vicinity: Vicinity,
  direction: Float64Array,
  coordinates: readonly number[],
): Chart {
  const { scales } = vicinity;
  const vectors = coordinates.map((k) => {
    const unit = new Float64Array(direction.length);
    unit[k] = scales[k];
    return unit;
  });
  const ray = Float64Array.from(coordinates, (k) => direction[k] / scales[k]);
  return { vicinity, vectors, direction: ray, isComplete: true };
}

/** By how much less a direction through so many coordinates moves each of them. */
export function spreadOf(n: number): number {
  return Math.max(1, Math.sqrt(n / MANY));
}

/** Random rays, from −1 to 1 along each vector: the same whatever the seed, for what lies around a point does not depend on it. */
export function raysFor(length: number, set: string): () => Float64Array {
  const uniform = uniformNumbers({ seed: 0, purpose: 'around', set });
  return () => Float64Array.from({ length }, () => 2 * uniform() - 1);
}

/** A stretch of a line close around the point: its middle, as it lies from the point, and half of it. Neither is mutated. */
export interface Stretch {
  readonly offset: Float64Array;
  readonly half: Float64Array;
}

/** By how much the analytic gradient has the value change more than it does. */
export interface Surplus {
  /** From one end of a stretch to the other. */
  readonly across: number;
  /** From the point to the ends, in the mean. */
  readonly away: number;
}

/**
 * Evaluates both ends of several stretches.
 *
 * The ends are rounded to the formats of the variables; what counts is the move that was made. By Lebourg's theorem the change of the
 * value is the move times some generalized gradient between the ends, so each stretch shows one that there is close around.
 */
export function* surplusOver(
  study: Study,
  stretches: readonly Stretch[],
): Check<readonly Surplus[]> {
  const seen: Surplus[] = [];
  const batch = Math.max(1, Math.floor(HELD / (2 * study.base.length)));
  for (let i = 0; i < stretches.length; i += batch) {
    const ends = stretches.slice(i, i + batch).flatMap(endsOf);
    const points: Point[] = ends.map((end) => along(end, 1));
    const values = yield* askRow(study, points);
    const surplus = ends.map((end, j) => analyticChange(study, end) - (values[j] - study.value));
    for (let j = 0; j < ends.length; j += 2) {
      const [above, below] = [surplus[j], surplus[j + 1]];
      seen.push({ across: above - below, away: (above + below) / 2 });
    }
  }
  return seen;
}

function endsOf({ offset, half }: Stretch): readonly [Float64Array, Float64Array] {
  return [offset.map((x, k) => x + half[k]), offset.map((x, k) => x - half[k])];
}

/** What the value changes by on the way to a point, if the analytic gradient is that of the whole way. */
function analyticChange({ base, reading, subject }: Study, offset: Float64Array): number {
  let sum = 0;
  for (const { offset: first, size, dtype } of subject.variables) {
    for (let k = first; k < first + size; k++) {
      if (offset[k] === 0) continue;
      sum += reading.values[k] * (roundTo(base[k] + offset[k], dtype) - base[k]);
    }
  }
  return sum;
}
