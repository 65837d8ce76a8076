import type { DiagnosisContext } from '../diagnosis/context.ts';
import { diagnose } from '../diagnosis/diagnose.ts';
import type { Examined } from '../judge/verdict.ts';
import type { ContractViolation, Diagnosis, VariableCheck } from '../record.ts';
import type { GradientReading } from '../subject/subject.ts';

/** What a check that is not a match leaves to look at. */
export interface Evidence {
  /** The gradient as the second call returned it. */
  readonly second: GradientReading;
  readonly examined: readonly Examined[];
  readonly contract: readonly ContractViolation[];
}

/** What was seen at the checked coordinates of one variable, beyond the numbers of the record. */
export interface Marks {
  /** Whether any step along one changed the value. */
  readonly moved: readonly boolean[];
  /** Whether it sits on a kink. */
  readonly kinked: readonly boolean[];
  /** What the second call of the gradient returned. */
  readonly second: readonly number[];
}

/** The marks of one variable, parallel to its checked coordinates. */
export function marksOf(
  { coordinates }: VariableCheck,
  { variable, findings }: Examined,
  second: GradientReading,
): Marks {
  const flat = Array.from(coordinates, (k) => variable.offset + k);
  const found = flat.map((coordinate) => findings.get(coordinate));
  return {
    moved: found.map((finding) => finding?.moved === true),
    kinked: found.map((finding) => finding?.estimate.slopes !== undefined),
    second: flat.map((coordinate) => second.values[coordinate]),
  };
}

/** What the rules may look at besides the record. */
export function contextOf(
  marks: readonly Marks[],
  contract: readonly ContractViolation[],
): DiagnosisContext {
  return {
    repeatable: !contract.some(({ id }) => id.endsWith('not-repeatable')),
    moved: marks.map(({ moved }) => moved),
    kinked: marks.map(({ kinked }) => kinked),
    second: marks.map(({ second }) => second),
  };
}

/** Gathers what the rules may look at besides the record, and asks them what mistake it looks like. */
export function diagnosesOf(
  { second, examined, contract }: Evidence,
  variables: readonly VariableCheck[],
): readonly Diagnosis[] {
  const marks = variables.map((variable, i) => marksOf(variable, examined[i], second));
  return diagnose(variables, contextOf(marks, contract));
}
