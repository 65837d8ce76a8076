/** A number with its bar: the true one lies within `value ± bar`. */
export interface Bounded {
  readonly value: number;
  readonly bar: number;
}

/** One difference quotient: the slope over a step, and the standard deviation of its noise. */
export interface Quotient {
  readonly step: number;
  readonly slope: number;
  readonly noise: number;
}

/** Two standard deviations cover 95 % of Gaussian noise, three 99.7 %. Round-off is no wilder. */
const NOISE_COVERAGE = 3;
/** Polynomials in the step of more terms amplify noise and gain nothing at steps a factor four apart. */
const LONGEST_EXTRAPOLATION = 5;

/** Candidates with bars up to this many times the smallest have as good a claim. */
export const RIVAL = 4;

/** When no candidate is consistent with the others, the noise is larger than it was taken to be: by how much, at most. */
const NOISIER: readonly number[] = [1, 8, 64, 512];

/** No estimate at all. */
export const NOTHING: Bounded = { value: Number.NaN, bar: Number.POSITIVE_INFINITY };

/**
 * Extrapolates difference quotients to step zero and picks the best extrapolation.
 *
 * Every run of neighbouring rungs gives one candidate (Neville's scheme in stepᵖ, p = 2 for central differences). Its bar
 * is its noise plus what the last term changed. A candidate from coarse steps counts only while it agrees with every
 * candidate from finer ones, whose noise is larger but whose truncation is smaller (Lepski's rule): that is what sees
 * a kink, an edge or an oscillation between two rungs. Of those that count, the smallest bar wins.
 *
 * @param sequence - finest step first; not mutated
 * @see Lepski (1991), doi:10.1137/1135065
 */
export function extrapolate(sequence: readonly Quotient[], power: 1 | 2): Bounded {
  for (const factor of NOISIER) {
    const noisier = sequence.map((one) => ({ ...one, noise: factor * one.noise }));
    const best = bestOf(acceptable(noisier, power));
    if (Number.isFinite(best.bar)) return best;
  }
  return NOTHING;
}

function acceptable(sequence: readonly Quotient[], power: 1 | 2): readonly Bounded[] {
  const accepted: Bounded[] = [];
  const finer: Bounded[] = [];
  for (let k = 0; k + 1 < sequence.length; k++) {
    const candidates = neville(convergingRun(sequence.slice(k, k + LONGEST_EXTRAPOLATION)), power);
    const approached = (candidate: Bounded) => isApproached(candidate, sequence.slice(0, k + 1));
    accepted.push(...candidates.filter((one) => agreesWithAll(one, finer) && approached(one)));
    finer.push(candidates[0]);
  }
  return accepted;
}

/**
 * Whether no finer quotient lies further from a candidate than the finest it was made from, noise apart. Where finer steps
 * lead away from it, f has a pole, a jump or an edge that the coarse steps have passed over.
 */
function isApproached({ value, bar }: Bounded, finest: readonly Quotient[]): boolean {
  const own = Math.abs(finest[finest.length - 1].slope - value);
  return finest.every(
    ({ slope, noise }) => Math.abs(slope - value) <= own + bar + NOISE_COVERAGE * noise,
  );
}

/**
 * The quotients from the finest on whose changes grow as a power series makes them grow: at least twofold from rung to
 * rung. Beyond, the step is too long for the series, and a longer extrapolation would only look accurate.
 */
function convergingRun(sequence: readonly Quotient[]): readonly Quotient[] {
  const changes = sequence.slice(1).map((next, i) => ({
    size: Math.abs(next.slope - sequence[i].slope),
    noise: NOISE_COVERAGE * (next.noise + sequence[i].noise),
  }));
  const end = changes.findIndex(({ size }, i) => {
    const finer = changes[i - 1];
    return finer !== undefined && finer.size > finer.noise && size < 2 * finer.size;
  });
  // the first two always stay: what their remainder is worth is judged with the third
  return end === -1 ? sequence : sequence.slice(0, Math.max(3, end + 1));
}

/**
 * The candidate with the smallest bar, widened to cover its rivals: the smallest of many bars is likely to be one that
 * is too small.
 */
function bestOf(accepted: readonly Bounded[]): Bounded {
  const best = accepted.reduce((a, b) => (b.bar < a.bar ? b : a), NOTHING);
  const rivals = accepted.filter(({ bar }) => bar <= RIVAL * best.bar);
  const spread = rivals.map(({ value }) => Math.abs(value - best.value));
  return { value: best.value, bar: Math.max(best.bar, ...spread) };
}

function agreesWithAll(candidate: Bounded, others: readonly Bounded[]): boolean {
  return others.every(
    (other) => Math.abs(candidate.value - other.value) <= candidate.bar + other.bar,
  );
}

/**
 * The extrapolations through the first 2, 3, … quotients.
 *
 * With u = stepᵖ: T₀..ₘ = (uₘ·T₀..ₘ₋₁ − u₀·T₁..ₘ) / (uₘ − u₀).
 */
function neville(sequence: readonly Quotient[], power: 1 | 2): readonly Bounded[] {
  const u = sequence.map(({ step }) => step ** power);
  const unsettled = remainder(sequence, power);
  let values = sequence.map(({ slope }) => slope);
  let noises = sequence.map(({ noise }) => noise);
  const candidates: Bounded[] = [];
  for (let m = 1; m < sequence.length; m++) {
    const previous = values[0];
    const combine = (row: readonly number[], sign: 1 | -1) =>
      row
        .slice(1)
        .map((coarse, k) => (u[k + m] * row[k] + sign * u[k] * coarse) / (u[k + m] - u[k]));
    values = combine(values, -1);
    noises = combine(noises, 1);
    const truncation = Math.abs(values[0] - previous);
    candidates.push({ value: values[0], bar: NOISE_COVERAGE * noises[0] + truncation + unsettled });
  }
  return candidates;
}

/**
 * How far the quotients may still be from their limit when they do not converge as extrapolation supposes.
 *
 * Their changes should shrink like a power series, by (h₂ᵖ − h₁ᵖ) / (h₁ᵖ − h₀ᵖ). Changes that shrink by less than half of
 * that, by 1/ρ only, leave a geometric series to go, |D₀ − D₁| / (ρ − 1): a root, say. Such that grow leave anything.
 */
function remainder([finest, next, coarse]: readonly Quotient[], power: 1 | 2): number {
  if (next === undefined) return Number.POSITIVE_INFINITY;
  const change = Math.abs(finest.slope - next.slope);
  if (change <= NOISE_COVERAGE * (finest.noise + next.noise)) return 0;
  if (coarse === undefined) return change;
  const ratio = Math.abs(next.slope - coarse.slope) / change;
  const [h0, h1, h2] = [finest, next, coarse].map(({ step }) => step ** power);
  if (ratio >= 0.5 * ((h2 - h1) / (h1 - h0))) return 0;
  return ratio > 1 ? change / (ratio - 1) : Number.POSITIVE_INFINITY;
}
