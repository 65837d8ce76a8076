import type { VariableCheck } from '../record.ts';
import { MOST } from '../strategy/outside.ts';
import type { JacobianSubject } from '../subject/jacobian/jacobian-subject.ts';
import { pool } from './pool.ts';
import { partsOf, type RowChecked } from './row-checked.ts';
import type { SparseLook } from './sparse.ts';

/** A Jacobian whose rows were checked. */
export interface Looked {
  readonly subject: JacobianSubject;
  readonly rows: readonly RowChecked[];
  readonly sparse?: SparseLook;
}

/** All of it as one array, for mistakes that do not stop at the bounds of a variable. */
export function wholeOf({ subject, rows, sparse }: Looked): VariableCheck {
  const { size, variables, second } = subject;
  const offsets = new Map(variables.map(({ path, offset }) => [path, offset]));
  const parts = rows.flatMap((one) =>
    partsOf(one, {
      isPart: () => true,
      offsetOf: ({ path }) => one.row * size + (offsets.get(path) ?? 0),
    }),
  );
  const [{ dtype }] = variables;
  const derivative = { of: 'y', by: 'x', axes: 1, ...(second !== undefined && { second }) };
  const frame = { path: 'the matrix', shape: [subject.rows, size], derivative, dtype };
  const whole = pool({ ...frame, total: subject.rows * size }, parts);
  return sparse && isKnownZero(sparse, whole) ? withZeros(whole) : whole;
}

/** Mistakes in whole rows and columns are looked for in matrices of no more entries than this. */
const LARGEST = 2 ** 18;

/** Whether a sparse matrix is small enough for its zeros, and is zero wherever it has no entry. */
function isKnownZero({ outside }: SparseLook, { total }: VariableCheck): boolean {
  return total <= LARGEST && outside.size < MOST;
}

/** With the zeros that no row has moved by: they are exact. */
function withZeros(whole: VariableCheck): VariableCheck {
  const { total, coordinates } = whole;
  const spread = (given: Float64Array) => {
    const all = new Float64Array(total);
    coordinates.forEach((flat, k) => {
      all[flat] = given[k];
    });
    return all;
  };
  return {
    ...whole,
    checked: total,
    coordinates: Uint32Array.from({ length: total }, (_, flat) => flat),
    at: spread(whole.at),
    analytic: spread(whole.analytic),
    numeric: spread(whole.numeric),
    bars: spread(whole.bars),
  };
}
