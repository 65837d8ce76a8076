import type { Answer } from './peers/peer.ts';
import type { Candidate, Class, Specimen } from './specimens.ts';

/** How often each answer was given to gradients of one standing. */
export type Count = Record<Answer, number>;

/** All answers of one rule. */
export interface Tally {
  readonly rule: string;
  /** By class and standing. */
  readonly counts: Map<string, Count>;
  /** Of the correct smooth gradients in float64: the answers, and what they cost. */
  readonly smooth: {
    readonly count: Count;
    evaluations: number;
    coordinates: number;
    readonly ratios: number[];
  };
  readonly flatCost: string | undefined;
}

export function openTally(rule: string, flatCost?: string): Tally {
  const smooth = { count: emptyCount(), evaluations: 0, coordinates: 0, ratios: [] };
  return { rule, counts: new Map(), smooth, flatCost };
}

export function countOf(tally: Tally, own: Class, standing: Candidate['standing']): Count {
  const key = `${own} ${standing}`;
  const count = tally.counts.get(key) ?? emptyCount();
  tally.counts.set(key, count);
  return count;
}

export function emptyCount(): Count {
  return { correct: 0, wrong: 0, undecided: 0 };
}

/** Adds one answer, and what it cost where cost is compared. */
export function record(
  tally: Tally,
  { specimen, candidate }: { readonly specimen: Specimen; readonly candidate: Candidate },
  { answer, evaluations }: { readonly answer: Answer; readonly evaluations: number },
): void {
  countOf(tally, specimen.class, candidate.standing)[answer] += 1;
  if (candidate.standing !== 'correct') return;
  if (specimen.class !== 'float64' || !specimen.tags.includes('smooth')) return;
  tally.smooth.count[answer] += 1;
  tally.smooth.evaluations += evaluations;
  tally.smooth.coordinates += specimen.at.length;
  tally.smooth.ratios.push(evaluations / specimen.at.length);
}
