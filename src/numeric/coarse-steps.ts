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
 * The least noise a value has for coming in steps: half a step, where the finest rungs do not move it and coarser ones move it
 * to both sides; 0 where no steps are seen. A difference table may step in time with such a value and see no noise.
 *
 * @param ladder - finest first
 */
export function noiseOfSteps({ value }: Pick<Base, 'value'>, ladder: readonly Rung[]): number {
  const first = ladder.find(({ plus, minus }) => plus - value !== 0 || value - minus !== 0);
  if (first === undefined || first === ladder[0]) return 0;
  const through = ladder.find(({ plus, minus }) => plus - value !== 0 && value - minus !== 0);
  if (through === undefined || (through.plus - value) * (value - through.minus) < 0) return 0;
  const step = smallestOf([first.plus - value, value - first.minus]);
  return step > LARGEST_STEP.alongLadder * Math.abs(value) ? 0 : step / 2;
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
