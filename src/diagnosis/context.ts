import type { Diagnosis, VariableCheck } from '../check/record.ts';

/** What the check knows beyond the numbers of the record. */
export interface DiagnosisContext {
  /** Whether a second call of the gradient at the same point returned twice the first. */
  readonly accumulated: boolean;
  /** Paths of the variables along which no step whatever changed the value, which a zero derivative does not show. */
  readonly ignored?: readonly string[];
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
