import { type Row, type Scope, tolerance } from './scope.ts';

/** A number fitted to the rows, and how far it may be off. */
export interface Fitted {
  readonly value: number;
  readonly uncertainty: number;
}

/**
 * Fits c in target = c·regressor by least squares, each row weighted by what it may be off by.
 *
 * With weights wᵢ = 1/tᵢ²: c = Σ wᵢ·rᵢ·yᵢ / Σ wᵢ·rᵢ², uncertain by the best row's tᵢ/|rᵢ|. A ratio of sums would let
 * coordinates of large derivative and large bar decide.
 *
 * @returns undefined when the regressor is zero wherever it is known
 */
export function fitMultiple(
  { rows }: Scope,
  { regressor, target }: Readonly<Record<'regressor' | 'target', (row: Row) => number>>,
): Fitted | undefined {
  let [product, square, sharpest] = [0, 0, Number.POSITIVE_INFINITY];
  for (const row of rows) {
    const [r, off] = [regressor(row), sharpness(row)];
    if (r === 0) continue;
    const scaled = r / off;
    product += scaled * (target(row) / off);
    square += scaled * scaled;
    sharpest = Math.min(sharpest, Math.abs(off / r));
  }
  const value = product / square;
  return Number.isFinite(value) && square > 0 ? { value, uncertainty: sharpest } : undefined;
}

// without the threshold: it says what is tolerated, not how well the number is known
function sharpness(row: Row): number {
  return row.bar > 0 ? row.bar : tolerance(row, row) || row.variable.threshold;
}
