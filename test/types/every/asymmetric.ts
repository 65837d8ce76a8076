import { expect } from 'runner';
import { at, type subject, value } from './subjects.js';

// Compiled, never run.

// an asymmetric matcher stands for a value of any type
const held: { subject: typeof subject } = { subject: expect.toHaveCorrectGradient({ at }) };
expect(held).toEqual({ subject: expect.not.toHaveCorrectGradient({ at }) });
expect(at).toEqual(expect.toMatchNumericalGradient(value, at));
