import type { GradientCheck, Verdict } from '../record.ts';

/** What one assertion came to; `unchecked` when it passed because checks are off. */
export type Outcome = CheckOutcome | { readonly verdict: 'unchecked' };

/** What the check of one assertion came to. */
export interface CheckOutcome {
  readonly verdict: Verdict;
  /** Whether the assertion demanded a mismatch. */
  readonly negated: boolean;
  readonly relativeError: number;
  readonly threshold: number;
  /** How many coordinates were compared. */
  readonly checked: number;
  /** How often the value was computed. */
  readonly evaluations: number;
  readonly milliseconds: number;
}

/** The few numbers of a record that a summary of many needs. */
export function outcomeOf(
  { verdict, relativeError, threshold, coverage, evaluations }: GradientCheck,
  { negated, milliseconds }: Pick<CheckOutcome, 'negated' | 'milliseconds'>,
): CheckOutcome {
  return {
    verdict,
    negated,
    relativeError,
    threshold,
    checked: coverage.checked,
    evaluations: evaluations.value,
    milliseconds,
  };
}
