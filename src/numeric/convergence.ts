import { LONGEST_RUN, type Start } from './neville.ts';

/** Two standard deviations cover 95 % of Gaussian noise, three 99.7 %. Round-off is no wilder. */
export const NOISE_COVERAGE = 3;

/**
 * How many quotients, from one start on, have changes that grow as a power series makes them grow: at least twofold from
 * rung to rung. Beyond, the step is too long for the series, and a longer extrapolation would only look accurate.
 */
export function convergingRun(starts: readonly Start[], k: number): number {
  const longest = Math.min(LONGEST_RUN, starts.length - k);
  for (let i = k + 1; i + 1 < k + longest; i++) {
    const finer = changeAfter(starts, i - 1);
    const stalls = finer > noiseAfter(starts, i - 1) && changeAfter(starts, i) < 2 * finer;
    // the first two always stay: what their remainder is worth is judged with the third
    if (stalls) return Math.max(3, i - k + 1);
  }
  return longest;
}

/**
 * How far the quotients may still be from their limit when they do not converge as extrapolation supposes.
 *
 * Their changes should shrink like a power series, by (h₂ᵖ − h₁ᵖ) / (h₁ᵖ − h₀ᵖ). Changes that shrink by less than half of
 * that, by 1/ρ only, leave a geometric series to go, |D₀ − D₁| / (ρ − 1): a root, say. Such that grow leave anything.
 */
export function remainder(starts: readonly Start[], k: number): number {
  const change = changeAfter(starts, k);
  if (change <= noiseAfter(starts, k)) return 0;
  if (k + 2 >= starts.length) return change;
  const ratio = changeAfter(starts, k + 1) / change;
  const [h0, h1, h2] = [starts[k].u, starts[k + 1].u, starts[k + 2].u];
  if (ratio >= 0.5 * ((h2 - h1) / (h1 - h0))) return 0;
  return ratio > 1 ? change / (ratio - 1) : Number.POSITIVE_INFINITY;
}

/** How much the slope changes from one quotient to the next coarser. */
function changeAfter(starts: readonly Start[], k: number): number {
  return Math.abs(starts[k].finest.slope - starts[k + 1].finest.slope);
}

/** What noise alone may change. */
function noiseAfter(starts: readonly Start[], k: number): number {
  return NOISE_COVERAGE * (starts[k].finest.noise + starts[k + 1].finest.noise);
}
