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

/** Gathers what the rules may look at besides the record, and asks them what mistake it looks like. */
export function diagnosesOf(
  { second, examined, contract }: Evidence,
  variables: readonly VariableCheck[],
): readonly Diagnosis[] {
  const places = variables.map(({ coordinates }, i) => {
    const { variable, findings } = examined[i];
    return Array.from(coordinates, (k) => ({
      coordinate: variable.offset + k,
      finding: findings.get(variable.offset + k),
    }));
  });
  return diagnose(variables, {
    repeatable: !contract.some(({ id }) => id.endsWith('not-repeatable')),
    moved: places.map((own) => own.map(({ finding }) => finding?.moved === true)),
    kinked: places.map((own) => own.map(({ finding }) => finding?.estimate.slopes !== undefined)),
    second: places.map((own) => own.map(({ coordinate }) => second.values[coordinate])),
  });
}
