import { checkJacobian } from 'expect-gradient';
import { Matrix, solve } from 'ml-matrix';
import { describe, expect, test } from 'vitest';

// The Brusselator with diffusion in one dimension, on 40 inner points (Hairer and Wanner, Solving Ordinary Differential Equations II, section
// IV.10): u′ = 1 + u²v − 4u + α(N + 1)² u″, v′ = 3u − u²v + α(N + 1)² v″ with α = 1/50, u = 1 and v = 3 at both ends. Unknowns are in turns
// u₁, v₁, u₂, v₂, …, so that the Jacobian is a band; it is solved by the implicit Euler method.

const N = 40;
const diffusion = (N + 1) ** 2 / 50;

function start(): number[] {
  return Array.from({ length: N }, (_, i) => [
    1 + Math.sin((2 * Math.PI * (i + 1)) / (N + 1)),
    3,
  ]).flat();
}

function rate(y: number[]): number[] {
  const at = (i: number, k: 0 | 1) => y[2 * i + k] ?? (k === 0 ? 1 : 3);
  return Array.from({ length: N }, (_, i) => {
    const [u, v] = [at(i, 0), at(i, 1)];
    const spread = (k: 0 | 1) => diffusion * (at(i - 1, k) - 2 * at(i, k) + at(i + 1, k));
    return [1 + u * u * v - 4 * u + spread(0), 3 * u - u * u * v + spread(1)];
  }).flat();
}

interface Triplets {
  rows: number[];
  cols: number[];
  values: number[];
  shape: [number, number];
}

function jacobian(y: number[]): Triplets {
  const sparse: Triplets = { rows: [], cols: [], values: [], shape: [2 * N, 2 * N] };
  const put = (row: number, column: number, value: number) => {
    sparse.rows.push(row);
    sparse.cols.push(column);
    sparse.values.push(value);
  };
  for (let i = 0; i < N; i++) {
    const [u, v] = [y[2 * i], y[2 * i + 1]];
    put(2 * i, 2 * i, 2 * u * v - 4 - 2 * diffusion);
    put(2 * i, 2 * i + 1, u * u);
    put(2 * i + 1, 2 * i, 3 - 2 * u * v);
    put(2 * i + 1, 2 * i + 1, -u * u - 2 * diffusion);
    for (const k of [2 * i, 2 * i + 1]) {
      if (i > 0) put(k, k - 2, diffusion);
      if (i < N - 1) put(k, k + 2, diffusion);
    }
  }
  return sparse;
}

/** Without the reaction of v to u. */
function uncoupled(y: number[]): Triplets {
  const { rows, cols, values, shape } = jacobian(y);
  const kept = rows.map((row, k) => row % 2 === 0 || cols[k] !== row - 1);
  const some = (list: number[]) => list.filter((_, k) => kept[k]);
  return { rows: some(rows), cols: some(cols), values: some(values), shape };
}

/** How many steps of Newton's method it takes to solve z = y + h·rate(z), and the solution. */
function eulerStep(y: number[], h: number, jacobianAt: (y: number[]) => Triplets) {
  let z = y;
  for (let steps = 1; steps <= 50; steps++) {
    const { rows, cols, values } = jacobianAt(z);
    const matrix = Matrix.eye(2 * N);
    rows.forEach((row, k) => {
      matrix.set(row, cols[k], matrix.get(row, cols[k]) - h * values[k]);
    });
    const f = rate(z);
    const residual = z.map((own, i) => own - y[i] - h * f[i]);
    const change = solve(matrix, Matrix.columnVector(residual)).to1DArray();
    z = z.map((own, i) => own - change[i]);
    if (Math.max(...change.map(Math.abs)) < 1e-10) return { steps, z };
  }
  throw new Error('Newton’s method did not converge');
}

describe('the Jacobian of the Brusselator', () => {
  const later = eulerStep(start(), 0.2, jacobian).z;

  test.each([
    ['at the start', start()],
    ['a step later', later],
  ])('is right %s, by its colours', (_, y) => {
    expect({ value: rate, jacobian }).toHaveCorrectJacobian({ at: y });
    const { evaluations } = checkJacobian({ value: rate, jacobian }, { at: y });
    // a row has four entries within five columns
    expect(evaluations.value).toBeLessThanOrEqual(2 * 5 + 6);
  });

  test('takes Newton’s method to the solution in a few steps', () => {
    expect(eulerStep(later, 0.2, jacobian).steps).toBeLessThanOrEqual(6);
  });

  test('without a coupling never does, and the matcher says what is not there', () => {
    expect(() => eulerStep(later, 0.2, uncoupled)).toThrow('did not converge');
    const wrong = { value: rate, jacobian: uncoupled };
    expect(wrong).not.toHaveCorrectJacobian({ at: later });
    const { diagnoses, variables } = checkJacobian(wrong, { at: later });
    expect(diagnoses.map(({ id }) => id)).toEqual(['missing-entry']);
    for (const { coordinate, analytic } of variables[0].worst) {
      const [, row, column] = /y\[(\d+)\]\/∂x\[(\d+)\]/.exec(coordinate) ?? [];
      expect([analytic, Number(row) - Number(column)]).toEqual([0, 1]);
    }
  });
});
