import { expect, test } from 'vitest';
import {
  gradientNames,
  gradientRank,
  isGiven,
  isInputGradient,
  isRunningStatistic,
} from '../../../src/subject/layer/names.ts';

test.each([
  ['W', 'dW dw gradW W_grad WGrad Wgrad dLdW dL_dW grad_W _dW dLossdW ∂W gradientW WGradient'],
  ['weights', 'dweights dWeight weightsGradient gradWeights weightGrad weight_grads dW'],
  ['bias', 'dbias dBiases gradBias biasGrad bias_grad db'],
  ['params', 'grads gradients paramGrads gradParams dParams'],
])('%s finds its gradient under other names', (key, names) => {
  expect(names.split(' ').filter((name) => gradientRank(name, key) === undefined)).toEqual([]);
});

test.each([
  ['W', 'W V db weights dV update deltaW data'],
  ['s', 'd grad shape ds2'],
  ['layers', 'grads gradients'],
])('%s has no gradient under names of other things', (key, names) => {
  expect(names.split(' ').filter((name) => gradientRank(name, key) !== undefined)).toEqual([]);
});

test('names to the letter rank before looser ones', () => {
  const names = ['db', 'grads', 'dWeights', 'dweights', 'DWEIGHT'];
  const ranked = [...names].sort((one, other) => {
    const rank = (name: string) => gradientRank(name, 'weights') ?? Infinity;
    return rank(one) - rank(other);
  });
  expect(ranked).toEqual(['dweights', 'dWeights', 'DWEIGHT', 'grads', 'db']);
});

test('the names listed in messages are the usual ones, each once', () => {
  expect(gradientNames('kernel').join(' ')).toBe(
    'dkernel dKernel gradKernel kernelGrad kernel_grad dLdKernel',
  );
  expect(gradientNames('W').join(' ')).toBe('dW gradW WGrad W_grad dLdW');
});

test('gradients of the input, statistics and given arrays are known by name', () => {
  const all = 'dx dX dInput gradInput inputGrad input_gradient dinputs x_grad'.split(' ');
  expect(all.filter((name) => !isInputGradient(name))).toEqual([]);
  expect(['x', 'dW', 'dy', 'max'].filter(isInputGradient)).toEqual([]);
  expect(
    ['running_mean', 'runningVar', 'movingMean', '_moving_var'].every(isRunningStatistic),
  ).toBe(true);
  expect(['mean', 'gamma'].some(isRunningStatistic)).toBe(false);
  expect(['inputShape', 'kernel_size', 'strides', 'labels', 'targets'].every(isGiven)).toBe(true);
  expect(['W', 'kernel', 'bias', 'gamma', 'embedding'].some(isGiven)).toBe(false);
});
