/** Sweeps after which a symmetric matrix is as diagonal as rounding lets it be. */
const SWEEPS = 12;

/**
 * The eigenvalues of a symmetric matrix by Jacobi's rotations (Golub and Van Loan, Matrix Computations, 8.5), ascending.
 *
 * @param rows - not written to
 */
export function eigenvaluesOf(rows: readonly ArrayLike<number>[]): Float64Array {
  const matrix = rows.map((row) => Float64Array.from(row));
  for (let sweep = 0; sweep < SWEEPS; sweep++)
    for (let i = 0; i < matrix.length; i++)
      for (let j = i + 1; j < matrix.length; j++) turn(matrix, { i, j });
  return Float64Array.from(matrix, (row, i) => row[i]).sort();
}

interface Plane {
  readonly i: number;
  readonly j: number;
}

/** Turns a plane so that the entry between its axes is zero. */
function turn(matrix: readonly Float64Array[], { i, j }: Plane): void {
  const between = matrix[i][j];
  if (between === 0) return;
  const tau = (matrix[j][j] - matrix[i][i]) / (2 * between);
  const tangent = (tau < 0 ? -1 : 1) / (Math.abs(tau) + Math.hypot(1, tau));
  const cosine = 1 / Math.hypot(1, tangent);
  const sine = tangent * cosine;
  for (const row of matrix)
    [row[i], row[j]] = [cosine * row[i] - sine * row[j], sine * row[i] + cosine * row[j]];
  const [first, second] = [matrix[i].slice(), matrix[j].slice()];
  for (let k = 0; k < first.length; k++) {
    matrix[i][k] = cosine * first[k] - sine * second[k];
    matrix[j][k] = sine * first[k] + cosine * second[k];
  }
}
