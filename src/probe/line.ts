import { type Dtype, UNIT_ROUNDOFF } from '../numeric/dtype.ts';
import type { Rung } from '../numeric/estimate.ts';
import { roundTo, spacing } from '../numeric/float.ts';
import { movedBy, onGrid, sharedStep } from '../numeric/step.ts';
import type { Uniform } from '../subject/random.ts';
import type { GradientReading } from '../subject/subject.ts';
import { nearZeroAt } from './near-zero.ts';
import { abreast, along, moved, type Point } from './point.ts';
import { answersFor, askRow } from './probes.ts';
import type { Check } from './request.ts';
import { drawn, type Study, scaleOf, sizeAt, variableOf } from './study.ts';

/** A line φ(t) = f(x + t·v) through the point, along a coordinate or a direction. */
export interface Line {
  /** Which coordinate it leads along; absent for a direction. */
  readonly coordinate?: number;
  /** The analytic derivative along it. */
  readonly analytic: number;
  /** The largest of what is moved, or 1. */
  readonly size: number;
  /** The steps worth taking: where to begin, and the limits of either side; near 0 the point itself may be the length scale. */
  readonly first: number;
  readonly coarsest: number;
  readonly finest: number;
  readonly nearZero?: number;
  /** No two places are closer that are told from each other; next to 0 far closer than the finest step. */
  readonly closest: number;
  /** The points one step to each side, and which steps lead there. */
  sidesAt(step: number): Sides;
}

/** A step to each side of the point; both steps are positive. */
export interface Sides {
  readonly right: number;
  readonly left: number;
  readonly points: readonly [plus: Point, minus: Point];
}

/** Evaluates both sides of a line at a step. */
export function* rungAt(study: Study, line: Line, step: number): Check<Rung> {
  const { right, left, points } = line.sidesAt(step);
  const [plus, minus] = yield* askRow(study, points);
  return { right, left, plus, minus };
}

/** So many steps are asked for at a time. */
const BATCH = 256;

/** One step along each of several coordinates: which, and who is told of the rung. */
export interface Steps {
  readonly sidesOf: (coordinate: number) => Sides;
  readonly onRung: (coordinate: number, rung: Rung) => void;
}

/** Takes a step along each of several coordinates; when a limit is met on the way, what was evaluated until then counts. */
export function* rungsAt(
  study: Study,
  coordinates: Uint32Array,
  { sidesOf, onRung }: Steps,
): Check<void> {
  for (let i = 0; i < coordinates.length; i += BATCH) {
    const some = coordinates.subarray(i, i + BATCH);
    const sides = Array.from(some, sidesOf);
    const points: Point[] = [];
    for (const side of sides) points.push(...side.points);
    const answers = answersFor(points);
    try {
      yield* askRow(study, points, answers);
    } finally {
      const { values, answered } = answers;
      for (let j = 0; 2 * j + 1 < answered; j++) {
        const { right, left } = sides[j];
        onRung(some[j], { right, left, plus: values[2 * j], minus: values[2 * j + 1] });
      }
    }
  }
}

/** Steps finer than this part of the first say nothing that coarser ones do not. */
const FINEST = 2 ** -48;

/** The line along one coordinate. */
export function coordinateLine(study: Study, coordinate: number): Line {
  const x = study.base[coordinate];
  const { dtype } = variableOf(study, coordinate);
  const size = sizeAt(study, coordinate);
  const near = nearZeroAt(study, coordinate);
  return {
    coordinate,
    analytic: study.reading.values[coordinate],
    size,
    first: firstStepAlong(study, coordinate),
    coarsest: size,
    // next to 0 numbers are closer than any function needs
    finest: Math.max(spacing(x, dtype), FINEST * size),
    ...near,
    closest: Math.max(spacing(x, dtype), FINEST * (near.nearZero ?? size)),
    sidesAt: (step) => sidesAlong(study, coordinate, step),
  };
}

/** Where to begin along one coordinate. */
export function firstStepAlong(study: Study, coordinate: number): number {
  const { steps } = study.probes;
  const step = steps.get(variableOf(study, coordinate)) ?? study.step;
  return step * sizeAt(study, coordinate);
}

/** A step along one coordinate, to either side. */
export function sidesAlong(study: Study, coordinate: number, step: number): Sides {
  const x = study.base[coordinate];
  const { dtype } = variableOf(study, coordinate);
  const others = study.probes.company?.of(coordinate, study.row);
  if (others !== undefined)
    return sidesAbreast(others, step / sizeAt(study, coordinate), { x, dtype });
  const h = onGrid(step, { x, dtype });
  const to = roundTo(x + h, dtype);
  const from = roundTo(x - h, dtype);
  const points = [moved(coordinate, to), moved(coordinate, from)] as const;
  return { right: to - x, left: x - from, points };
}

/** The same together with others: every coordinate among them asks for the same points. */
function sidesAbreast(
  coordinates: Uint32Array,
  step: number,
  own: { readonly x: number; readonly dtype: Dtype },
): Sides {
  const shared = sharedStep(step);
  const points = [abreast(coordinates, shared), abreast(coordinates, -shared)] as const;
  return { right: movedBy(shared, own) - own.x, left: own.x - movedBy(-shared, own), points };
}

/**
 * The line along a direction whose components carry the length scales, so that a step near 1 is a large one.
 *
 * Its points are rounded to the formats of the variables, each coordinate by itself. The step is what f, if the gradient is right,
 * moves by along what was really moved: t = ⟨g, y − x⟩ / ⟨g, v⟩. Where rounding is far below what is compared, it is the step asked
 * for, and nothing is read again.
 */
export function directionLine(study: Study, direction: Float64Array): Line {
  const { reading } = study;
  const analytic = innerProduct(reading, direction);
  const { size, grain } = extentOf(study, direction);
  const exact = COARSE_STEP * grain;
  const taken = (step: number) => {
    if (Math.abs(step) >= exact) return step;
    const moves = direction.map((v, k) => (v === 0 ? 0 : roundedMove(study, k, step * v)));
    const t = innerProduct(reading, moves) / analytic;
    return t * step > 0 && Number.isFinite(t) ? t : step;
  };
  return {
    analytic,
    size,
    first: FIRST_ALONG,
    coarsest: 1,
    finest: FINEST_ALONG,
    closest: FINEST_ALONG,
    sidesAt: (step) => ({
      right: taken(step),
      left: -taken(-step),
      points: [along(direction, step), along(direction, -step)],
    }),
  };
}

/** What a direction moves, whichever row looks along it. */
interface Extent {
  readonly size: number;
  readonly grain: number;
}

/** Directions are as long as the point, and shared by rows that have few entries each. */
const extents = new WeakMap<Float64Array, Extent>();

function extentOf(study: Study, direction: Float64Array): Extent {
  const known = extents.get(direction);
  if (known !== undefined) return known;
  const extent = {
    size: largestMoved(study, direction),
    grain: coarsestGrain(study, direction),
  };
  extents.set(direction, extent);
  return extent;
}

/** No power of two: a value rounded inside would step in time with it. */
const FIRST_ALONG = 1.17 * 2 ** -10;
const FINEST_ALONG = 2 ** -40;

function largestMoved({ base }: Study, direction: Float64Array): number {
  let largest = 1;
  for (let k = 0; k < direction.length; k++)
    if (direction[k] !== 0) largest = Math.max(largest, Math.abs(base[k]));
  return largest;
}

/** Steps this many times as long as the coarsest rounding are taken as they are: 2⁻³⁰ is below every threshold. */
const COARSE_STEP = 2 ** 30;

/** The largest rounding of a coordinate, as a part of what a step of 1 moves it by. */
function coarsestGrain({ subject, base }: Study, direction: Float64Array): number {
  let grain = 0;
  for (const { offset, size, dtype } of subject.variables) {
    const unit = UNIT_ROUNDOFF[dtype];
    for (let k = offset; k < offset + size; k++)
      if (direction[k] !== 0) grain = Math.max(grain, Math.abs((unit * base[k]) / direction[k]));
  }
  return grain;
}

export function roundedMove(study: Study, coordinate: number, move: number): number {
  const x = study.base[coordinate];
  return roundTo(x + move, variableOf(study, coordinate).dtype) - x;
}

/** ⟨g, v⟩; a coordinate that stays does not count, whatever its derivative. */
function innerProduct({ values, columns }: GradientReading, direction: Float64Array): number {
  let sum = 0;
  if (columns !== undefined) for (const k of columns) sum += termAt(values, direction, k);
  else for (let k = 0; k < direction.length; k++) sum += termAt(values, direction, k);
  return sum;
}

function termAt(gradient: Float64Array, direction: Float64Array, k: number): number {
  return direction[k] === 0 ? 0 : gradient[k] * direction[k];
}

/** Some coordinates, and what random numbers for a direction through them are drawn by. */
export interface Through {
  readonly coordinates: Iterable<number>;
  /** Tells them from other coordinates. */
  readonly key: string;
  readonly set: string;
}

/** A random direction, the same one for all rows that look along the same coordinates: what is evaluated on it serves them all. */
export function sharedDirection(study: Study, { coordinates, key, set }: Through): Float64Array {
  const { directions, rows } = study.probes;
  const known = directions.get(key);
  if (known !== undefined) return known;
  const direction = randomDirection(study, coordinates, drawn(study, 'direction', set));
  if (rows > 1) directions.set(key, direction);
  return direction;
}

/** A direction of random signs over some coordinates, each as long as its length scale. */
export function randomDirection(
  study: Study,
  coordinates: Iterable<number>,
  random: Uniform,
): Float64Array {
  const direction = new Float64Array(study.base.length);
  for (const coordinate of coordinates) {
    const sign = random() < 0.5 ? -1 : 1;
    direction[coordinate] = sign * (0.5 + 0.5 * random()) * scaleOf(study, coordinate);
  }
  return direction;
}
