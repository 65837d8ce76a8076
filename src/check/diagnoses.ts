import { diagnose } from '../diagnosis/diagnose.ts';
import type { Finding } from '../judge/finding.ts';
import type { ContractViolation, Diagnosis, VariableCheck } from '../record.ts';
import type { Selection } from '../strategy/selection.ts';
import type { GradientReading } from '../subject/subject.ts';

/** What a check that is not a match leaves to look at. */
export interface Evidence {
  /** The gradient as the second call returned it. */
  readonly second: GradientReading;
  readonly selections: readonly Selection[];
  readonly findings: ReadonlyMap<number, Finding>;
  readonly contract: readonly ContractViolation[];
}

/** Gathers what the rules may look at besides the record, and asks them what mistake it looks like. */
export function diagnosesOf(
  { second, selections, findings, contract }: Evidence,
  variables: readonly VariableCheck[],
): readonly Diagnosis[] {
  const places = variables.map(({ coordinates }, i) =>
    Array.from(coordinates, (k) => selections[i].variable.offset + k),
  );
  return diagnose(variables, {
    repeatable: !contract.some(({ id }) => id.endsWith('not-repeatable')),
    moved: places.map((own) => own.map((k) => findings.get(k)?.moved === true)),
    kinked: places.map((own) => own.map((k) => findings.get(k)?.estimate.slopes !== undefined)),
    second: places.map((own) => own.map((k) => second.values[k])),
  });
}
