import type { Weights } from './weights.ts';

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
 * With v = ±U(½, 1), whose density is at most 1, one number e alone is never below |e| / 2, and with others beside it |⟨e, v⟩| ≤ t has a
 * chance of at most 2t / |e|, whatever they do. Where none is above ‖e‖ / √2, Ball's inequality for ∫|φ|ᵖ bounds the density of the sum
 * by √2 / ‖e‖; so this bounds it always.
 *
 * @see K. Ball, Cube slicing in ℝⁿ, Proc. Amer. Math. Soc. 97 (1986)
 */
export function missProbability(vector: {
  readonly norm: number;
  readonly seen: number;
  readonly weighings: number;
}): number {
  const { norm, seen, weighings } = vector;
  return Math.min(1, (2 * Math.SQRT2 * seen) / norm) ** weighings;
}

/** The norm of a vector whose chance to go unseen is no more than that. */
export function normSeen(miss: {
  readonly probability: number;
  readonly seen: number;
  readonly weighings: number;
}): number {
  const { probability, seen, weighings } = miss;
  return (2 * Math.SQRT2 * seen) / probability ** (1 / weighings);
}
