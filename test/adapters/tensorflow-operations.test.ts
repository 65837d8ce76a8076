import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { tensorflow } from '../../src/adapters/tensorflow.ts';
import { checkGradient, configureGradientChecks } from '../../src/index.ts';
import { inputTensors, tensorflowOperations } from '../libraries/tensorflow.ts';

// Every family of differentiable operations, each a plain function of tensors: test/libraries/reference.test.ts settles
// which of their gradients are right without this package.

tf.enableProdMode(); // or it advertises its native addon on the console
await tf.setBackend('cpu');
const operations = tensorflowOperations(tf);

beforeAll(() => configureGradientChecks({ adapters: [tensorflow(tf)] }));

function verdictOf(operation: (typeof operations)[number]): string {
  const before = tf.memory().numTensors;
  const at = inputTensors(tf, operation);
  const f = (...tensors: tf.Tensor[]) => operation.forward(...tensors);
  const { verdict } = checkGradient(f, { at: at.length === 1 ? at[0] : at });
  for (const tensor of at) tensor.dispose();
  expect(tf.memory().numTensors - before, 'tensors left behind').toBe(0);
  return verdict;
}

describe('the gradients of TensorFlow.js 4.22.0 on its CPU backend', () => {
  const right = operations.filter(({ wrong }) => wrong === undefined);

  test.each(right)('right: $name', (operation) => {
    expect(verdictOf(operation)).toBe('match');
  });

  test.each(operations.filter(({ wrong }) => wrong !== undefined))('wrong: $name', (operation) => {
    expect(verdictOf(operation)).toBe('mismatch');
  });
});
