// The one piece of mathematics behind the layers of these tests: y = x·W + b for a batch of rows.

export type Matrix = number[][];

export const W: () => Matrix = () => [
  [0.1, 0.2],
  [0.3, -0.4],
  [0.5, 0.6],
];
export const b = () => [0.7, -0.8];

export const INPUT: Matrix = [
  [1, -2, 3],
  [0.5, 4, -1.5],
];

export interface Affine {
  readonly x: Matrix;
  readonly W: Matrix;
  readonly b: readonly number[];
}

export function affine({ x, W, b }: Affine): Matrix {
  return x.map((row) => b.map((bj, j) => row.reduce((y, xi, i) => y + xi * at(W, i, j), bj)));
}

export function affineGradients({ x, W, b }: Affine, dy: Matrix) {
  return {
    dx: x.map((_, n) => W.map((row) => row.reduce((sum, w, j) => sum + w * at(dy, n, j), 0))),
    dW: W.map((row, i) => row.map((_, j) => sum(x.map((_, n) => at(x, n, i) * at(dy, n, j))))),
    db: b.map((_, j) => sum(dy.map((row) => row[j] as number))),
  };
}

export function addTo(target: Matrix, summand: Matrix): void {
  summand.forEach((row, i) => {
    row.forEach((value, j) => {
      (target[i] as number[])[j] += value;
    });
  });
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function at(matrix: Matrix, i: number, j: number): number {
  return matrix[i]?.[j] as number;
}
