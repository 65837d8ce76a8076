import type { Chapter, Row } from './row.ts';
import * as use from './uses.ts';

/** Two outputs of a and b, and their Jacobian with a slip in what is by b. */
interface Point {
  readonly a: number;
  readonly b: number;
}
const at: Point = { a: 1.5, b: -0.7 };
const f = ({ a, b }: Point) => [a * a * b, Math.exp(b)];
const jacobianOf =
  (slip: number) =>
  ({ a, b }: Point) => [
    [2 * a * b, slip * a * a],
    [0, slip * Math.exp(b)],
  ];

function pair(value: string, jacobian: string, uses: Row['uses'], output = 'y'): Row {
  return {
    spelling: `{ ${value}, ${jacobian} }`,
    of: 'jacobian',
    make: (slip) => ({
      subject: { [value]: f, [jacobian]: jacobianOf(slip) },
      options: { at },
    }),
    wrong: `∂${output}/∂b`,
    uses,
  };
}

/** Functions of several numbers with their Jacobians. */
export const jacobians: Chapter = {
  title: 'with a Jacobian: `toHaveCorrectJacobian`',
  rows: [
    pair('value', 'jacobian', [
      use.commonsMath('MultivariateVectorFunction.value, ModelFunctionJacobian'),
      use.hipparchus('MultivariateVectorFunction.value, MultivariateMatrixFunction'),
    ]),
    pair(
      'residual',
      'jacobian',
      [
        use.bifurcationKit('src/Problems.jl'),
        use.everyAlgorithm('optimization/gaussnewton_algorithm.py'),
      ],
      'residual',
    ),
    pair(
      'residuals',
      'jacobian',
      [use.levenbergMarquardtRs('src/problem.rs'), use.ceres('include/ceres/problem.h')],
      'residuals',
    ),
    pair('fn', 'jac', [use.minpackR('nls.lm(par, fn, jac)'), use.nleqslvR('nleqslv(x, fn, jac)')]),
    {
      spelling: 'x => [value, jacobian]',
      of: 'jacobian',
      make: (slip) => ({
        subject: (x: Point) => [f(x), jacobianOf(slip)(x)],
        options: { at },
      }),
      wrong: '∂y/∂b',
      uses: [
        use.hipparchus('MultivariateJacobianFunction.value'),
        use.commonsMath('MultivariateJacobianFunction.value'),
      ],
    },
  ],
};
