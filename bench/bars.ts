import type { GradientCheck } from '../src/index.ts';
import type { Candidate, Specimen } from './specimens.ts';

/** How well the bars of a group of estimates hold. */
export interface Bars {
  readonly group: string;
  /** From checks of correct gradients. */
  estimates: number;
  covered: number;
  /** Bar over error, where there is an error. */
  readonly ratios: number[];
  /** From checks of wrong gradients, where the ladders are climbed to the end. */
  estimatesOfWrong: number;
  coveredOfWrong: number;
}

/** Adds every estimate of a check to its class and, in float64, to what makes the point special. */
export function observeBars(
  all: Map<string, Bars>,
  { specimen, candidate }: { readonly specimen: Specimen; readonly candidate: Candidate },
  check: GradientCheck,
): void {
  const { class: own, tags, truth } = specimen;
  if (truth === undefined) return;
  const groups = own === 'float64' ? [own, ...tags.map((tag) => `float64, ${tag}`)] : [own];
  const isCorrect = candidate.standing === 'correct';
  for (const { bar, error } of errorsOf(check, truth)) {
    for (const group of groups) {
      const bars = all.get(group) ?? emptyBars(group);
      all.set(group, bars);
      add(bars, { bar, error, isCorrect });
    }
  }
}

function emptyBars(group: string): Bars {
  const none = { estimates: 0, covered: 0, estimatesOfWrong: 0, coveredOfWrong: 0 };
  return { group, ratios: [], ...none };
}

function add(
  bars: Bars,
  seen: { readonly bar: number; readonly error: number; readonly isCorrect: boolean },
): void {
  const isCovered = Number(seen.error <= seen.bar);
  if (!seen.isCorrect) {
    bars.estimatesOfWrong += 1;
    bars.coveredOfWrong += isCovered;
    return;
  }
  bars.estimates += 1;
  bars.covered += isCovered;
  if (seen.error > 0) bars.ratios.push(seen.bar / seen.error);
}

/** Each estimate's bar and its distance to the truth; at a kink to the nearest subgradient. */
function errorsOf(
  { variables }: GradientCheck,
  truth: readonly (readonly [low: number, high: number])[],
): { bar: number; error: number }[] {
  return variables.flatMap(({ coordinates, numeric, bars }) =>
    Array.from(coordinates, (k, i) => {
      const [low, high] = truth[k];
      return { bar: bars[i], error: Math.max(low - numeric[i], numeric[i] - high, 0) };
    }).filter(({ error }) => !Number.isNaN(error)),
  );
}
