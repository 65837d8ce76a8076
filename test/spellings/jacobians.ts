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

/** a²·b + exp(b), whose gradient has the Hessian with a slip in what is by b, and b. */
const hessianOf =
  (slip: number) =>
  ({ a, b }: Point) => [
    [2 * b, 2 * a],
    [2 * a, slip * Math.exp(b)],
  ];
const gradient = ({ a, b }: Point) => ({ a: 2 * a * b, b: a * a + Math.exp(b) });
const value = ({ a, b }: Point) => a * a * b + Math.exp(b);

function withHessian(names: Readonly<Record<string, string>>, uses: Row['uses']): Row {
  const { value: f, gradient: g = '', hessian: h = '' } = names;
  return {
    spelling: `{ ${Object.values(names).join(', ')} }`,
    of: 'hessian',
    make: (slip) => ({
      subject: { ...(f && { [f]: value }), [g]: gradient, [h]: hessianOf(slip) },
      options: { at },
    }),
    wrong: '∂²f/∂b∂b',
    uses,
  };
}

/** Functions with their Hessians. */
export const hessians: Chapter = {
  title: 'with a Hessian: `toHaveCorrectHessian`',
  rows: [
    withHessian({ gradient: 'gradient', hessian: 'hessian' }, [
      use.argmin('crates/argmin/src/core/problem.rs'),
      use.hipparchus('TwiceDifferentiableFunction.gradient, hessian'),
    ]),
    withHessian({ value: 'fun', gradient: 'jac', hessian: 'hess' }, [
      use.scipy('optimize.minimize(fun, x0, jac=…, hess=…)'),
      use.cyipopt('cyipopt/scipy_interface.py'),
    ]),
  ],
};

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
