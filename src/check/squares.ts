import { gaussNewtonBy } from '../diagnosis/gauss-newton.ts';
import type { GradientCheck, VariableCheck } from '../record.ts';
import type { HessianSubject } from '../subject/hessian/to-hessian.ts';
import type { JacobianSubject } from '../subject/jacobian/jacobian-subject.ts';
import type { Matrix } from '../subject/jacobian/matrix-in.ts';
import { andThen, type MaybePromise } from '../subject/then.ts';

/** Asks of a wrong Hessian beside the Jacobian J of residuals whether it is JᵀJ. */
export function namedBySquares(
  found: GradientCheck,
  { size, outputs, variables }: JacobianSubject,
  residuals: HessianSubject['residuals'],
): MaybePromise<GradientCheck> {
  if (found.verdict !== 'mismatch' || residuals === undefined) return found;
  const places = { rows: new Map(placesOf(outputs)), columns: new Map(placesOf(variables)) };
  return andThen(residuals(), (jacobian) => {
    const squares = jacobian && squaresOf(jacobian, size);
    if (squares === undefined) return found;
    const entries = found.variables.flatMap((block) =>
      entriesOf(block, { squares, size, ...places }),
    );
    return gaussNewtonBy(found, entries);
  });
}

function placesOf(variables: JacobianSubject['variables']) {
  return variables.map((variable) => [variable.path, variable] as const);
}

/** JᵀJ row after row, whichever way round J is; nothing where neither side of it is that of the point. */
function squaresOf({ rows, columns, values }: Matrix, size: number): Float64Array | undefined {
  const isTransposed = columns !== size;
  if (isTransposed && rows !== size) return;
  const terms = isTransposed ? columns : rows;
  const at = (term: number, k: number) =>
    values[isTransposed ? k * columns + term : term * columns + k] as number;
  return Float64Array.from({ length: size * size }, (_, flat) => {
    const [i, j] = [Math.floor(flat / size), flat % size];
    let sum = 0;
    for (let term = 0; term < terms; term++) sum += at(term, i) * at(term, j);
    return sum;
  });
}

type Places = ReadonlyMap<string, { readonly offset: number; readonly size: number }>;

interface Squares {
  readonly squares: Float64Array;
  readonly size: number;
  readonly rows: Places;
  readonly columns: Places;
}

/** Those of JᵀJ where a block was compared. */
function entriesOf(
  { derivative, coordinates }: VariableCheck,
  { squares, size, rows, columns }: Squares,
): readonly number[] {
  const [row, column] = [rows.get(derivative?.of ?? ''), columns.get(derivative?.by ?? '')];
  return Array.from(coordinates, (flat) => {
    if (row === undefined || column === undefined) return Number.NaN;
    const [i, j] = [Math.floor(flat / column.size), flat % column.size];
    return squares[(row.offset + i) * size + column.offset + j] as number;
  });
}
