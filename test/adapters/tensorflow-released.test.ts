import { beforeAll, expect, test } from 'vitest';
import { tensorflow } from '../../src/adapters/tensorflow.ts';
import { checkGradient, configureGradientChecks, formatGradientCheck } from '../../src/index.ts';

// A release whose gradient was wrong, and the one that has it right. Both keep their engine on the global object, so the
// old one is alone in this file; the new one, with every other operation, is in tensorflow-operations.test.ts.

/** The part of TensorFlow.js 1.7.4 that is used here; its own types are for compilers of its time. */
interface OldTensorFlow {
  setBackend(name: string): Promise<boolean>;
  env(): { set(flag: string, value: boolean): void };
  tensor1d(numbers: readonly number[]): { dispose(): void };
  elu(x: unknown): unknown;
  memory(): { numTensors: number };
}

const tf = ((await import('tfjs-core-1.7' as string)) as { default: OldTensorFlow }).default;
tf.env().set('IS_TEST', true); // or it advertises its native addon on the console
await tf.setBackend('cpu');

beforeAll(() => configureGradientChecks({ adapters: [tensorflow(tf as never)] }));

test('elu of TensorFlow.js 1.7.4 has a wrong slope between 0 and 1, which 4.22.0 has not', () => {
  const at = tf.tensor1d([-1.3, -0.4, 0.3, 0.8, 2.1]);
  const elu = (x: unknown) => tf.elu(x);
  const before = tf.memory().numTensors;
  const check = checkGradient(elu, { at });
  expect(tf.memory().numTensors).toBe(before);
  expect(check.verdict).toBe('mismatch');
  expect(formatGradientCheck(check)).toMatchInlineSnapshot(`
    "gradient mismatch in 2 of 5 coordinates

    relative error  2.3e-1
    threshold       1.0e-4

      coordinate  analytic    numeric ± bar        relative error
      x[3]         2.2157879   1.2309933 ± 9e-7    2.9e-1
      x[2]        -0.924355   -0.711042  ± 1.6e-5  1.3e-1

    note: 83 evaluations of the value, 6 of the gradient; seed 1
    note: for the worst coordinate alone: { variables: ['x[3]'], seed: 1 }"
  `);
});
