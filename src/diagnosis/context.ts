import type { Diagnosis, VariableCheck } from '../check/record.ts';

/** What the check knows beyond the numbers of the record. */
export interface DiagnosisContext {
  /** Whether a second call of the gradient at the same point returned twice the first. */
  readonly accumulated: boolean;
  /** What a second call at the same point returned: one array a variable, parallel to its checked coordinates. */
  readonly second?: readonly ArrayLike<number>[];
}

/** A mistake that shows in the record as it is, before any law is tried. */
export interface Sign {
  readonly id: string;
  readonly find: (
    variables: readonly VariableCheck[],
    context: DiagnosisContext,
  ) => Omit<Diagnosis, 'id'> | undefined;
}
