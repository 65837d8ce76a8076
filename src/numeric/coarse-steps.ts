import { spacing } from './float.ts';
import type { Base, Rung } from './rung.ts';

/**
 * A value that comes in steps, rounded to so many digits say, has steps no larger than a part of itself; a floor's are larger,
 * and its slope is zero.
 *
 * The limits differ with what is seen. Along a ladder the step is what the finest rung that moved the value at all moved it
 * by, both ways alike: a slope does as much, and must stay one. Among equally spaced samples at least half of the neighbours
 * were equal, which no slope makes them: there the limit may be wider.
 */
const LARGEST_STEP = { alongLadder: 1e-3, amongSamples: 1e-2 };
/** Values with so few significant digits are rounded; doubles from a computation have sixteen or seventeen. */
const FEW_DIGITS = 12;
/** Fewer different values say nothing about their digits: a value that stands still may stand at 0.5. */
const ENOUGH_VALUES = 3;

/** Whether the value did not react at all: it does not depend on what was moved, or comes in coarse steps. */
export function isUnmoved({ value }: Pick<Base, 'value'>, { plus, minus }: Rung): boolean {
  return plus === value && minus === value;
}

/**
 * The least noise a value has for standing still and jumping: half the smallest jump; 0 where no such thing is seen. A difference
 * table whose samples stand closer than the stairs sees none, or steps in time with them.
 *
 * A jump is rounding when it is far below what the value changes by along the ladder, and leads through the point, or is no more than
 * arithmetic leaves open near 1: where sums cancel, rounding is that of what was summed. Or it is a small part of the value that leads
 * through the point: a value rounded to so many digits. A larger one may be a floor, or a kink nearby.
 *
 * @param ladder - finest first
 */
export function noiseOfSteps({ value }: Pick<Base, 'value'>, ladder: readonly Rung[]): number {
  const first = ladder.find((rung) => !isUnmoved({ value }, rung));
  if (first === undefined || first === ladder[0]) return 0;
  const jump = smallestJump(value, ladder);
  const isSmall = jump <= ROUNDING * rangeOf(value, ladder);
  const isLeast = jump <= FEW_SPACINGS * spacing(Math.max(1, Math.abs(value)), 'float64');
  const through = leadsThrough(value, ladder);
  if (isSmall && (through || isLeast)) return jump / 2;
  const step = smallestOf([first.plus - value, value - first.minus]);
  return through && step <= LARGEST_STEP.alongLadder * Math.abs(value) ? step / 2 : 0;
}

/** Whether the finest rung that moves the value to both sides moves it one way. */
function leadsThrough(value: number, ladder: readonly Rung[]): boolean {
  const through = ladder.find(({ plus, minus }) => plus !== value && minus !== value);
  return through !== undefined && (through.plus - value) * (value - through.minus) > 0;
}

/** So many spacings of a value is no more than arithmetic leaves open. */
const FEW_SPACINGS = 4;
/** Jumps below this part of what a value changes by are rounding in single precision or finer. */
export const ROUNDING = 2 ** -24;

/** The smallest difference of two values seen along a ladder that is one. */
function smallestJump(value: number, ladder: readonly Rung[]): number {
  const values = [value, ...ladder.flatMap(({ plus, minus }) => [plus, minus])]
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  return smallestStep(values);
}

/** What a value changes by along a ladder, at the most. */
export function rangeOf(value: number, ladder: readonly Rung[]): number {
  const changes = ladder.flatMap(({ plus, minus }) => [plus - value, minus - value].map(Math.abs));
  return Math.max(0, ...changes.filter(Number.isFinite));
}

/** Half the height of a step where samples show one, their noise; 0 for a rise that is not small. */
export function noiseOfRise({
  step,
  size,
}: {
  readonly step: number;
  readonly size: number;
}): number {
  return step <= LARGEST_STEP.amongSamples * size ? step / 2 : 0;
}

/** The smallest change between neighbours that is one; 0 when all are equal. */
export function smallestStep(samples: readonly number[]): number {
  const changes = samples.slice(1).map((value, i) => value - samples[i]);
  return changes.some((change) => Math.abs(change) > 0) ? smallestOf(changes) : 0;
}

/** The size of the smallest change that is one; infinite when there is none. */
function smallestOf(changes: readonly number[]): number {
  return Math.min(...changes.map(Math.abs).filter((size) => size > 0));
}

/**
 * The step of values that are printed or rounded to so many decimals; 0 when they have the digits of ordinary doubles. Samples
 * at equal distances can step in time with such values, and difference tables then see no noise at all.
 */
export function decimalStep(values: readonly number[]): number {
  if (new Set(values).size < ENOUGH_VALUES) return 0;
  let [most, last] = [0, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    const { digits, decimals } = decimalsOf(value);
    most = Math.max(most, digits);
    last = Math.max(last, decimals);
  }
  return most <= FEW_DIGITS ? 10 ** -last : 0;
}

/** The significant digits of a number's shortest decimal form, and the decimal place of the last. */
function decimalsOf(value: number): { readonly digits: number; readonly decimals: number } {
  const [mantissa, exponent] = value.toExponential().split('e');
  const digits = mantissa.replace(/[-.]/g, '').length;
  return { digits, decimals: digits - 1 - Number(exponent) };
}
