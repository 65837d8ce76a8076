import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { tensorflow } from '../../src/adapters/tensorflow.ts';
import { checkGradient, configureGradientChecks, formatGradientCheck } from '../../src/index.ts';
import { gradientMatchers } from '../../src/matchers.ts';

expect.extend(gradientMatchers);

beforeAll(async () => {
  tf.enableProdMode();
  await tf.setBackend('cpu');
  configureGradientChecks({ adapters: [tensorflow(tf)] });
});

let before: number;
beforeEach(() => {
  before = tf.memory().numTensors;
});

// Everything a test makes is made in a scope, so that what is left is what a check has left.
function inScope(run: () => void): () => void {
  return () => {
    tf.engine().startScope();
    try {
      run();
    } finally {
      tf.engine().endScope();
    }
  };
}

afterEach(() => {
  expect(tf.memory().numTensors - before, 'tensors left behind').toBe(0);
});

const matrix = () => tf.tensor2d([0.3, -0.4, 1.2, 0.1, 2, 0.7], [2, 3]);
const weights = () => tf.tensor2d([0.5, -1, 0.2, 0.8, -0.6, 0.4], [3, 2]);

/** y = x², with a backward pass that is a tenth too large. */
const wrongSquare = tf.customGrad((...args) => {
  const [x, save] = args as unknown as [tf.Tensor, tf.GradSaveFunc];
  save([x]);
  return {
    value: tf.square(x),
    gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => tf.mul(dy, tf.mul(saved[0], 2.2)),
  };
});

function reportOf(received: unknown, options: object): string {
  return formatGradientCheck(checkGradient(received, options));
}

describe('a function of tensors', () => {
  test(
    'of one argument',
    inScope(() => {
      expect((x: tf.Tensor) => tf.tanh(x)).toHaveCorrectGradient({ at: matrix() });
    }),
  );

  test(
    'of several arguments, in a list',
    inScope(() => {
      const f = (x: tf.Tensor, w: tf.Tensor) => tf.tanh(tf.matMul(x, w));
      const check = checkGradient(f, { at: [matrix(), weights()] });
      expect(check.verdict).toBe('match');
      expect(check.variables.map(({ path, shape, dtype }) => [path, shape, dtype])).toEqual([
        ['x', [2, 3], 'float32'],
        ['w', [3, 2], 'float32'],
      ]);
      expect(check.rows).toBe(2);
    }),
  );

  test(
    'of one argument that is a record, or a list',
    inScope(() => {
      type Parameters = { x: tf.Tensor; w: tf.Tensor };
      const record = ({ x, w }: Parameters) => tf.matMul(x, w);
      expect(record).toHaveCorrectGradient({ at: { x: matrix(), w: weights() } });
      const list = ([x, w]: tf.Tensor[]) => tf.matMul(x, w);
      expect(list).toHaveCorrectGradient({ at: [[matrix(), weights()]] });
    }),
  );

  test(
    'with several outputs',
    inScope(() => {
      const f = (x: tf.Tensor) => {
        const { mean, variance } = tf.moments(x, 1);
        return { mean, variance };
      };
      expect(f).toHaveCorrectGradient({ at: matrix() });
      expect(({ x }: { x: tf.Tensor }) => [tf.sum(x), tf.sin(x)]).toHaveCorrectGradient({
        at: { x: matrix() },
      });
    }),
  );

  test(
    'with integer arguments, which are no variables',
    inScope(() => {
      const indices = tf.tensor1d([2, 0, 2], 'int32');
      const f = (x: tf.Tensor, k: tf.Tensor1D) => tf.gather(x, k, 1);
      const check = checkGradient(f, { at: [matrix(), indices] });
      expect(check.verdict).toBe('match');
      expect(check.variables.map(({ path }) => path)).toEqual(['x']);
    }),
  );

  test(
    'that is a wrong custom operation',
    inScope(() => {
      expect(reportOf(wrongSquare, { at: matrix() })).toMatchInlineSnapshot(`
        "gradient mismatch in all 6 coordinates: looks like a constant factor of 1.1

        relative error  4.8e-2
        threshold       1.0e-4

          coordinate  analytic    numeric ± bar        relative error
          x[1,1]       2.337926    2.125388  ± 1e-5    4.8e-2
          x[1,2]       1.926237    1.751124  ± 7e-6    4.8e-2
          x[0,2]      -1.877151   -1.706501  ± 8e-6    4.8e-2
          x[0,1]      -1.021296   -0.928451  ± 4e-6    4.8e-2
          x[0,0]      -0.4092532  -0.3720484 ± 1.5e-6  4.8e-2
          x[1,0]       0.2708185   0.2461987 ± 1.7e-6  4.8e-2

        diagnosis: a constant factor of 1.1 (constant-factor)
          analytic = 1.1000 × numeric in all 6 coordinates
          help: look for a factor that only one of value and gradient has: a weight,
            a scale, a mean for a sum
        note: 134 evaluations of the value, 6 of the gradient; seed 1
        note: for the worst coordinate alone: { variables: ['x[1,1]'], seed: 1 }"
      `);
    }),
  );

  test(
    'over tf.Variables that it closes over, which are written and restored',
    inScope(() => {
      const w = tf.variable(weights());
      const x = matrix();
      const numbers = w.dataSync();
      const loss = () => tf.sum(tf.square(tf.matMul(x, w)));
      expect(loss).toHaveCorrectGradient({ at: { w } });
      expect(w.dataSync()).toBe(numbers);
      w.dispose();
    }),
  );
});

describe('a value and its gradient', () => {
  const f = (x: tf.Tensor) => tf.square(x);
  const loss = (x: tf.Tensor): tf.Scalar => tf.sum(tf.square(x));

  test(
    'as two functions; the gradient gets dy where the value is no scalar',
    inScope(() => {
      expect({ value: f, gradient: tf.grad(f) }).toHaveCorrectGradient({ at: matrix() });
      const product = (x: tf.Tensor, w: tf.Tensor) => tf.matMul(x, w);
      expect({ value: product, gradient: tf.grads(product) }).toHaveCorrectGradient({
        at: [matrix(), weights()],
      });
      const byHand = (x: tf.Tensor) => tf.mul(x, 2);
      expect({ value: loss, gradient: byHand }).toHaveCorrectGradient({ at: matrix() });
    }),
  );

  test(
    'from one call: tf.valueAndGrad, tf.valueAndGrads, [value, gradient]',
    inScope(() => {
      expect(tf.valueAndGrad(loss)).toHaveCorrectGradient({ at: matrix() });
      expect(tf.valueAndGrad(f)).toHaveCorrectGradient({ at: matrix() });
      const product = (...[x, w]: tf.Tensor[]) => tf.sum<tf.Scalar>(tf.matMul(x, w));
      expect(tf.valueAndGrads(product)).toHaveCorrectGradient({ at: [[matrix(), weights()]] });
      const both = (x: tf.Tensor) => [loss(x), tf.mul(x, 2)];
      expect(both).toHaveCorrectGradient({ at: matrix() });
    }),
  );

  test(
    'as a gradient against a function',
    inScope(() => {
      const x = matrix();
      expect(tf.grad(loss)).toMatchNumericalGradient(loss, x);
      expect(tf.grad(f)).toMatchNumericalGradient(f, x);
      expect(tf.grad(loss)(x)).toMatchNumericalGradient(loss, x);
      expect(tf.mul(x, 2).arraySync()).toMatchNumericalGradient(loss, x);
      expect(tf.mul(x, 3)).not.toMatchNumericalGradient(loss, x);
      expect(tf.grads(loss)([x])).toMatchNumericalGradient(loss, [x]);
      const inNumbers = (at: tf.Tensor) => loss(at).dataSync()[0];
      expect(tf.grad(loss)).toMatchNumericalGradient(inNumbers, x);
    }),
  );
});

describe('misuse', () => {
  function misuse(received: unknown, at: unknown): () => unknown {
    return () => checkGradient(received, { at });
  }

  test(
    'names what is no tensor',
    inScope(() => {
      const f = (x: tf.Tensor) => tf.sum(x);
      expect(misuse(f, [matrix(), 3])).toThrowErrorMatchingInlineSnapshot(
        `[TypeError: \`at[1]\` must be a tf.Tensor, like the others, got 3]`,
      );
      expect(misuse(f, { x: matrix(), rate: '0.1' })).toThrowErrorMatchingInlineSnapshot(
        `[TypeError: \`at.rate\` must be a tf.Tensor, like the others, got "0.1"]`,
      );
      const complex = tf.complex([1], [2]);
      expect(misuse(f, complex)).toThrowErrorMatchingInlineSnapshot(
        `[TypeError: \`at\` must be a tensor of float32, int32 or bool, got complex64; give its real and imaginary part, and put them together with tf.complex]`,
      );
      complex.dispose();
    }),
  );

  test(
    'wants real numbers, and tensors where TensorFlow.js is to differentiate',
    inScope(() => {
      const at = tf.tensor1d([1, 2]);
      const spectrum = (x: tf.Tensor) => tf.spectral.fft(tf.complex(x, x));
      expect(misuse(spectrum, at)).toThrowErrorMatchingInlineSnapshot(
        `[TypeError: a value must be made of real numbers, got a tensor of complex64; take tf.real or tf.imag of it]`,
      );
      const number = (x: tf.Tensor) => tf.sum(x).dataSync()[0];
      expect(misuse(number, at)).toThrowErrorMatchingInlineSnapshot(
        `[TypeError: the function must return tensors, for TensorFlow.js to differentiate it, or its value and its gradient, got 3]`,
      );
    }),
  );

  test(
    'wants a scalar for a gradient that is no function',
    inScope(() => {
      const x = matrix();
      expect(() =>
        expect(tf.mul(x, 2)).toMatchNumericalGradient((at: tf.Tensor) => tf.square(at), x),
      ).toThrowErrorMatchingInlineSnapshot(
        `[TypeError: \`f\` must return a scalar, because the gradient of several numbers depends on their cotangent; sum them up]`,
      );
    }),
  );

  test(
    'wants the gradient in the shape of the point',
    inScope(() => {
      const pair = { value: (x: tf.Tensor) => tf.sum(x), gradient: () => tf.ones([3, 2]) };
      expect(misuse(pair, matrix())).toThrowErrorMatchingInlineSnapshot(
        `[TypeError: the gradient of \`x\` must have shape [2, 3] like the variable, got [3, 2]]`,
      );
      const one = { value: (x: tf.Tensor) => tf.sum(x), gradient: () => tf.ones([2, 3]) };
      expect(misuse(one, [matrix(), weights()])).toThrowErrorMatchingInlineSnapshot(
        `[TypeError: the gradient must be an array of length 2 like the point, got { data, shape }]`,
      );
    }),
  );

  test('wants the library', () => {
    expect(() => tensorflow(tf.layers as never)).toThrow(
      new TypeError(
        "tensorflow(tf) must be given the library: import * as tf from '@tensorflow/tfjs'; got one without `Tensor`",
      ),
    );
  });

  test(
    'leaves everything else to others',
    inScope(() => {
      expect({
        value: ([x]: number[]) => x * x,
        gradient: ([x]: number[]) => [2 * x],
      }).toHaveCorrectGradient({ at: [3] });
    }),
  );
});
