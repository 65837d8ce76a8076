import type { Weights } from '../numeric/weights.ts';
import type { Variable } from '../subject/variable.ts';
import { keptOn, type Shelf } from './shelf.ts';

/** A variable that is moved all at once: each coordinate by its weight times a length that suits the variable. */
export interface Spread {
  readonly variable: Variable;
  /** A power of two near the root mean square of the variable, so that points are exact where weights are. */
  readonly scale: number;
  /** Whether kinks of single outputs are taken out of what they show, over two steps at once. */
  readonly isByOutputs?: boolean;
  /** How far aside of the point directions start, where it lies on kinks itself. */
  readonly aside?: Float64Array | undefined;
}

/** Coordinates that move together; the others stay. */
export interface Moving {
  readonly members: Uint32Array;
  readonly weights: Weights;
}

/** A direction that some coordinates move along, and the analytic slope along it. */
export interface Course {
  readonly moving: Moving;
  readonly direction: Float64Array;
  readonly slope: number;
}

/** What courses are made from, and where they are kept. */
interface Ground {
  readonly base: Float64Array;
  /** The analytic gradient. */
  readonly reading: { readonly values: Float64Array };
  readonly probes: {
    readonly rows: number;
    readonly courses: Course[];
    readonly shelf: Shelf;
  };
}

/** The courses of some coordinates; those that were asked for last are as they were. */
export function coursesOf(
  ground: Ground,
  spread: Spread,
  moving: readonly Moving[],
): readonly Course[] {
  const { rows, courses } = ground.probes;
  if (rows > 1) return moving.map((one) => sharedCourse(ground, spread, one));
  moving.forEach((one, i) => {
    if (courses[i]?.moving !== one) courses[i] = courseIn(ground, spread, one, courses[i]);
  });
  return courses.slice(0, moving.length);
}

/** Coordinates of one variable that move, together with those of others. */
export interface Together {
  readonly spread: Spread;
  readonly moving: Moving;
}

/** The courses of coordinates of several variables along one direction, which moves all of them. */
export function coursesTogether(ground: Ground, all: readonly Together[]): readonly Course[] {
  const drawn = new Float64Array(ground.base.length);
  for (const { spread, moving } of all) write(spread, moving, drawn);
  const { rows, shelf } = ground.probes;
  const direction = rows > 1 ? keptOn(shelf, drawn) : drawn;
  return all.map(({ moving }) => ({
    moving,
    direction,
    slope: slopeAlong(ground, moving, direction),
  }));
}

/** A direction that another row has looked along is the same array. */
function sharedCourse(ground: Ground, spread: Spread, moving: Moving): Course {
  // in memory of its own: it is known by its numbers
  const { direction, slope } = courseIn(ground, spread, moving);
  return { moving, direction: keptOn(ground.probes.shelf, direction), slope };
}

/** A course in the memory of one that is not needed any more. */
function courseIn(ground: Ground, spread: Spread, moving: Moving, last?: Course): Course {
  const direction = last?.direction ?? new Float64Array(ground.base.length);
  if (last)
    for (let j = 0; j < last.moving.members.length; j++) direction[last.moving.members[j]] = 0;
  write(spread, moving, direction);
  return { moving, direction, slope: slopeAlong(ground, moving, direction) };
}

function write({ scale }: Spread, { members, weights }: Moving, direction: Float64Array): void {
  for (let j = 0; j < members.length; j++) direction[members[j]] = scale * weights(members[j]);
}

/** The analytic slope along a direction. */
function slopeAlong(
  { reading: { values } }: Ground,
  { members }: Moving,
  direction: Float64Array,
): number {
  let sum = 0;
  for (let j = 0; j < members.length; j++) sum += values[members[j]] * direction[members[j]];
  return sum;
}
