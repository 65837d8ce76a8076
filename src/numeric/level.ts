import { type Reading, rootMeanSquare, type SideChanges } from './readings.ts';

/** What grows with the step by less than this power is noise: a kink grows by the first, curvature by the second. */
export const NOISE_GROWS = 0.6;
/** What grows by more than this one is no noise, and hides none either. */
const CURVATURE_GROWS = 1.6;
/** Over less than this factor in the step a kink beside the point may look level, too. */
const LEVEL_SPAN = 5;
/** One reading in fifty is this many times smaller than another of the same noise. */
export const LUCK = 30;
/** Noise that does not show in one of so many rungs does not show. */
const FINEST = 3;

/** So many readings or more that stay the same, beginning with one of the first few; none where they grow as curvature does. */
export function levelAfter(
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

/** Noise repeats itself from step to step by luck alone, and never so closely. */
const REPEATED = 1.05;
/** Nor does it grow by the same power of the step, give or take, over so many. */
const SAME_POWER = 0.05;
const OFTEN = 4;

/**
 * Whether readings are too regular for noise: one and the same, as of a jump at the point, or for long, as beyond a bell that is narrower
 * than the steps, or of one power, as of a root.
 */
export function isRegular(level: readonly Reading[]): boolean {
  const powers = level.slice(1).map((next, i) => powerBetween(level[i], next));
  const spread = Math.max(...powers) - Math.min(...powers);
  const isRepeated = level.some(
    (_, k) => k + OFTEN <= level.length && isJump(level.slice(k, k + OFTEN)),
  );
  return isJump(level) || isRepeated || (level.length >= OFTEN && spread <= SAME_POWER);
}

/** What both sides differ by is this part of what they have in common. */
const EVEN = 1 / 16;

/**
 * Whether the value leaves a straight line by the same to both sides, however long the steps: the point lies in a pit that is narrower than
 * all of them, or on such a peak, of a line or a slope. Rounding goes one way to one side.
 */
export function isPit(level: readonly Reading[]): boolean {
  return level.some((_, k) => {
    const run = level.slice(k, k + OFTEN);
    return run.length === OFTEN && isJump(run) && isEven(run);
  });
}

/**
 * Whether the value leaves the straight line of one side by the same, however long the steps, and of the other by next to nothing: a kink
 * lies close beside the point. What is rounded at the point is so to both sides, and what is elsewhere differs from step to step.
 */
export function isBesideKink(changes: readonly SideChanges[]): boolean {
  return changes.some((_, k) => {
    const run = changes.slice(k, k + OFTEN);
    const isBeside = (one: 'left' | 'right', other: 'left' | 'right') =>
      isSteady(run.map((change) => change[one])) &&
      run.every((change) => Math.abs(change[other]) <= EVEN * Math.abs(change[one]));
    return run.length === OFTEN && (isBeside('left', 'right') || isBeside('right', 'left'));
  });
}

/** Whether both sides do the same, but for the slope of the longest step. */
function isEven(run: readonly Reading[]): boolean {
  const { odd: whole, step: length } = run[OFTEN - 1];
  return run.every(
    ({ bend, odd, step }) => Math.abs(odd - (step / length) * whole) <= EVEN * Math.abs(bend),
  );
}

function isJump(level: readonly Reading[]): boolean {
  return isSteady(level.map(({ bend }) => bend));
}

function isSteady(changes: readonly number[]): boolean {
  const [least, most] = [Math.min(...changes), Math.max(...changes)];
  return least > 0 ? most <= REPEATED * least : most < 0 && least >= REPEATED * most;
}

/** The power of the step that sizes grow by from one to the next. */
export function powerBetween(
  one: Pick<Reading, 'step' | 'size'>,
  next: Pick<Reading, 'step' | 'size'>,
): number {
  return Math.log(next.size / one.size) / Math.log(next.step / one.step);
}
