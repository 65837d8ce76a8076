import type { Answer } from './peers/peer.ts';
import type { Candidate, Draft } from './specimens.ts';

/** How often each answer was given to gradients of one standing. */
export type Count = Record<Answer, number>;

/** All answers of one rule. */
export interface Tally {
  readonly rule: string;
  /** By group and standing. */
  readonly counts: Map<string, Count>;
  /** Of the correct smooth gradients in float64: what they cost. */
  readonly smooth: { evaluations: number; coordinates: number };
  readonly flatCost: string | undefined;
}

export function openTally(rule: string, flatCost?: string): Tally {
  return { rule, counts: new Map(), smooth: { evaluations: 0, coordinates: 0 }, flatCost };
}

export function countOf(tally: Tally, group: string, standing: Candidate['standing']): Count {
  const key = `${group} ${standing}`;
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
  { draft, tags, standing }: Asked,
  seen: { readonly answer: Answer; readonly evaluations: number; readonly coordinates: number },
): void {
  countOf(tally, draft.group, standing)[seen.answer] += 1;
  if (standing !== 'correct' || draft.group !== 'float64' || !tags.includes('smooth')) return;
  tally.smooth.evaluations += seen.evaluations;
  tally.smooth.coordinates += seen.coordinates;
}

/** What an answer is about. */
export interface Asked {
  readonly draft: Draft;
  readonly tags: readonly string[];
  readonly standing: Candidate['standing'];
}
