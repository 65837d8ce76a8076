import { beforeAll, describe, expect, test } from 'vitest';
import {
  flatNumbers,
  openTensorflow,
  tensorNetwork,
} from '../../bench/corpora/networks/tensorflow.ts';
import { healthyNetwork } from '../../bench/corpora/networks.ts';
import { differentiate } from '../zoo/duals.ts';
import { trueError } from '../zoo/error.ts';
import { toValue } from '../zoo/numbers.ts';
import { toFloat64 } from '../zoo/operations.ts';

beforeAll(openTensorflow);

const names = Array.from({ length: 24 }, (_, i) => `test ${i}`);

describe('networks in TensorFlow.js', () => {
  test('compute the loss and the gradient of their float64 derivation', () => {
    const seen = new Set<string>();
    for (const name of names) {
      const { architecture, formula, at, gradient } = healthyNetwork(name, 5);
      const network = tensorNetwork(architecture, at);
      const value = toValue(formula, toFloat64)(at);
      const loss = network.loss(...network.at).dataSync()[0];
      expect(Math.abs(loss - value)).toBeLessThan(1e-5 * (1 + Math.abs(value)));
      const automatic = flatNumbers(network.gradient(network.at));
      expect(trueError(automatic, { value: 0, gradient }).norm).toBeLessThan(1e-5);
      seen.add(architecture.activation).add(architecture.loss);
    }
    expect([...seen].sort()).toEqual([
      'cross-entropy',
      'leaky relu',
      'max pool',
      'mean',
      'relu',
      'squares',
      'tanh',
    ]);
  });

  test('whose derivation fifty digits confirm', () => {
    const { formula, at, gradient } = healthyNetwork('small', 2);
    const exact = differentiate(formula, at, toFloat64);
    expect(trueError(gradient, exact).norm).toBeLessThan(1e-13);
  });
});
