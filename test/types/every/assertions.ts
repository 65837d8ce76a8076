import { expect } from 'runner';
import { isType } from './same.js';
import {
  at,
  both,
  bothLater,
  bowl,
  Dense,
  fit,
  gradient,
  gradientLater,
  jacobian,
  jvp,
  layer,
  outputs,
  outputsLater,
  pull,
  slowBowl,
  slowFit,
  slowGradient,
  slowHvp,
  slowJacobian,
  slowJvp,
  slowLayer,
  slowValue,
  slowVjp,
  subject,
  value,
  valueLater,
  vjp,
} from './subjects.js';

// Compiled, never run.

// a synchronous subject: nothing to await
isType<void>()(expect(subject).toHaveCorrectGradient({ at }));
isType<void>()(expect(subject).not.toHaveCorrectGradient({ at }));
isType<void>()(expect(both).toHaveCorrectGradient({ at }));
isType<void>()(expect(layer).toHaveCorrectGradient());
isType<void>()(expect(new Dense()).toHaveCorrectGradient({ input: at }));

// an asynchronous one: a promise
isType<Promise<void>>()(expect(slowValue).toHaveCorrectGradient({ at }));
isType<Promise<void>>()(expect(slowGradient).toHaveCorrectGradient({ at }));
isType<Promise<void>>()(expect(bothLater).toHaveCorrectGradient({ at }));
isType<Promise<void>>()(expect(slowLayer).toHaveCorrectGradient({ input: at }));

// a bare gradient, or a function that returns one
isType<void>()(expect([2, 1]).toMatchNumericalGradient(value, at));
isType<void>()(expect(gradient).toMatchNumericalGradient(value, at));
isType<void>()(expect(6).not.toMatchNumericalGradient((x: number) => x * x, 3));
isType<void>()(
  expect({ W: [[1]] }).toMatchNumericalGradient(({ W }: { W: number[][] }) => W[0][0], {
    W: [[1]],
  }),
);
isType<Promise<void>>()(expect([2, 1]).toMatchNumericalGradient(valueLater, at));

// a Jacobian
isType<void>()(expect(fit).toHaveCorrectJacobian({ at, layout: 'inputs-by-outputs' }));
isType<void>()(expect(fit).not.toHaveCorrectJacobian({ at }));
isType<Promise<void>>()(expect(slowFit).toHaveCorrectJacobian({ at }));
isType<Promise<void>>()(expect(slowJacobian).toHaveCorrectJacobian({ at }));
isType<void>()(expect(jacobian).toMatchNumericalJacobian(outputs, at));
isType<void>()(expect([[1]]).toMatchNumericalJacobian((x: number, y: number) => [x * y], [2, 3]));
isType<Promise<void>>()(expect(jacobian).toMatchNumericalJacobian(outputsLater, at));
isType<void>()(expect([[4, 3]]).toMatchNumericalJacobian(([x, y]) => [x * y], [3, 4]));
// @ts-expect-error -- there is no third number
expect([[4, 3]]).toMatchNumericalJacobian(([x, y, z]) => [x * y * z], [3, 4]);
// @ts-expect-error -- it is one of two
expect(fit).toHaveCorrectJacobian({ at, layout: 'rows' });

// a Hessian
isType<void>()(expect(bowl).toHaveCorrectHessian({ at, triangle: 'upper' }));
isType<Promise<void>>()(expect(slowBowl).toHaveCorrectHessian({ at }));
isType<void>()(
  expect([
    [0, 1],
    [1, 0],
  ]).toMatchNumericalHessian(([x, y]) => x * y, [3, 4]),
);
isType<Promise<void>>()(expect(bowl.hessian).toMatchNumericalHessian(valueLater, at));
// @ts-expect-error -- it is a number that has one
expect([[1]]).toMatchNumericalHessian(([x]) => [x], [3]);

// products
isType<void>()(expect({ value: outputs, jvp }).toHaveCorrectJvp({ at }));
isType<void>()(expect({ value: outputs, jvp, vjp }).not.toHaveCorrectVjp({ at }));
isType<void>()(expect(pull).toHaveCorrectVjp({ at }));
isType<Promise<void>>()(expect(slowJvp).toHaveCorrectJvp({ at }));
isType<Promise<void>>()(expect(slowVjp).toHaveCorrectVjp({ at }));
isType<Promise<void>>()(expect(slowHvp).toHaveCorrectHessian({ at }));
// @ts-expect-error: misspelt
expect(pull).toHaveCorrectVjp({ at, eps: 1e-7 });

// the parameters of the function follow from the point
isType<void>()(expect([6, 8]).toMatchNumericalGradient(([x, y]) => x * x + y * y, [3, 4]));
isType<void>()(expect(6).toMatchNumericalGradient((x) => x * x, 3));
isType<void>()(
  expect({ w: [1], b: 2 }).toMatchNumericalGradient(({ w, b }) => w[0] * b, { w: [2], b: 1 }),
);
isType<void>()(
  expect([1]).toMatchNumericalGradient((x) => x.subarray(1)[0], Float64Array.of(1, 2)),
);
isType<Promise<void>>()(expect([6]).toMatchNumericalGradient(async ([x]) => x * x, [3]));
// @ts-expect-error -- there is no third number
expect([6, 8]).toMatchNumericalGradient(([x, y, z]) => x * y * z, [3, 4]);
isType<void>()(expect([3, 2]).toMatchNumericalGradient((x: number, y: number) => x * y, [2, 3]));
isType<Promise<void>>()(expect(gradientLater).toMatchNumericalGradient(value, at));

// every option, and what is none
expect(subject).toHaveCorrectGradient({
  at,
  input: at,
  threshold: 1e-6,
  epsilon: 1e-7,
  variables: ['W', 'layers[2].bias'],
  coordinates: 'all',
  samples: 4,
  cotangents: 3,
  concurrency: 8,
  maxEvaluations: 1000,
  timeLimit: 500,
  seed: 7,
  signal: new AbortController().signal,
  kinks: 'inconclusive',
  mode: 'quick',
  verbose: true,
  ascii: false,
});
expect([2, 1]).toMatchNumericalGradient(value, at, { coordinates: 10 });
// @ts-expect-error: misspelt
expect(subject).toHaveCorrectGradient({ at, treshold: 1e-6 });
// @ts-expect-error: not a number
expect(subject).toHaveCorrectGradient({ at, threshold: '1e-6' });
// @ts-expect-error: no such policy
expect(subject).toHaveCorrectGradient({ at, kinks: 'ignore' });
// @ts-expect-error: no such mode
expect(subject).toHaveCorrectGradient({ at, mode: 'fast' });
// @ts-expect-error: neither a number nor 'all'
expect(subject).toHaveCorrectGradient({ at, coordinates: 'some' });
// @ts-expect-error: one object
expect(subject).toHaveCorrectGradient(1e-6);
// @ts-expect-error: the point is missing
expect([2, 1]).toMatchNumericalGradient(value);
// @ts-expect-error: not a function
expect([2, 1]).toMatchNumericalGradient(3, at);
// @ts-expect-error: the value is no number
expect([2, 1]).toMatchNumericalGradient((x: number[]) => x, at);
// @ts-expect-error: misspelt
expect([2, 1]).toMatchNumericalGradient(value, at, { eps: 1e-7 });
// @ts-expect-error: no such matcher
expect(subject).toHaveGradient();
