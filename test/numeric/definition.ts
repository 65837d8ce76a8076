import { noiseOfSteps } from '../../src/numeric/coarse-steps.ts';
import { noiseOf } from '../../src/numeric/noise.ts';
import type { Base, Rung } from '../../src/numeric/rung.ts';

/*
 * What an estimate is, written down plainly: everything from the start, from all rungs at once. Slow, and the law that the ladder
 * of `src/numeric/estimate.ts` is held to, digit by digit.
 */

/** A number with its bar: the true one lies within `value ± bar`. */
interface Bounded {
  readonly value: number;
  readonly bar: number;
}

/** One difference quotient: the slope over a step, and the standard deviation of its noise. */
interface Quotient {
  readonly step: number;
  readonly slope: number;
  readonly noise: number;
}

/** Two standard deviations cover 95 % of Gaussian noise, three 99.7 %. Round-off is no wilder. */
const NOISE_COVERAGE = 3;
/** Polynomials in the step of more terms amplify noise and gain nothing at steps a factor four apart. */
const LONGEST_EXTRAPOLATION = 5;

/** Candidates with bars up to this many times the smallest have as good a claim. */
const RIVAL = 4;

/** When no candidate is consistent with the others, the noise is larger than it was taken to be: by how much, at most. */
const NOISIER: readonly number[] = [1, 8, 64, 512];

/** No estimate at all. */
const NOTHING: Bounded = { value: Number.NaN, bar: Number.POSITIVE_INFINITY };

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
function extrapolate(sequence: readonly Quotient[], power: 1 | 2): Bounded {
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
      row.slice(1).map((coarse, k) => {
        const share = u[k] / u[k + m];
        return (row[k] + sign * share * coarse) / (1 - share);
      });
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

/** A numeric derivative with its bar: the true one lies within `value ± bar`. */
interface Estimate extends Bounded {
  /** At a kink: the one-sided slopes. `value ± bar` then spans both. */
  readonly slopes?: readonly [left: number, right: number];
}

/** A bend is clear when it exceeds its noise by this factor. */
const KINK_CLARITY = 4;
/** A kink's bend stays the same from one step to one three or more times finer; a smooth function's falls to a third. */
const KINK_PERSISTENCE = 0.6;

/** With fewer rungs a side may have no estimate merely because its finest step is too long. */
const ENOUGH_RUNGS = 10;

/**
 * Estimates φ′(0), with a bar, from the values on a ladder of steps.
 *
 * Three sequences of differences are extrapolated to step zero: central, right, left. When the one-sided slopes differ
 * by more than their bars the point is a kink; otherwise the sequence that resolves best speaks for all.
 */
export function definitionOfSlope(at: Base, rungs: readonly Rung[]): Estimate {
  const ladder = [...rungs].sort((a, b) => a.right + a.left - b.right - b.left);
  const base = withSteps(at, ladder);
  const central = extrapolate(centralDifferences(base, ladder), 2);
  const right = extrapolate(rightDifferences(base, ladder), 1);
  const left = extrapolate(leftDifferences(base, ladder), 1);
  if (isTorn(right, left, ladder)) return NOTHING;
  const gap = Math.abs(right.value - left.value);
  if (gap > right.bar + left.bar && bendsAtEveryStep(base, ladder)) return atKink(left, right);
  return mostReliable(central, right, left);
}

/** Whether one side has a slope and the other, where f is finite as well, has none: a jump at the point, or a root. */
function isTorn(right: Bounded, left: Bounded, ladder: readonly Rung[]): boolean {
  const finite = (side: 'plus' | 'minus') =>
    ladder.filter((rung) => Number.isFinite(rung[side])).length >= ENOUGH_RUNGS;
  const [hasRight, hasLeft] = [right, left].map(({ bar }) => Number.isFinite(bar));
  return hasRight !== hasLeft && finite('plus') && finite('minus');
}

/** Adds the noise of a value that comes in steps; what that is has tests of its own. */
function withSteps({ value, noise }: Base, ladder: readonly Rung[]): Base {
  const absolute = Math.max(noise.absolute, noiseOfSteps({ value }, ladder));
  return { value, noise: { ...noise, absolute } };
}

/**
 * Whether the one-sided slopes stay apart as the step shrinks, down to where noise hides it: a smooth function's bend
 * shrinks with the step, a kink's does not.
 */
function bendsAtEveryStep({ value, noise }: Base, ladder: readonly Rung[]): boolean {
  const bends = ladder
    .map(({ right, left, plus, minus }) => ({
      step: Math.min(right, left),
      bend: (plus - value) / right - (value - minus) / left,
      noise: (noiseOf(plus, noise) + 2 * noiseOf(value, noise) + noiseOf(minus, noise)) / right,
    }))
    .filter((one) => Math.abs(one.bend) > KINK_CLARITY * one.noise);
  const [finest] = bends;
  const coarser = bends.find(({ step }) => finest !== undefined && step >= 3 * finest.step);
  return coarser !== undefined && finest.bend / coarser.bend > KINK_PERSISTENCE;
}

function atKink(left: Bounded, right: Bounded): Estimate {
  const value = (left.value + right.value) / 2;
  const low = Math.min(left.value - left.bar, right.value - right.bar);
  const high = Math.max(left.value + left.bar, right.value + right.bar);
  return { value, bar: Math.max(high - value, value - low), slopes: [left.value, right.value] };
}

/**
 * The central estimate, or a one-sided one with a far smaller bar, widened until it touches the bars of the others. One-sided
 * ones have more terms to extrapolate away, and more luck in it.
 */
function mostReliable(central: Bounded, ...oneSided: readonly Bounded[]): Estimate {
  const best = oneSided.reduce((a, b) => (RIVAL * b.bar < a.bar ? b : a), central);
  const gaps = [central, ...oneSided]
    .filter((other) => Number.isFinite(other.bar))
    .map((other) => Math.abs(other.value - best.value) - other.bar);
  return { value: best.value, bar: Math.max(best.bar, ...gaps) };
}

function centralDifferences({ noise }: Base, rungs: readonly Rung[]): readonly Quotient[] {
  return quotients(rungs, ({ right, left, plus, minus }) => ({
    step: (right + left) / 2,
    slope: (plus - minus) / (right + left),
    noise: Math.hypot(noiseOf(plus, noise), noiseOf(minus, noise)) / (right + left),
  }));
}

function rightDifferences({ value, noise }: Base, rungs: readonly Rung[]): readonly Quotient[] {
  return quotients(rungs, ({ right, plus }) => ({
    step: right,
    slope: (plus - value) / right,
    noise: Math.hypot(noiseOf(plus, noise), noiseOf(value, noise)) / right,
  }));
}

function leftDifferences({ value, noise }: Base, rungs: readonly Rung[]): readonly Quotient[] {
  return quotients(rungs, ({ left, minus }) => ({
    step: left,
    slope: (value - minus) / left,
    noise: Math.hypot(noiseOf(minus, noise), noiseOf(value, noise)) / left,
  }));
}

function quotients(
  rungs: readonly Rung[],
  quotient: (rung: Rung) => Quotient,
): readonly Quotient[] {
  return rungs.map(quotient).filter(({ slope }) => Number.isFinite(slope));
}
