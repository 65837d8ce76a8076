import type { Chapter, Row } from './row.ts';
import * as use from './uses.ts';

/** Two outputs of a and b, and products of their Jacobian with a slip in what is by b. */
interface Point {
  readonly a: number;
  readonly b: number;
}
const at: Point = { a: 1.5, b: -0.7 };
const f = ({ a, b }: Point) => [a * a * b, Math.exp(b)];
const jvpWith =
  (slip: number) =>
  ({ a, b }: Point, v: Point) => [2 * a * b * v.a + slip * a * a * v.b, slip * Math.exp(b) * v.b];
const vjpWith =
  (slip: number) =>
  ({ a, b }: Point, [w, u]: readonly number[]) => ({
    a: 2 * a * b * w,
    b: slip * (a * a * w + Math.exp(b) * u),
  });

function row(of: 'jvp' | 'vjp', spelling: string, make: (slip: number) => unknown): Row {
  return {
    spelling,
    of,
    make: (slip) => ({ subject: make(slip), options: { at } }),
    wrong: '∂y/∂b',
    uses: [use.jaxJs(of), use.torch(`func.${of}`)],
  };
}

/** Functions of several numbers with products of their Jacobians. */
export const products: Chapter = {
  title: 'with products: `toHaveCorrectJvp`, `toHaveCorrectVjp`',
  rows: [
    row('jvp', '{ value, jvp }', (slip) => ({ value: f, jvp: jvpWith(slip) })),
    row('jvp', '(x, v) => [value, product]', (slip) => (x: Point, v: Point) => [
      f(x),
      jvpWith(slip)(x, v),
    ]),
    row('vjp', '{ value, vjp }', (slip) => ({ value: f, vjp: vjpWith(slip) })),
    row('vjp', 'x => [value, pull]', (slip) => (x: Point) => [
      f(x),
      (w: readonly number[]) => vjpWith(slip)(x, w),
    ]),
  ],
};

/** a²·b + exp(b), whose gradient has a Hessian that multiplies with a slip in what is by b, and b. */
const gradient = ({ a, b }: Point) => ({ a: 2 * a * b, b: a * a + Math.exp(b) });
const hvpWith =
  (slip: number) =>
  ({ a, b }: Point, v: Point) => ({
    a: 2 * b * v.a + 2 * a * v.b,
    b: 2 * a * v.a + slip * Math.exp(b) * v.b,
  });

function ofHessian(names: Readonly<Record<'gradient' | 'hvp', string>>, uses: Row['uses']): Row {
  const { gradient: g, hvp } = names;
  return {
    spelling: `{ ${g}, ${hvp} }`,
    of: 'hessian',
    make: (slip) => ({ subject: { [g]: gradient, [hvp]: hvpWith(slip) }, options: { at } }),
    wrong: '∂²f/∂b∂b',
    uses,
  };
}

/** Gradients with Hessians that multiply. */
export const hessianProducts: Chapter = {
  title: 'with a Hessian that multiplies: `toHaveCorrectHessian`',
  rows: [
    ofHessian({ gradient: 'gradient', hvp: 'hvp' }, [
      use.torch('autograd.functional.hvp'),
      use.optax('second_order.hvp'),
    ]),
    ofHessian({ gradient: 'jac', hvp: 'hessp' }, [
      use.scipy('optimize.minimize(fun, x0, jac=…, hessp=…)'),
      use.cyipopt('cyipopt/scipy_interface.py'),
    ]),
  ],
};
