import {
  checkGradient,
  checkHessian,
  checkJacobian,
  checkJvp,
  checkVjp,
  configureGradientChecks,
  formatGradientCheck,
  type GradientCheck,
  type Verdict,
} from 'expect-gradient';
import { gradientMatchers } from 'expect-gradient/matchers';
import { expect } from 'runner';
import { isType } from './same.js';

// Compiled, never run.

const value = (x: number) => x * x;
const gradient = (x: number) => 2 * x;
const at = 3;

// the record, or a promise of it
isType<GradientCheck>()(checkGradient({ value, gradient }, { at }));
isType<GradientCheck>()(checkGradient((x: number) => [value(x), gradient(x)], { at }));
isType<Promise<GradientCheck>>()(
  checkGradient({ value: async (x: number) => value(x), gradient }, { at }),
);
isType<Promise<GradientCheck>>()(
  checkGradient(async (x: number) => [value(x), gradient(x)], { at }),
);
isType<GradientCheck>()(
  checkGradient({ value, gradient, values: (points: number[]) => points.map(value) }, { at }),
);
isType<Promise<GradientCheck>>()(
  checkGradient({ value, gradient, values: async (points: number[]) => points.map(value) }, { at }),
);

isType<GradientCheck>()(checkHessian({ gradient, hessian: () => 2 }, { at }));
isType<GradientCheck>()(checkJacobian({ value, jacobian: gradient }, { at }));
isType<Promise<GradientCheck>>()(
  checkJacobian({ residuals: async (x: number) => [value(x)], jacobian: gradient }, { at }),
);
isType<GradientCheck>()(checkJvp({ value, jvp: (_: number, v: number) => v }, { at }));
isType<GradientCheck>()(checkVjp((x: number) => [value(x), (w: number) => w], { at }));
isType<Promise<GradientCheck>>()(
  checkVjp({ value, vjp: async (_: number, w: number) => w }, { at }),
);

const check = checkGradient({ value, gradient }, { at });
isType<Verdict>()(check.verdict);
isType<number>()(check.variables[0].worst[0].bar);
isType<string>()(formatGradientCheck(check, { rows: 3 }));
// @ts-expect-error: a record is not changed
check.verdict = 'match';
// @ts-expect-error: misspelt
checkGradient({ value, gradient }, { at, tolerance: 1e-6 });

configureGradientChecks({ mode: 'off', seed: 7 });
// @ts-expect-error: a point belongs to one check
configureGradientChecks({ at: 3 });

expect.extend(gradientMatchers);
