import type { GradientCheck, VariableCheck } from '../record.ts';
import { concludeRow, type Gathered } from './conclusion.ts';
import { type Marks, marksOf } from './diagnoses.ts';
import { type Part, rowSizeOf } from './pool.ts';

/** One row of a Jacobian, judged, and what the rules may look at besides. */
export interface RowChecked {
  readonly row: number;
  readonly check: GradientCheck;
  /** How many entries of each of its variables were to be compared. */
  readonly wanted: readonly number[];
  /** One a variable. */
  readonly marks: readonly Marks[];
  /** Whether its own entries, and nothing that concerns all rows, are why it is inconclusive. */
  readonly isItself: boolean;
}

export function rowChecked(row: number, gathered: Gathered): RowChecked {
  const check = concludeRow(gathered);
  const { examined, second, stopped } = gathered;
  const marks = check.variables.map((one, i) => marksOf(one, examined[i], second));
  const isItself = stopped === undefined && !check.contract.some(({ fatal }) => fatal);
  const wanted = examined.map((one) => one.wanted);
  return { row, check, wanted, marks, isItself };
}

/** Which variables of a row are a part of something, and where in it they begin. */
export interface Placing {
  readonly isPart: (check: VariableCheck) => boolean;
  readonly offsetOf: (check: VariableCheck) => number;
}

export function partsOf(
  { check, marks }: RowChecked,
  { isPart, offsetOf }: Placing,
): readonly Part[] {
  const rowSize = rowSizeOf(check.variables);
  return check.variables.flatMap((one, i) =>
    isPart(one) ? [{ check: one, marks: marks[i], offset: offsetOf(one), rowSize }] : [],
  );
}
