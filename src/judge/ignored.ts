import type { VariableCheck } from '../record.ts';
import type { Selection } from '../strategy/selection.ts';
import type { Finding } from './finding.ts';

/** The variables along which no step changed the value, although the gradient says it would. */
export function ignoredVariables(
  variables: readonly VariableCheck[],
  looked: {
    readonly selections: readonly Selection[];
    readonly findings: ReadonlyMap<number, Finding>;
  },
): readonly string[] {
  const moved = [...looked.findings.values()].filter((finding) => finding.moved);
  const isIgnored = ({ verdict }: VariableCheck, i: number) => {
    const { offset, size } = looked.selections[i].variable;
    const inside = ({ coordinate }: Finding) => coordinate >= offset && coordinate < offset + size;
    return verdict === 'mismatch' && !moved.some(inside);
  };
  return variables.filter(isIgnored).map(({ path }) => path);
}
