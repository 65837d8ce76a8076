import { expect } from 'runner';
import { at, type fit, jacobian, outputs, type subject, value } from './subjects.js';

// Compiled, never run.

// an asymmetric matcher stands for a value of any type
const held: { subject: typeof subject } = { subject: expect.toHaveCorrectGradient({ at }) };
expect(held).toEqual({ subject: expect.not.toHaveCorrectGradient({ at }) });
expect(at).toEqual(expect.toMatchNumericalGradient(value, at));

const fitted: { fit: typeof fit } = { fit: expect.toHaveCorrectJacobian({ at }) };
expect(fitted).toEqual({ fit: expect.not.toHaveCorrectJacobian({ at }) });
expect(jacobian(at)).toEqual(expect.toMatchNumericalJacobian(outputs, at));
expect(fitted).toEqual({ fit: expect.toHaveCorrectJvp({ at }), pull: expect.toHaveCorrectVjp() });
