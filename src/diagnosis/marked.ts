import type { VariableCheck } from '../record.ts';
import type { DiagnosisContext } from './context.ts';
import type { Row } from './scope.ts';

/** Tells the rows along which no step whatever changed the value, which a zero derivative alone does not show. */
export function stillRows(
  variables: readonly VariableCheck[],
  { moved }: DiagnosisContext,
): (row: Row) => boolean {
  return rowsWhere(variables, (k, i) => moved?.[k]?.[i] === false);
}

/** Tells the rows that sit on a kink. */
export function kinkedRows(
  variables: readonly VariableCheck[],
  { kinked }: DiagnosisContext,
): (row: Row) => boolean {
  return rowsWhere(variables, (k, i) => kinked?.[k]?.[i] === true);
}

function rowsWhere(
  variables: readonly VariableCheck[],
  holds: (variable: number, coordinate: number) => boolean,
): (row: Row) => boolean {
  const marked = new Map(
    variables.map(({ path, coordinates }, k) => {
      const flat = Array.from(coordinates);
      return [path, new Set(flat.filter((_, i) => holds(k, i)))] as const;
    }),
  );
  return ({ variable, flat }) => marked.get(variable.path)?.has(flat) === true;
}
