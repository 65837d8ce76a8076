/** Every promise of a well-behaved subject, by what breaks it. */
export type ViolationId =
  | 'value-not-repeatable'
  | 'gradient-not-repeatable'
  | 'gradient-accumulated'
  | 'value-ignores-point'
  | 'input-mutated'
  | 'statistics-updated'
  | 'gradient-aliases-point'
  | 'gradient-reused'
  | 'primal-differs';

/** A promise of a well-behaved subject that this one did not keep. */
export interface ContractViolation {
  readonly id: ViolationId;
  /** One sentence: what happened, where. */
  readonly title: string;
  /** What to look at. */
  readonly help: string;
  /** Whether it makes the comparison worthless, so that the check cannot be a match. */
  readonly fatal: boolean;
}

/** Every mistake that has a name, in the order of the catalogue. */
export type DiagnosisId =
  | 'stale'
  | 'accumulated'
  | 'not-finite'
  | 'not-linear'
  | 'not-adjoint'
  | 'missing-row'
  | 'extra-row'
  | 'missing-column'
  | 'extra-column'
  | 'ambient-derivative'
  | 'other-side'
  | 'quaternion-order'
  | 'missing-entry'
  | 'repeated-entry'
  | 'single-precision'
  | 'kink'
  | 'kinks-together'
  | 'value-ignores-input'
  | 'sign-flipped'
  | 'missing-gradient'
  | 'constant-factor'
  | 'transposed'
  | 'permuted'
  | 'weight-decay'
  | 'missing-centering'
  | 'broadcast-not-reduced'
  | 'overwritten-not-accumulated'
  | 'rows-exchanged'
  | 'columns-exchanged'
  | 'wrong-output'
  | 'wrong-input'
  | 'chain-rule-dropped'
  | 'conjugated'
  | 'off-diagonal-doubled'
  | 'diagonal-alone'
  | 'triangle-alone'
  | 'gauss-newton'
  | 'asymmetric'
  | 'wrong-mask'
  | 'localized';

/** A named pattern of mistake that explains every disagreement, with its evidence. */
export interface Diagnosis {
  readonly id: DiagnosisId;
  /** The variable it was found in; absent when it holds over all of them. */
  readonly path?: string;
  /** One sentence: what mistake it looks like. */
  readonly title: string;
  /** The numbers behind it. */
  readonly evidence: string;
  /** What to look at. */
  readonly help: string;
}
