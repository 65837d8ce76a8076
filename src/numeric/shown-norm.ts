import { norm } from './norm.ts';
import { TYPICAL_WEIGHT } from './weights.ts';

/** What one weighing has shown of some numbers, with its bar. */
interface Shown {
  readonly value: number;
  readonly bar: number;
}

/** The norm of many numbers, as far as weighings tell it. */
export interface ShownNorm {
  readonly size: number;
  /** Between these it lies, more than nine times of ten. */
  readonly least: number;
  readonly most: number;
}

/** Standard deviations of a normal number that it is within, nineteen times of twenty: of parts that have not the same shares it is less often. */
const WITHIN = 2;

/**
 * The norm of many numbers, by what weighings through parts of them have shown: ⟨e, v⟩ is about normally distributed then, with a
 * variance of ‖e‖² that of a weight, so that the mean square of a few is off as χ² is.
 *
 * @param parts - for each part what the weighings through all of it have shown
 */
export function shownNorm(parts: readonly (readonly Shown[])[]): ShownNorm {
  const by = (sizeOf: (one: Shown) => number) =>
    norm(parts.map((some) => norm(some.map(sizeOf)) / Math.sqrt(some.length))) / TYPICAL_WEIGHT;
  const freedom = freedomOf(parts);
  return {
    size: by(({ value }) => value),
    least: by(({ value, bar }) => Math.max(0, Math.abs(value) - bar)) / offBy(freedom, WITHIN),
    most: by(({ value, bar }) => Math.abs(value) + bar) / offBy(freedom, -WITHIN),
  };
}

/**
 * How many degrees of freedom a sum of mean squares has, each of a number of its own.
 *
 * @see F. E. Satterthwaite, An approximate distribution of estimates of variance components, Biometrics Bull. 2 (1946); without its bias
 */
function freedomOf(parts: readonly (readonly Shown[])[]): number {
  const means = parts.map((some) => norm(some.map(({ value }) => value)) ** 2 / some.length);
  const sum = means.reduce((all, mean) => all + mean, 0);
  const spread = means.reduce((all, mean, i) => all + mean ** 2 / (parts[i].length + 2), 0);
  return Math.max(1, sum ** 2 / spread - 2);
}

/** The root of χ² / its degrees of freedom that lies so many standard deviations off, by Wilson and Hilferty; 0 where that is too near. */
function offBy(freedom: number, deviations: number): number {
  const spread = 2 / (9 * freedom);
  return Math.max(0, 1 - spread + deviations * Math.sqrt(spread)) ** (3 / 2);
}
