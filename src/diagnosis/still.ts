import type { VariableCheck } from '../check/record.ts';
import type { DiagnosisContext } from './context.ts';
import type { Row } from './scope.ts';

/** Tells the rows along which no step whatever changed the value, which a zero derivative alone does not show. */
export function stillRows(
  variables: readonly VariableCheck[],
  { moved }: DiagnosisContext,
): (row: Row) => boolean {
  const still = new Map(
    variables.map(({ path, coordinates }, k) => {
      const flat = Array.from(coordinates);
      return [path, new Set(flat.filter((_, i) => moved?.[k]?.[i] === false))] as const;
    }),
  );
  return ({ variable, flat }) => still.get(variable.path)?.has(flat) === true;
}
