import type { Study } from '../probe/study.ts';
import type { Variable } from '../subject/variable.ts';

/** What directions through the variables of a point that were looked at before have shown. */
interface Elsewhere {
  /** Whether there were kinks that no step of a ladder sees past. */
  readonly isKinked: boolean;
  /** The last one with so many that only parts of it told. */
  readonly inParts?: Variable;
}

const known = new WeakMap<Study['reading'], Elsewhere>();

const elsewhere = ({ reading }: Study): Elsewhere => known.get(reading) ?? { isKinked: false };

/** Whether steps along other variables have met kinks: what to try first along one, and no evidence. */
export function areKinksElsewhere(study: Study): boolean {
  return elsewhere(study).isKinked;
}

/**
 * Whether only parts told of the variable before: the weights and the biases of a layer move the same units, so those next to their
 * kinks are in the way of both.
 */
export function isBesideParts(study: Study, variable: Variable): boolean {
  const { variables } = study.subject;
  const { inParts } = elsewhere(study);
  return inParts !== undefined && variables[variables.indexOf(inParts) + 1] === variable;
}

export function noteKinks(study: Study, seen: Partial<Elsewhere>): void {
  known.set(study.reading, { ...elsewhere(study), ...seen });
}
