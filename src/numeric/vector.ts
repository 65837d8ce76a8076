/** A vector; those of one space are equally long. */
export type Vector = ArrayLike<number>;

export function dot(a: Vector, b: Vector): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k] * b[k];
  return sum;
}

/** The size of the largest entry. */
export function largestOf(vector: Vector): number {
  let largest = 0;
  for (let k = 0; k < vector.length; k++) largest = Math.max(largest, Math.abs(vector[k]));
  return largest;
}

/** Σ weightᵢ · vectorᵢ; of one or more. */
export function combination(weights: Vector, vectors: readonly Vector[]): Float64Array {
  const sum = new Float64Array(vectors[0].length);
  for (let i = 0; i < vectors.length; i++)
    for (let k = 0; k < sum.length; k++) sum[k] += weights[i] * vectors[i][k];
  return sum;
}
