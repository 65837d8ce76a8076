import { diagnose } from '../../diagnosis/diagnose.ts';
import { writePart } from '../../options/part.ts';
import type { Diagnosis, DiagnosisId, GradientCheck } from '../../record.ts';
import { matrixOf } from './merged-matrix.ts';
import type { PartRecord } from './one-check.ts';

/** Mistakes that show in the calls, or in what a matrix is given as, and not in the numbers of a record. */
const BEYOND_NUMBERS: readonly DiagnosisId[] = [
  ...(['stale', 'accumulated', 'value-ignores-input', 'kinks-together'] as const),
  ...(['missing-row', 'extra-row', 'missing-column', 'extra-column'] as const),
  ...(['ambient-derivative', 'other-side', 'quaternion-order'] as const),
  ...(['missing-entry', 'repeated-entry'] as const),
];

/**
 * What mistake all parts together look like, by their numbers; what shows beyond these is kept where every part that has a mistake in it
 * says so.
 */
export function mergeDiagnoses(
  { verdict, variables, contract, of }: GradientCheck,
  parts: readonly PartRecord[],
): readonly Diagnosis[] {
  if (verdict === 'match') return [];
  const kept = keptOf(parts.filter((part) => part.verdict !== 'match'));
  if (kept.length > 0) return kept;
  const repeatable = !contract.some(({ id }) => id.endsWith('not-repeatable'));
  const matrix = of === 'gradient' ? undefined : matrixOf(variables);
  return diagnose(variables, { repeatable, ...(matrix && { matrix }) });
}

function keptOf([first, ...others]: readonly PartRecord[]): readonly Diagnosis[] {
  if (first === undefined) return [];
  const isSaidBy = ({ id }: Diagnosis) =>
    others.every(({ diagnoses }) => diagnoses.some((one) => one.id === id));
  return first.diagnoses
    .filter((one) => BEYOND_NUMBERS.includes(one.id) && isSaidBy(one))
    .map((one) => ({ ...one, evidence: `${one.evidence} (in part ${writePart(first.part)})` }));
}
