/** A linear layer y = x·W + b under half the mean squared error, with every coordinate of a size of its own. */
export interface Layer {
  readonly W: readonly (readonly number[])[];
  readonly b: readonly number[];
}

export const point: Layer = {
  W: [
    [0.31, -0.72, 0.55],
    [1.24, 0.18, -0.43],
    [-0.66, 0.97, 0.12],
  ],
  b: [0.2, -0.35, 0.48],
};

const inputs = [
  [0.9, -1.3, 0.4],
  [-0.5, 0.7, 1.1],
  [1.6, 0.2, -0.8],
  [0.3, -0.6, 0.75],
];

const targets = [
  [1.2, 0.4, -0.9],
  [-0.3, 1.5, 0.2],
  [0.8, -1.1, 0.6],
  [-1.4, 0.25, 1.7],
];

export function value({ W, b }: Layer): number {
  return (
    residuals({ W, b })
      .flat()
      .reduce((sum, r) => sum + r * r, 0) /
    (2 * inputs.length)
  );
}

export function gradient({ W, b }: Layer): { W: number[][]; b: number[] } {
  const r = residuals({ W, b });
  const mean = (term: (sample: number) => number) =>
    inputs.reduce((sum, _, k) => sum + term(k), 0) / inputs.length;
  return {
    W: W.map((row, i) => row.map((_, j) => mean((k) => inputs[k][i] * r[k][j]))),
    b: b.map((_, j) => mean((k) => r[k][j])),
  };
}

function residuals({ W, b }: Layer): number[][] {
  return inputs.map((x, k) =>
    b.map((bias, j) => x.reduce((sum, xi, i) => sum + xi * W[i][j], bias) - targets[k][j]),
  );
}
