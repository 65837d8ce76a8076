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
