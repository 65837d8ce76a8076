import type { Onset } from '../numeric/line-noise.ts';
import type { Line } from './line.ts';
import { askRow } from './probes.ts';
import type { Check } from './request.ts';
import type { Study } from './study.ts';

/** So often the interval is halved at the most: to a millionth. */
const HALVINGS = 20;
/** What is continuous is no steeper in a part of the interval than this many times what it is in the whole; a jump is. */
const STEEPER = 32;

/** A step to the right or, negative, to the left, and what the value there has beyond what it has near the point. */
export interface Excess {
  readonly t: number;
  readonly excess: number;
}

/** Two steps to one side, between which a value begins to do something else than near the point. */
export interface Departure {
  readonly from: Excess;
  readonly to: Excess;
  readonly excessOf: (t: number, value: number) => number;
  readonly hasLeft: (at: Excess) => boolean;
}

/** Once an interval is this part of what it was, what is continuous is less than the root of that, and a jump is whole. */
const DIVIDED = 1 / 4;

/** A jump has kept its size, to this part, over so many steps that still led beyond it. */
const WHOLE = 0.8;
const OFTEN = 3;
/** Where it is known to this part of how far away it is: beyond a bell the value stays what it is as well, until a step is as short as that. */
const LOCATED = 1 / 4;
/** Ends that are further apart than by this factor are halved by their logarithms. */
const DECADES = 4;

/**
 * Halves the interval in which a value begins to do something else, until it is seen to jump there: a jump stays whole however close the
 * steps come from beyond it, and is the steeper the shorter the interval; what is continuous shrinks.
 */
export function* findOnset(study: Study, line: Line, departure: Departure): Check<Onset> {
  let { from, to } = departure;
  const size = () => Math.abs(to.excess - from.excess);
  const length = () => Math.abs(to.t - from.t);
  const steepness = () => size() / length();
  const jump = STEEPER * steepness();
  const first = { size: size(), length: length() };
  let whole = 0;
  const isJump = () => steepness() >= jump && whole >= OFTEN;
  const isLocated = () => length() <= LOCATED * Math.abs(to.t);
  for (let i = 0; i < HALVINGS && !(isJump() && isLocated()); i++) {
    // what begins within the spacing of the point may as well be a jump, unless it has become that small on the way
    if (length() <= 2 * line.closest) {
      const part = length() / first.length;
      const isUnresolved = isOnGrid(study) && part > DIVIDED;
      const most = isOnGrid(study) && part <= DIVIDED ? Math.sqrt(part) : 0;
      const shrinks = size() <= Math.max(1 / STEEPER, most) * first.size;
      return { at: Math.abs(to.t), size: size(), shrinks, isUnresolved };
    }
    const { t, value } = yield* sampleAt(study, line, middleOf(line, { from, to }));
    const middle = { t, excess: departure.excessOf(t, value) };
    if (!departure.hasLeft(middle)) from = middle;
    else {
      const before = size();
      to = middle;
      whole = size() >= WHOLE * before ? whole + 1 : 0;
    }
  }
  return { at: Math.abs(to.t), size: size(), shrinks: !isJump() };
}

/** Between the steps of two places to one side, and no nearer to the point than places are told apart. */
function middleOf({ closest }: Line, { from, to }: Pick<Departure, 'from' | 'to'>): number {
  const [near, far] = [Math.max(Math.abs(from.t), closest), Math.abs(to.t)];
  return far / near > DECADES
    ? Math.sign(to.t) * Math.sqrt(near) * Math.sqrt(far)
    : (from.t + to.t) / 2;
}

/** A step to the right or, negative, to the left, and the value there. */
interface Sample {
  readonly t: number;
  readonly value: number;
}

/** The value on a line about one step away, and the step that leads there after rounding. */
function* sampleAt(study: Study, line: Line, step: number): Check<Sample> {
  const { right, left, points } = line.sidesAt(Math.abs(step));
  const [plus, minus] = points;
  const [value] = yield* askRow(study, [step < 0 ? minus : plus]);
  return { t: step < 0 ? -left : right, value };
}

const LITTLE = 1 / 64;
/** Over two steps a value goes on by as much, to this part; one that is rounded may jump in both, but hardly by the same. */
const SAME = 1 / 4;

const FEW_SPACINGS = 8;
/** About as steeply as is expected, or less beside the nearer end of a zone: rounding is level there, and what bends may be steeper by any factor. */
const LEAST = 1 / 8;
const MOST = 2;

/** A little beyond an onset: what a value has there, and whether it goes on by as much from one step to the next. */
export interface Beyond {
  readonly soon: number;
  readonly goesOn: boolean;
}

/** Where a value has begun to do something else, and about how steep it would go on. */
interface Begun extends Excess, Pick<Departure, 'excessOf'> {
  readonly slope: number;
}

/** Looks whether a value, once it has begun, goes on: where it is rounded it stands still again. */
export function* beyondOnset(
  study: Study,
  line: Line,
  { t, excess, excessOf, slope }: Begun,
): Check<Beyond> {
  const after = function* (parts: number): Check<number> {
    const further = yield* sampleAt(study, line, (1 + parts * LITTLE) * t);
    return excessOf(further.t, further.value);
  };
  const soon = yield* after(1);
  const step = soon - excess;
  const length = LITTLE * Math.abs(t);
  // steps of a few spacings of the point are not of the lengths that are meant
  const share = Math.abs(step) / (slope * length);
  if (length < FEW_SPACINGS * line.closest || !(share >= LEAST && share <= MOST))
    return { soon, goesOn: false };
  const isSame = (other: number) => Math.abs(other - step) <= SAME * Math.abs(step);
  const later = yield* after(2);
  // what is rounded by another quantum as well may go on twice by luck
  return { soon, goesOn: isSame(later - soon) && isSame((yield* after(3)) - later) };
}

/** Whether points of a coarser format than that of the value leave steps out that would tell more. */
function isOnGrid({ noise, subject }: Study): boolean {
  return noise.format === 'float64' && subject.variables.some(({ dtype }) => dtype !== 'float64');
}
