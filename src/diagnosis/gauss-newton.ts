import { eigenvaluesOf } from '../numeric/eigenvalues.ts';
import { norm } from '../numeric/norm.ts';
import { dot } from '../numeric/vector.ts';
import type { Diagnosis, GradientCheck } from '../record.ts';
import type { MatrixContext, Sign } from './context.ts';
import { brief } from './prose.ts';
import { type Row, scopeOf, tolerance } from './scope.ts';

/** Larger matrices are left alone: a sign is not worth the time. */
const LARGEST = 64;
/** A share of the entries that is wrong in no single place. */
const SPREAD = 1 / 4;
/** What rounding makes of an eigenvalue that is 0, as a part of the largest. */
const NOTHING = 1e-9;

/**
 * A sum of squares has the Hessian JᵀJ + Σ rᵢ ∇²rᵢ, and JᵀJ alone is never negative in any direction. A matrix that is not, in the place of one
 * that is, looks like that.
 */
export const gaussNewton: Sign = {
  id: 'gauss-newton',
  find: (_, { matrix }) => (matrix?.isSymmetric ? found(matrix) : undefined),
};

/** JᵀJ as its users add it up, as a part of its largest entries. */
const ROUNDED = 1e-9;

/**
 * What a result looks like when its analytic side is JᵀJ, or a multiple of it as of a sum of squares that is not halved, and its numeric side is
 * no other multiple.
 *
 * @param squares - JᵀJ, parallel to what was compared
 */
export function gaussNewtonBy(check: GradientCheck, squares: readonly number[]): GradientCheck {
  const { rows } = scopeOf(check.variables);
  if (rows.length !== squares.length || rows.length < 2) return check;
  const factor = factorOf(
    rows.map(({ analytic }) => analytic),
    squares,
  );
  const isNumericToo =
    factorOf(
      rows.map(({ numeric }) => numeric),
      squares,
      norm(rows.map(({ bar }) => bar)),
    ) !== undefined;
  if (factor === undefined || isNumericToo) return check;
  const times = factor === 1 ? '' : `${brief(factor)} times `;
  const diagnosis = {
    id: gaussNewton.id,
    title: TITLE,
    evidence: `analytic is ${times}JᵀJ of the Jacobian beside it, in ${rows.length} of ${rows.length} entries`,
    help: HELP,
  } as const;
  return { ...check, diagnoses: [diagnosis] };
}

/** By how much all of some numbers are a multiple of others, when they are. */
function factorOf(
  numbers: readonly number[],
  others: readonly number[],
  blur = 0,
): number | undefined {
  const size = norm(others);
  if (!(size > 0)) return;
  const factor =
    dot(
      numbers.map((x) => x / size),
      others,
    ) / size;
  const slack = ROUNDED * Math.abs(factor) * size + blur;
  if (factor === 0 || numbers.some((x, k) => !(Math.abs(x - factor * others[k]) <= slack))) return;
  return Math.abs(factor - Math.round(factor)) <= ROUNDED ? Math.round(factor) : factor;
}

const TITLE = 'the matrix of Gauss and Newton, without second derivatives';
const HELP =
  'of a sum of squares JᵀJ is only a part of the Hessian: Σ rᵢ ∇²rᵢ comes to it; as an approximation it is no Hessian';

function found({ whole }: MatrixContext): Omit<Diagnosis, 'id'> | undefined {
  const { rows, wrong } = scopeOf([whole]);
  const [size] = whole.shape;
  if (size > LARGEST || rows.length < size * size || wrong.length < SPREAD * rows.length) return;
  const analytic = matrixOf(rows, size, 'analytic');
  if (!isSymmetric(analytic)) return;
  const [least, most] = extremes(analytic);
  const [below, above] = extremes(symmetrised(matrixOf(rows, size, 'numeric')));
  const blur = norm(rows.map((row) => tolerance(row, row)));
  if (least < -NOTHING * most || below > -NOTHING * Math.abs(above) - blur) return;
  return {
    title: TITLE,
    evidence: `analytic is negative in no direction, and its eigenvalues begin at ${brief(Math.max(0, least))}; those of numeric begin at ${brief(below)}`,
    help: HELP,
  };
}

function matrixOf(
  rows: readonly Row[],
  size: number,
  side: 'analytic' | 'numeric',
): readonly Float64Array[] {
  const matrix = Array.from({ length: size }, () => new Float64Array(size));
  for (const row of rows) matrix[Math.floor(row.flat / size)][row.flat % size] = row[side];
  return matrix;
}

function isSymmetric(matrix: readonly Float64Array[]): boolean {
  const largest = norm(matrix.map((row) => norm(row)));
  return matrix.every((row, i) =>
    row.every((entry, j) => Math.abs(entry - matrix[j][i]) <= NOTHING * largest),
  );
}

function symmetrised(matrix: readonly Float64Array[]): readonly Float64Array[] {
  return matrix.map((row, i) => row.map((entry, j) => (entry + matrix[j][i]) / 2));
}

function extremes(matrix: readonly Float64Array[]): readonly [least: number, most: number] {
  const values = eigenvaluesOf(matrix);
  return [values[0], values[values.length - 1]];
}
