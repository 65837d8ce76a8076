import { TYPICAL_WEIGHT, type Weights } from './weights.ts';

/** What one weighing of some numbers says of them: Σ weightᵢ·eᵢ lies within `value ± bar`. */
export interface Weighing {
  readonly weights: Weights;
  readonly value: number;
  readonly bar: number;
}

/** A member that could account for some weighings alone, and between what its number lies then. */
export interface Candidate {
  readonly member: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The members that could account for all weighings alone: those for which one e has weightᵢ·e within every bar.
 *
 * @param most - it is enough to know of one more than these
 */
export function loneCandidates(
  members: Uint32Array,
  weighings: readonly Weighing[],
  most: number,
): readonly Candidate[] {
  const found: Candidate[] = [];
  for (let j = 0; j < members.length && found.length <= most; j++) {
    const candidate = candidateOf(members[j], weighings);
    if (candidate !== undefined) found.push(candidate);
  }
  return found;
}

function candidateOf(member: number, weighings: readonly Weighing[]): Candidate | undefined {
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  for (const { weights, value, bar } of weighings) {
    const weight = weights(member);
    const middle = value / weight;
    const reach = bar / Math.abs(weight);
    low = Math.max(low, middle - reach);
    high = Math.min(high, middle + reach);
    if (low > high) return;
  }
  return { member, low, high };
}

/**
 * The chance, at most, that a vector goes unseen through independent weighings: that each is no larger than `seen`.
 *
 * One number alone is never below half of its size, with v = ±U(½, 1). Of several the sum is small most often where two are equal and
 * the others nothing, which Ball's inequality for the density has as its worst case as well: P(|⟨e, v⟩| ≤ t) is 2τ(1 − τ) then, with
 * τ = √2·t / ‖e‖ up to ½; where it is larger, many small ones are the worst, whose sum is normally distributed.
 *
 * @see K. Ball, Cube slicing in ℝⁿ, Proc. Amer. Math. Soc. 97 (1986)
 */
export function missProbability(vector: {
  readonly norm: number;
  readonly seen: number;
  readonly weighings: number;
}): number {
  const { norm, seen, weighings } = vector;
  const share = seen / norm;
  return Number.isNaN(share) ? 1 : Math.max(ofTwo(share), ofMany(share)) ** weighings;
}

function ofTwo(share: number): number {
  const part = Math.min(1 / 2, Math.SQRT2 * share);
  return 2 * part * (1 - part);
}

/** P(|X| ≤ share) for a normal X with the deviation of a weight; 7.1.27 of Abramowitz and Stegun, which is off by 5e-4 at the most. */
function ofMany(share: number): number {
  const x = share / TYPICAL_WEIGHT / Math.SQRT2;
  const series = 1 + x * (0.278393 + x * (0.230389 + x * (0.000972 + x * 0.078108)));
  return Math.max(0, 1 - series ** -4);
}
