import type { Diagnosis, DiagnosisId, VariableCheck } from '../record.ts';

/** What the check knows beyond the numbers of the record. */
export interface DiagnosisContext {
  /** Whether value and gradient are the same at every call; when not, only what the calls themselves show is named. */
  readonly repeatable: boolean;
  /** For each variable, parallel to its checked coordinates: whether any step along one changed the value. */
  readonly moved?: readonly (readonly boolean[])[];
  /** Likewise, whether it sits on a kink. */
  readonly kinked?: readonly (readonly boolean[])[];
  /** What a second call at the same point returned: one array a variable, parallel to its checked coordinates. */
  readonly second?: readonly ArrayLike<number>[];
}

/** A mistake that shows in the record as it is, without a law that relates the two derivatives. */
export interface Sign {
  readonly id: DiagnosisId;
  readonly find: (
    variables: readonly VariableCheck[],
    context: DiagnosisContext,
  ) => Omit<Diagnosis, 'id'> | undefined;
}
