import { expect } from 'runner';
import {
  at,
  type bowl,
  type fit,
  jacobian,
  outputs,
  type pull,
  type subject,
  value,
} from './subjects.js';

// Compiled, never run.

// an asymmetric matcher stands for a value of any type
const held: { subject: typeof subject } = { subject: expect.toHaveCorrectGradient({ at }) };
expect(held).toEqual({ subject: expect.not.toHaveCorrectGradient({ at }) });
expect(at).toEqual(expect.toMatchNumericalGradient(value, at));

const fitted: { fit: typeof fit } = { fit: expect.toHaveCorrectJacobian({ at }) };
expect(fitted).toEqual({ fit: expect.not.toHaveCorrectJacobian({ at }) });
expect(jacobian(at)).toEqual(expect.toMatchNumericalJacobian(outputs, at));

const curved: { bowl: typeof bowl } = {
  bowl: expect.toHaveCorrectHessian({ at, triangle: 'upper' }),
};
expect(curved).toEqual({ bowl: expect.not.toHaveCorrectHessian({ at }) });
expect([[0, 1]]).toEqual(expect.toMatchNumericalHessian(([x, y]) => x * y, [3, 4]));
expect([[0, 1]]).toEqual(expect.not.toMatchNumericalHessian(value, at));
// @ts-expect-error -- it is a number that has one
expect.toMatchNumericalHessian(([x]) => [x], [3]);

const products: { forwards: object; back: typeof pull } = {
  forwards: expect.toHaveCorrectJvp({ at }),
  back: expect.toHaveCorrectVjp({ at }),
};
expect(products).toEqual({
  forwards: expect.not.toHaveCorrectJvp({ at }),
  back: expect.not.toHaveCorrectVjp({ at }),
});
// @ts-expect-error -- misspelt
expect.toHaveCorrectVjp({ at, eps: 1e-7 });
