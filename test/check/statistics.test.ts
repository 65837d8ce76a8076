import { expect, test } from 'vitest';
import { checkGradient } from '../../src/index.ts';

/** y = x − mean(x), in training mode: its running mean moves on with every forward pass. */
class Centering {
  runningMean = [0.5];
  training = true;

  forward(x: number[]): number[] {
    const mean = x.reduce((sum, value) => sum + value, 0) / x.length;
    if (this.training) this.runningMean[0] = 0.9 * this.runningMean[0] + 0.1 * mean;
    return x.map((value) => value - mean);
  }

  backward(dy: number[]): number[] {
    const mean = dy.reduce((sum, value) => sum + value, 0) / dy.length;
    return dy.map((value) => value - mean);
  }
}

const input = [1, -2, 4, 0.5];

test('statistics that a forward pass updates are named, put back, and no reason against a match', () => {
  const layer = new Centering();
  const check = checkGradient(layer, { input });
  expect([check.verdict, layer.runningMean]).toEqual(['match', [0.5]]);
  expect(check.contract).toEqual([
    {
      id: 'statistics-updated',
      title: 'evaluating the layer updates its statistics `runningMean`',
      help: 'nothing is lost, they are put back; switch the layer to inference if its output should depend on them',
      fatal: false,
    },
  ]);
});

test('a layer in inference mode keeps its statistics and hears nothing of them', () => {
  const layer = new Centering();
  layer.training = false;
  expect(checkGradient(layer, { input }).contract).toEqual([]);
});
