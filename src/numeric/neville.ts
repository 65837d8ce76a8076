import type { Quotient } from './quotient.ts';

/** An extrapolation to step zero, and the standard deviation of its noise. */
export interface Extrapolated {
  readonly value: number;
  readonly noise: number;
}

/** Polynomials in the step of more terms amplify noise and gain nothing at steps a factor seven apart. */
export const LONGEST_RUN = 5;

/**
 * The extrapolations to step zero through the first 1, 2, 3, … quotients, finest first (Neville's scheme).
 *
 * With u = stepᵖ: T₀..ₘ = (uₘ·T₀..ₘ₋₁ − u₀·T₁..ₘ) / (uₘ − u₀), divided by uₘ, so that nothing underflows whose values or steps are
 * themselves hardly above 0. The noises take the sum: they may all have the worst sign.
 */
export function extrapolations(
  sequence: readonly Quotient[],
  power: 1 | 2,
): readonly Extrapolated[] {
  let column: Extrapolated[] = sequence.map(({ slope, noise }) => ({ value: slope, noise }));
  const through = [column[0]];
  for (let m = 1; m < sequence.length; m++) {
    column = column.slice(1).map((coarser, k) => {
      const share = (sequence[k].step / sequence[k + m].step) ** power;
      return {
        value: (column[k].value - share * coarser.value) / (1 - share),
        noise: (column[k].noise + share * coarser.noise) / (1 - share),
      };
    });
    through.push(column[0]);
  }
  return through;
}
