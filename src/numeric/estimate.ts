/** The values of φ one step to each side of the point; not finite where φ is not. */
export interface Rung {
  /** The steps actually taken, after rounding; both positive. */
  readonly right: number;
  readonly left: number;
  /** φ(right) and φ(−left). */
  readonly plus: number;
  readonly minus: number;
}

/** φ at the point, and the standard deviation of the noise it carries there. */
export interface Base {
  readonly value: number;
  readonly noise: number;
}

/** A numeric derivative with its bar: the true one lies within `value ± bar`. */
export interface Estimate {
  readonly value: number;
  readonly bar: number;
  /** At a kink: the one-sided slopes. `value ± bar` then spans both. */
  readonly slopes?: readonly [left: number, right: number];
}

/** Two standard deviations cover 95 % of Gaussian noise, three 99.7 %. Round-off is no wilder. */
const NOISE_COVERAGE = 3;
/** Polynomials in the step of more terms amplify noise and gain nothing at steps a factor four apart. */
const LONGEST_EXTRAPOLATION = 5;

const NOTHING: Estimate = { value: Number.NaN, bar: Number.POSITIVE_INFINITY };

/**
 * Estimates φ′(0), with a bar, from the values on a ladder of steps.
 *
 * Three sequences of differences are extrapolated to step zero: central, right, left. When the one-sided slopes differ
 * by more than their bars the point is a kink; otherwise the sequence that resolves best speaks for all.
 */
export function estimateSlope(base: Base, rungs: readonly Rung[]): Estimate {
  const ladder = [...rungs].sort((a, b) => a.right + a.left - b.right - b.left);
  const central = extrapolate(centralDifferences(base, ladder), 2);
  const right = extrapolate(rightDifferences(base, ladder), 1);
  const left = extrapolate(leftDifferences(base, ladder), 1);
  if (Math.abs(right.value - left.value) > right.bar + left.bar) return atKink(left, right);
  return widest(central, right, left);
}

function atKink(left: Estimate, right: Estimate): Estimate {
  const value = (left.value + right.value) / 2;
  const low = Math.min(left.value - left.bar, right.value - right.bar);
  const high = Math.max(left.value + left.bar, right.value + right.bar);
  return { value, bar: Math.max(high - value, value - low), slopes: [left.value, right.value] };
}

/** The estimate with the smallest bar, widened until it touches the bars of the others. */
function widest(...estimates: readonly Estimate[]): Estimate {
  const best = estimates.reduce((a, b) => (b.bar < a.bar ? b : a));
  const gaps = estimates
    .filter((other) => Number.isFinite(other.bar))
    .map((other) => Math.abs(other.value - best.value) - other.bar);
  return { value: best.value, bar: Math.max(best.bar, ...gaps) };
}

/** One difference quotient: the slope over a step, and the standard deviation of its noise. */
interface Quotient {
  readonly step: number;
  readonly slope: number;
  readonly noise: number;
}

function centralDifferences(base: Base, rungs: readonly Rung[]): readonly Quotient[] {
  return quotients(rungs, ({ right, left, plus, minus }) => ({
    step: (right + left) / 2,
    slope: (plus - minus) / (right + left),
    noise: Math.hypot(noiseAt(base, plus), noiseAt(base, minus)) / (right + left),
  }));
}

function rightDifferences(base: Base, rungs: readonly Rung[]): readonly Quotient[] {
  return quotients(rungs, ({ right, plus }) => ({
    step: right,
    slope: (plus - base.value) / right,
    noise: Math.hypot(noiseAt(base, plus), base.noise) / right,
  }));
}

function leftDifferences(base: Base, rungs: readonly Rung[]): readonly Quotient[] {
  return quotients(rungs, ({ left, minus }) => ({
    step: left,
    slope: (base.value - minus) / left,
    noise: Math.hypot(noiseAt(base, minus), base.noise) / left,
  }));
}

function quotients(
  rungs: readonly Rung[],
  quotient: (rung: Rung) => Quotient,
): readonly Quotient[] {
  return rungs.map(quotient).filter(({ slope }) => Number.isFinite(slope));
}

/** Noise is relative where the value is larger than at the point, absolute where it is smaller. */
function noiseAt(base: Base, value: number): number {
  const growth = Math.abs(value) / Math.abs(base.value);
  if (growth > 1 && Number.isFinite(growth)) return base.noise * growth;
  return Math.max(base.noise, 2 ** -53 * Math.abs(value));
}

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
function extrapolate(sequence: readonly Quotient[], power: 1 | 2): Estimate {
  let best = NOTHING;
  const finer: Estimate[] = [];
  for (let k = 0; k + 1 < sequence.length; k++) {
    const candidates = neville(sequence.slice(k, k + LONGEST_EXTRAPOLATION), power);
    for (const candidate of candidates) {
      if (candidate.bar < best.bar && agreesWithAll(candidate, finer)) best = candidate;
    }
    finer.push(candidates[0]);
  }
  return best;
}

function agreesWithAll(candidate: Estimate, others: readonly Estimate[]): boolean {
  return others.every(
    (other) => Math.abs(candidate.value - other.value) <= candidate.bar + other.bar,
  );
}

/**
 * The extrapolations through the first 2, 3, … quotients.
 *
 * With u = stepᵖ: T₀..ₘ = (uₘ·T₀..ₘ₋₁ − u₀·T₁..ₘ) / (uₘ − u₀).
 */
function neville(sequence: readonly Quotient[], power: 1 | 2): readonly Estimate[] {
  const u = sequence.map(({ step }) => step ** power);
  let values = sequence.map(({ slope }) => slope);
  let noises = sequence.map(({ noise }) => noise);
  const candidates: Estimate[] = [];
  for (let m = 1; m < sequence.length; m++) {
    const previous = values[0];
    const combine = (row: readonly number[], sign: 1 | -1) =>
      row.slice(1).map((coarse, k) => (u[k + m] * row[k] + sign * u[k] * coarse) / (u[k + m] - u[k]));
    values = combine(values, -1);
    noises = combine(noises, 1);
    const truncation = Math.abs(values[0] - previous);
    candidates.push({ value: values[0], bar: NOISE_COVERAGE * noises[0] + truncation });
  }
  return candidates;
}
