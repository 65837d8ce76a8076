import type { VariableCheck } from '../record.ts';
import type { Examined } from './verdict.ts';

/** The variables along which no step changed the value, although the gradient says it would. */
export function ignoredVariables(
  variables: readonly VariableCheck[],
  examined: readonly Examined[],
): readonly string[] {
  const hasMoved = ({ findings }: Examined) =>
    [...findings.values()].some(({ moved, around }) => moved || around !== undefined);
  return variables
    .filter(({ verdict }, i) => verdict === 'mismatch' && !hasMoved(examined[i]))
    .map(({ path }) => path);
}
