import type { Quotient } from './quotient.ts';

/** The runs of neighbouring quotients that begin at one of them, extrapolated to step zero. */
export interface Start {
  readonly finest: Quotient;
  /** stepᵖ: what the extrapolations are polynomials in. */
  readonly u: number;
  /** By the number of coarser quotients a run takes in, from none on; as far as there are any. */
  readonly values: number[];
  /** The standard deviations of their noise. */
  readonly noises: number[];
}

/** Polynomials in the step of more terms amplify noise and gain nothing at steps a factor four apart. */
export const LONGEST_RUN = 5;

/** A start with no run yet but the quotient itself. */
export function startAt(finest: Quotient, power: 1 | 2): Start {
  const u = finest.step ** power;
  return { finest, u, values: [finest.slope], noises: [finest.noise] };
}

/**
 * Extrapolates anew the runs that go through one of the starts, finest first: those that begin at it, and up to four before.
 *
 * Each is made of two that are one shorter, the coarser of which begin at the next start: so the coarsest starts come first.
 */
export function extrapolateThrough(starts: readonly Start[], place: number): void {
  for (let k = place; k >= firstThrough(place); k--) {
    const longest = Math.min(LONGEST_RUN, starts.length - k);
    for (let m = Math.max(1, place - k); m < longest; m++) {
      combine(starts[k], { next: starts[k + 1], last: starts[k + m], m });
    }
  }
}

/** The first start with a run that goes through another. */
export function firstThrough(place: number): number {
  return Math.max(0, place - LONGEST_RUN + 1);
}

/**
 * One step of Neville's scheme, with u = stepᵖ: T₀..ₘ = (uₘ·T₀..ₘ₋₁ − u₀·T₁..ₘ) / (uₘ − u₀).
 *
 * Divided by uₘ, so that nothing underflows whose values are themselves hardly above 0. The noises take the sum: they may all have
 * the worst sign.
 */
export function combine(
  { u, values, noises }: Start,
  { next, last, m }: { readonly next: Start; readonly last: Start; readonly m: number },
): void {
  const share = u / last.u;
  values[m] = (values[m - 1] - share * next.values[m - 1]) / (1 - share);
  noises[m] = (noises[m - 1] + share * next.noises[m - 1]) / (1 - share);
}
