import { checkJacobian } from 'expect-gradient';
import { describe, expect, test } from 'vitest';

// Misra1a, NIST Statistical Reference Datasets: D. Misra's dental research on monomolecular adsorption (1978), with
// the volume y adsorbed at pressure x. The model y = b₁ (1 − exp(−b₂ x)) is fitted by least squares.
// https://www.itl.nist.gov/div898/strd/nls/data/misra1a.shtml

const volume = [
  10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.4, 75.47, 81.78,
];
const pressure = [
  77.6, 114.9, 141.1, 190.8, 239.9, 289.0, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760.0,
];
const nist = {
  starts: [
    [500, 0.0001],
    [250, 0.0005],
  ],
  certified: [2.3894212918e2, 5.5015643181e-4],
  residualSumOfSquares: 1.2455138894e-1,
};

function residuals([b1, b2]: number[]): number[] {
  return pressure.map((x, i) => b1 * (1 - Math.exp(-b2 * x)) - volume[i]);
}

/** ∂residualᵢ/∂b, one row a measurement. */
function jacobian([b1, b2]: number[]): number[][] {
  return pressure.map((x) => [1 - Math.exp(-b2 * x), b1 * x * Math.exp(-b2 * x)]);
}

function sumOfSquares(b: number[]): number {
  return residuals(b).reduce((sum, r) => sum + r * r, 0);
}

/** 2 Jᵀ r */
function gradient(b: number[]): number[] {
  const r = residuals(b);
  return b.map((_, k) => 2 * jacobian(b).reduce((sum, row, i) => sum + row[k] * r[i], 0));
}

/** Levenberg–Marquardt: solves (JᵀJ + λ diag JᵀJ) step = −Jᵀr, and trusts the step more while it helps. */
function leastSquaresFit(b: number[], jacobianOf = jacobian): number[] {
  let damping = 1e-3;
  for (let iteration = 0; iteration < 200; iteration++) {
    const step = dampedStep(b, { damping, J: jacobianOf(b) });
    const next = b.map((bk, k) => bk + step[k]);
    const improves = sumOfSquares(next) < sumOfSquares(b);
    damping *= improves ? 0.1 : 10;
    if (improves) b = next;
  }
  return b;
}

function dampedStep(b: number[], { damping, J }: { damping: number; J: number[][] }): number[] {
  const entry = (k: number, l: number) => J.reduce((sum, row) => sum + row[k] * row[l], 0);
  const r = residuals(b);
  const [g1, g2] = b.map((_, k) => J.reduce((sum, row, i) => sum + row[k] * r[i], 0));
  const [h11, h12, h22] = [entry(0, 0) * (1 + damping), entry(0, 1), entry(1, 1) * (1 + damping)];
  const determinant = h11 * h22 - h12 * h12;
  return [(h12 * g2 - h22 * g1) / determinant, (h12 * g1 - h11 * g2) / determinant];
}

/** The column of b₂ without the inner derivative of exp(−b₂x): each row lacks its own x. */
function withoutInner(b: number[]): number[][] {
  return jacobian(b).map(([by1, by2], i) => [by1, by2 / pressure[i]]);
}

describe("a least-squares fit of NIST's Misra1a", () => {
  test('the transcription is right: the certified parameters leave the certified residuals', () => {
    const relativeDifference = sumOfSquares(nist.certified) / nist.residualSumOfSquares - 1;
    expect(Math.abs(relativeDifference)).toBeLessThan(1e-10);
  });

  test.each(nist.starts)('the Jacobian is right at the start (%d, %d)', (...start) => {
    expect({ residuals, jacobian }).toHaveCorrectJacobian({ at: start });
  });

  test('one with a wrong column never arrives, and the matcher says which it is', () => {
    const [start] = nist.starts;
    const [b1] = leastSquaresFit(start, withoutInner);
    expect(Math.abs(b1 / nist.certified[0] - 1)).toBeGreaterThan(1e-3);
    const wrong = { residuals, jacobian: withoutInner };
    expect(wrong).not.toHaveCorrectJacobian({ at: start });
    expect(jacobian(start).map(([by1]) => by1)).toMatchNumericalJacobian(
      (first: number) => residuals([first, start[1]]),
      start[0],
    );
    const { variables } = checkJacobian(wrong, { at: start });
    const columns = variables[0].worst.map(({ index: [, column] }) => column);
    expect([columns.length, new Set(columns)]).toEqual([pressure.length, new Set([1])]);
  });

  // b₁ and b₂ are six orders of magnitude apart: no fixed step suits both.
  test.each(nist.starts)('the gradient is right at the start (%d, %d)', (...start) => {
    expect({ value: sumOfSquares, gradient }).toHaveCorrectGradient({ at: start });
  });

  test('the gradient is right close to the solution, where it almost vanishes', () => {
    const nearby = nist.certified.map((b) => b * 1.001);
    expect({ value: sumOfSquares, gradient }).toHaveCorrectGradient({ at: nearby });
  });

  test.each(nist.starts)('the fit from (%d, %d) reaches the certified values', (...start) => {
    leastSquaresFit(start).forEach((b, k) => {
      expect(Math.abs(b / nist.certified[k] - 1)).toBeLessThan(1e-9);
    });
  });
});
