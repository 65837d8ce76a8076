import type { GradientCheck } from '../src/index.ts';
import { UNIT_ROUNDOFF } from '../src/numeric/dtype.ts';
import { DEFAULT_THRESHOLDS, partsOf } from './assessment.ts';
import { BESIDE } from './corpora/zoo.ts';
import type { Place } from './ours.ts';
import { isBeyondAnyone, type Truth } from './truth.ts';

/** How well the bars of a group of estimates hold. */
export interface Bars {
  readonly group: string;
  readonly ofRight: Held;
  /** From checks of wrong gradients, where the ladders are climbed to the end. */
  readonly ofWrong: Held;
}

/** Estimates counted, and bar over error where there is an error. */
export interface Held {
  estimates: number;
  covered: number;
  readonly ratios: number[];
}

/** An estimate beside the truth. */
interface Estimated {
  readonly bar: number;
  readonly error: number;
  /** What is zero beside the slopes around: such errors are covered, and no measure of how wide a bar is. */
  readonly rounding: number;
}

/** Adds every estimate of a check to its group and, in the zoo's float64, to what makes the point special. */
export function observeBars(
  all: Map<string, Bars>,
  { draft, specimen, candidate }: Place,
  check: GradientCheck,
): void {
  const { tags, truth } = specimen;
  const { group: own } = draft;
  // a value that stops at a tolerance has another derivative than what it converges to
  if (truth === undefined || tags.includes('stopped')) return;
  const ofClasses = tags.map((tag) => `float64, ${tag}`);
  const groups = own === 'float64' || own === BESIDE ? [own, ...ofClasses] : [own];
  const asked = DEFAULT_THRESHOLDS[specimen.format];
  const isRight = candidate.standing === 'correct' || candidate.standing === 'limiting';
  const side = isRight ? 'ofRight' : 'ofWrong';
  // between two jumps the derivative is 0, and that is what was given
  const isOnStairs = tags.includes('stairs') && candidate.standing === 'limiting';
  for (const estimate of errorsOf(check, { truth, asked, isOnStairs })) {
    for (const group of groups) {
      const bars = all.get(group) ?? { group, ofRight: nothing(), ofWrong: nothing() };
      all.set(group, bars);
      add(bars[side], estimate);
    }
  }
}

function nothing(): Held {
  return { estimates: 0, covered: 0, ratios: [] };
}

function add(held: Held, { bar, error, rounding }: Estimated): void {
  held.estimates += 1;
  held.covered += Number(error <= bar);
  if (error > rounding) held.ratios.push(bar / error);
}

interface Asked {
  readonly truth: Truth;
  readonly asked: number;
  /** Whether the slope between two jumps counts as well. */
  readonly isOnStairs: boolean;
}

/**
 * Each estimate's bar and its distance to the truth; at a kink to the nearest subgradient, and from a value that stops at a tolerance to
 * what its own derivative may be. What no one can resolve is left out.
 */
function errorsOf({ variables }: GradientCheck, { truth, asked, isOnStairs }: Asked): Estimated[] {
  const { slopes } = truth;
  return partsOf(variables)
    .filter((part) => !isBeyondAnyone(truth, asked, part))
    .flatMap((part) => {
      const { variable, begin } = part;
      const { coordinates, numeric, bars } = variable;
      const rounding = UNIT_ROUNDOFF.float64 * truth.reference(part);
      return Array.from(coordinates, (k, i) => {
        const [low, high] = slopes[begin + k];
        const error = Math.max(low - numeric[i], numeric[i] - high, 0);
        return {
          bar: bars[i],
          error: isOnStairs ? Math.min(error, Math.abs(numeric[i])) : error,
          rounding,
        };
      }).filter(({ error }) => !Number.isNaN(error));
    });
}
