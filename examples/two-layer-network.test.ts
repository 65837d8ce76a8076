import { beforeEach, describe, expect, test } from 'vitest';
import { irisBatch } from './iris.ts';
import { Dense, type Layer, Relu, SoftmaxCrossEntropy, sum, Tanh } from './network.ts';

// A network of two dense layers on a batch of Iris flowers: first every layer on its own, then all of it.

const { inputs, labels } = irisBatch(15); // 10 flowers of all three species

describe('each layer on its own', () => {
  test('Dense knows its input shape and needs no arguments', () => {
    expect(new Dense(4, 6)).toHaveCorrectGradient();
  });

  test('Dense, at real flowers', () => {
    expect(new Dense(4, 6)).toHaveCorrectGradient({ input: inputs });
  });

  test('Tanh', () => {
    expect(new Tanh()).toHaveCorrectGradient({ input: inputs });
  });

  test('Relu', () => {
    expect(new Relu()).toHaveCorrectGradient({ input: inputs });
  });

  test('SoftmaxCrossEntropy', () => {
    const logits = new Dense(4, 3).forward(inputs);
    // The labels are data: only the logits have a gradient.
    const options = { input: logits, variables: ['input'] };
    expect(new SoftmaxCrossEntropy(labels)).toHaveCorrectGradient(options);
  });
});

describe('the whole network', () => {
  const hidden = new Dense(4, 6);
  const activation = new Tanh();
  const output = new Dense(6, 3);
  const criterion = new SoftmaxCrossEntropy(labels);
  const layers: Layer[] = [hidden, activation, output, criterion];

  type Parameters = Record<'hidden' | 'output', { W: number[][]; b: number[] }>;

  function loss(parameters: Parameters): number {
    Object.assign(hidden, parameters.hidden);
    Object.assign(output, parameters.output);
    const losses = layers.reduce((batch, layer) => layer.forward(batch), inputs);
    return sum(losses.flat()) / inputs.length;
  }

  function gradient(parameters: Parameters): Parameters {
    loss(parameters);
    const seed = inputs.map(() => [1 / inputs.length]);
    layers.reduceRight((outputGradient, layer) => layer.backward(outputGradient), seed);
    return {
      hidden: { W: hidden.dW, b: hidden.db },
      output: { W: output.dW, b: output.db },
    };
  }

  let parameters: Parameters;
  beforeEach(() => {
    parameters = {
      hidden: { W: new Dense(4, 6).W, b: new Dense(4, 6).b },
      output: { W: new Dense(6, 3).W, b: new Dense(6, 3).b },
    };
  });

  test('its loss, with respect to all 51 parameters', () => {
    expect({ value: loss, gradient }).toHaveCorrectGradient({ at: parameters });
  });

  test('one evaluation may return the value and the gradient together', () => {
    const lossAndGradient = (at: Parameters) => ({ value: loss(at), gradient: gradient(at) });
    expect(lossAndGradient).toHaveCorrectGradient({ at: parameters });
  });

  test('the same network with Relu inside', () => {
    const relu = new Relu();
    layers[1] = relu;
    expect({ value: loss, gradient }).toHaveCorrectGradient({ at: parameters });
    layers[1] = activation;
  });
});
