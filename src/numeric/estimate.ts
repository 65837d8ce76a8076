import { type Bounded, extrapolate, NOTHING, type Quotient, RIVAL } from './extrapolation.ts';
import { type NoiseLevel, noiseOf } from './noise.ts';

/** The values of φ one step to each side of the point; not finite where φ is not. */
export interface Rung {
  /** The steps actually taken, after rounding; both positive. */
  readonly right: number;
  readonly left: number;
  /** φ(right) and φ(−left). */
  readonly plus: number;
  readonly minus: number;
}

/** φ at the point, and the noise its values carry. */
export interface Base {
  readonly value: number;
  readonly noise: NoiseLevel;
}

/** A numeric derivative with its bar: the true one lies within `value ± bar`. */
export interface Estimate extends Bounded {
  /** At a kink: the one-sided slopes. `value ± bar` then spans both. */
  readonly slopes?: readonly [left: number, right: number];
}

/** A bend is clear when it exceeds its noise by this factor. */
const KINK_CLARITY = 4;
/** A kink's bend stays the same from one step to one three or more times finer; a smooth function's falls to a third. */
const KINK_PERSISTENCE = 0.6;
/** A value does not come in steps larger than this part of itself; a floor does, and its slope is zero. */
const LARGEST_STEP = 1e-3;

/** With fewer rungs a side may have no estimate merely because its finest step is too long. */
const ENOUGH_RUNGS = 10;

/**
 * Estimates φ′(0), with a bar, from the values on a ladder of steps.
 *
 * Three sequences of differences are extrapolated to step zero: central, right, left. When the one-sided slopes differ
 * by more than their bars the point is a kink; otherwise the sequence that resolves best speaks for all.
 */
export function estimateSlope(at: Base, rungs: readonly Rung[]): Estimate {
  const ladder = [...rungs].sort((a, b) => a.right + a.left - b.right - b.left);
  const base = withSteps(at, ladder);
  const central = extrapolate(centralDifferences(base, ladder), 2);
  const right = extrapolate(rightDifferences(base, ladder), 1);
  const left = extrapolate(leftDifferences(base, ladder), 1);
  if (isTorn(right, left, ladder)) return NOTHING;
  const gap = Math.abs(right.value - left.value);
  if (gap > right.bar + left.bar && bendsAtEveryStep(base, ladder)) return atKink(left, right);
  return mostReliable(central, right, left);
}

/** Whether one side has a slope and the other, where f is finite as well, has none: a jump at the point, or a root. */
function isTorn(right: Bounded, left: Bounded, ladder: readonly Rung[]): boolean {
  const finite = (side: 'plus' | 'minus') =>
    ladder.filter((rung) => Number.isFinite(rung[side])).length >= ENOUGH_RUNGS;
  const [hasRight, hasLeft] = [right, left].map(({ bar }) => Number.isFinite(bar));
  return hasRight !== hasLeft && finite('plus') && finite('minus');
}

/**
 * Adds the noise of a value that comes in steps, rounded to so many digits say: the finest rungs do not move it, coarser ones
 * move it to both sides. A difference table may step in time with such a value and see no noise.
 */
function withSteps({ value, noise }: Base, ladder: readonly Rung[]): Base {
  const moves = ladder.map(({ plus, minus }) => ({ rise: plus - value, fall: value - minus }));
  const first = moves.find(({ rise, fall }) => rise !== 0 || fall !== 0);
  const through = moves.find(({ rise, fall }) => rise !== 0 && fall !== 0);
  if (first === undefined || first === moves[0] || through === undefined) return { value, noise };
  if (through.rise * through.fall < 0) return { value, noise };
  const step = Math.min(...[first.rise, first.fall].map(Math.abs).filter((size) => size > 0));
  if (step > LARGEST_STEP * Math.abs(value)) return { value, noise };
  return { value, noise: { ...noise, absolute: Math.max(noise.absolute, step / 2) } };
}

/**
 * Whether the one-sided slopes stay apart as the step shrinks, down to where noise hides it: a smooth function's bend
 * shrinks with the step, a kink's does not.
 */
function bendsAtEveryStep({ value, noise }: Base, ladder: readonly Rung[]): boolean {
  const bends = ladder
    .map(({ right, left, plus, minus }) => ({
      step: Math.min(right, left),
      bend: (plus - value) / right - (value - minus) / left,
      noise: (noiseOf(plus, noise) + 2 * noiseOf(value, noise) + noiseOf(minus, noise)) / right,
    }))
    .filter((one) => Math.abs(one.bend) > KINK_CLARITY * one.noise);
  const [finest] = bends;
  const coarser = bends.find(({ step }) => finest !== undefined && step >= 3 * finest.step);
  return coarser !== undefined && finest.bend / coarser.bend > KINK_PERSISTENCE;
}

function atKink(left: Bounded, right: Bounded): Estimate {
  const value = (left.value + right.value) / 2;
  const low = Math.min(left.value - left.bar, right.value - right.bar);
  const high = Math.max(left.value + left.bar, right.value + right.bar);
  return { value, bar: Math.max(high - value, value - low), slopes: [left.value, right.value] };
}

/**
 * The central estimate, or a one-sided one with a far smaller bar, widened until it touches the bars of the others. One-sided
 * ones have more terms to extrapolate away, and more luck in it.
 */
function mostReliable(central: Bounded, ...oneSided: readonly Bounded[]): Estimate {
  const best = oneSided.reduce((a, b) => (RIVAL * b.bar < a.bar ? b : a), central);
  const gaps = [central, ...oneSided]
    .filter((other) => Number.isFinite(other.bar))
    .map((other) => Math.abs(other.value - best.value) - other.bar);
  return { value: best.value, bar: Math.max(best.bar, ...gaps) };
}

function centralDifferences({ noise }: Base, rungs: readonly Rung[]): readonly Quotient[] {
  return quotients(rungs, ({ right, left, plus, minus }) => ({
    step: (right + left) / 2,
    slope: (plus - minus) / (right + left),
    noise: Math.hypot(noiseOf(plus, noise), noiseOf(minus, noise)) / (right + left),
  }));
}

function rightDifferences({ value, noise }: Base, rungs: readonly Rung[]): readonly Quotient[] {
  return quotients(rungs, ({ right, plus }) => ({
    step: right,
    slope: (plus - value) / right,
    noise: Math.hypot(noiseOf(plus, noise), noiseOf(value, noise)) / right,
  }));
}

function leftDifferences({ value, noise }: Base, rungs: readonly Rung[]): readonly Quotient[] {
  return quotients(rungs, ({ left, minus }) => ({
    step: left,
    slope: (value - minus) / left,
    noise: Math.hypot(noiseOf(minus, noise), noiseOf(value, noise)) / left,
  }));
}

function quotients(
  rungs: readonly Rung[],
  quotient: (rung: Rung) => Quotient,
): readonly Quotient[] {
  return rungs.map(quotient).filter(({ slope }) => Number.isFinite(slope));
}
