import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { tensorflow } from '../../src/adapters/tensorflow.ts';
import {
  checkHessian,
  checkJacobian,
  checkJvp,
  checkVjp,
  configureGradientChecks,
  type GradientCheck,
} from '../../src/index.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
  configureGradientChecks({ adapters: [tensorflow(tf)] });
});

tf.enableProdMode(); // or it advertises its native addon on the console
const x = tf.tensor1d([0.3, -1.2, 2]);
const w = tf.tensor2d([
  [1, 2, 3],
  [4, -5, 6],
]);
const scales = tf.tensor1d([1, 2, 3]);
const before = tf.memory().numTensors;

afterEach(() => {
  expect(tf.memory().numTensors - before, 'tensors left behind').toBe(0);
  expect(Array.from(x.dataSync())).toEqual([0.3, -1.2, 2].map(Math.fround));
});

type Check = (subject: unknown, options: { readonly at: unknown }) => unknown;
const check = (by: Check, received: unknown, at: unknown = x) =>
  by(received, { at }) as GradientCheck;
const named = ({ of, verdict, diagnoses }: GradientCheck) => [
  of,
  verdict,
  ...diagnoses.map(({ id }) => id),
];

const waves = (at: tf.Tensor) => tf.sin(at).mul(scales);
const product = (at: tf.Tensor, by: tf.Tensor) =>
  tf.matMul(by, at.square().expandDims(1)).squeeze([1]);

/** x², with a gradient of its own. */
function squaring(back: (dy: tf.Tensor, at: tf.Tensor) => tf.Tensor) {
  return tf.customGrad((...args) => {
    const [at, save] = args as unknown as [tf.Tensor, tf.GradSaveFunc];
    save([at]);
    const gradFunc = (dy: tf.Tensor, [saved]: tf.Tensor[]) => back(dy, saved);
    return { value: at.square(), gradFunc: gradFunc as (dy: tf.Tensor) => tf.Tensor };
  });
}

describe('products backwards', () => {
  test.each([
    ['of a function alone', waves],
    ['of `grad`, with its `dy`', { value: waves, vjp: tf.grad(waves) }],
    ['of `customGrad`', squaring((dy, at) => dy.mul(at).mul(2))],
    ['of several outputs', (at: tf.Tensor) => ({ waves: waves(at), sum: at.sum() })],
  ])('%s', (_, received) => {
    const found = check(checkVjp, received);
    expect(named(found)).toEqual(['vjp', 'match']);
    expect(found.threshold).toBeGreaterThanOrEqual(1e-4);
  });

  test('of several arguments', () => {
    for (const received of [product, { value: product, vjp: tf.grads(product) }]) {
      const found = check(checkVjp, received, [x, w]);
      expect(named(found)).toEqual(['vjp', 'match']);
      expect(found.variables.map(({ shape }) => shape)).toEqual([
        [2, 3],
        [2, 2, 3],
      ]);
    }
  });

  test.each<[string, (dy: tf.Tensor, at: tf.Tensor) => tf.Tensor]>([
    ['constant-factor', (dy, at) => dy.mul(at)],
    ['not-linear', (dy, at) => dy.abs().mul(at).mul(2)],
    ['not-linear', (dy, at) => dy.clipByValue(-1, 1).mul(at).mul(2)],
    ['not-linear', (_, at) => at.mul(2)],
  ])('of a `customGrad` that is wrong: %s', (id, back) => {
    expect(named(check(checkVjp, squaring(back)))).toEqual(['vjp', 'mismatch', id]);
  });
});

test('products forwards have to be given', () => {
  const jvp = (at: tf.Tensor, v: tf.Tensor) => tf.cos(at).mul(scales).mul(v);
  expect(named(check(checkJvp, { value: waves, jvp, vjp: tf.grad(waves) }))).toEqual([
    'jvp',
    'match',
  ]);
  expect(() => check(checkJvp, waves)).toThrow(
    'this library has no jvp of a function alone; give one beside it: { value, jvp }',
  );
});

describe('matrices', () => {
  test('a Jacobian', () => {
    const jacobian = (at: tf.Tensor) => tf.diag(tf.cos(at).mul(scales));
    expect(named(check(checkJacobian, { value: waves, jacobian }))).toEqual(['jacobian', 'match']);
    const doubled = (at: tf.Tensor) => jacobian(at).mul(2);
    expect(named(check(checkJacobian, { value: waves, jacobian: doubled }))).toEqual([
      'jacobian',
      'mismatch',
      'constant-factor',
    ]);
  });

  const hvpOf = (f: (at: tf.Tensor) => tf.Scalar) => (at: tf.Tensor, v: tf.Tensor) =>
    tf.grad((y: tf.Tensor) => tf.grad(f)(y).mul(v).sum())(at);

  test('a Hessian as `grad` of `grad`', () => {
    const f = (at: tf.Tensor) => at.sin().mul(at.square()).sum() as tf.Scalar;
    const subject = { value: f, gradient: tf.grad(f), hvp: hvpOf(f) };
    expect(named(check(checkHessian, subject))).toEqual(['hessian', 'match']);
  });

  // TensorFlow.js 4.22 saves the output of exp, tanh and sigmoid for the way back, and a saved tensor has no tape: what is due to it is missing
  test('which misses a term where an operation has saved its output', () => {
    const f = (at: tf.Tensor) => at.exp().mul(at.square()).sum() as tf.Scalar;
    const found = check(checkHessian, { value: f, gradient: tf.grad(f), hvp: hvpOf(f) });
    expect(found).toMatchObject({ of: 'hessian', verdict: 'mismatch' });
    const [{ analytic, numeric, at }] = found.variables;
    const diagonal = [0, 4, 8];
    const missing = diagonal.map((k) => numeric[k] - analytic[k]);
    // x²·eˣ, of (x² + 4x + 2)·eˣ
    for (const [i, k] of diagonal.entries())
      expect(missing[i] / (at[k] * at[k] * Math.exp(at[k]))).toBeCloseTo(1, 2);
  });
});

test.each([0, 1, 2, 4, 8])('what fails at call %i leaves nothing behind', (last) => {
  let calls = 0;
  const fails = (at: tf.Tensor) => {
    if (calls++ === last) throw new RangeError('it fails');
    return waves(at);
  };
  expect(() => check(checkVjp, fails)).toThrow(new RangeError('it fails'));
});

test('a backend that cannot be read at once', async () => {
  const dataSync = vi.spyOn(tf.Tensor.prototype, 'dataSync').mockImplementation(() => {
    throw new Error('this backend is read asynchronously');
  });
  try {
    const found = await (checkVjp(waves, { at: x }) as unknown as Promise<GradientCheck>);
    expect(found.verdict).toBe('match');
  } finally {
    dataSync.mockRestore();
  }
});

test('complex numbers are refused, with what to give in their place', () => {
  const z = tf.complex([1, 2], [3, 4]);
  const real = (at: tf.Tensor) => tf.real(at);
  expect(() => check(checkVjp, real, z)).toThrowErrorMatchingInlineSnapshot(
    `[TypeError: \`at\` must be a tensor of float32, int32 or bool, got complex64; give its real and imaginary part, and put them together with tf.complex]`,
  );
  z.dispose();
  const parts = { re: tf.tensor1d([1, 2]), im: tf.tensor1d([3, 4]) };
  const square = ({ re, im }: typeof parts) => ({
    re: re.square().sub(im.square()),
    im: re.mul(im).mul(2),
  });
  expect(named(check(checkVjp, square, parts))).toEqual(['vjp', 'match']);
  parts.re.dispose();
  parts.im.dispose();
});
