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

/** Keeps each number with probability 1/2, another set at each call. */
class Dropout {
  training = true;
  #mask: number[] = [];

  forward(x: number[]): number[] {
    this.#mask = x.map(() => (this.training && Math.random() < 0.5 ? 0 : 1));
    return x.map((value, i) => value * this.#mask[i]);
  }

  backward(dy: number[]): number[] {
    return dy.map((value, i) => value * this.#mask[i]);
  }
}

const chain = (...layers: (Centering | Dropout)[]) => ({
  layers,
  forward: (x: number[]) => layers.reduce((signal, layer) => layer.forward(signal), x),
  backward: (dy: number[]) => layers.reduceRight((g, layer) => layer.backward(g), dy),
});

test('statistics of the layers inside a model are named by their place, and put back', () => {
  const model = chain(new Centering(), new Centering());
  const check = checkGradient(model, { input });
  expect(check.verdict).toBe('match');
  expect(check.contract.map(({ title }) => title)).toEqual([
    'evaluating the layer updates its statistics `layers[0].runningMean`, `layers[1].runningMean`',
  ]);
  expect(model.layers.map((layer) => (layer as Centering).runningMean)).toEqual([[0.5], [0.5]]);
});

test('dropout in training is recognised, and told where to switch it off', () => {
  const wide = Array.from({ length: 20 }, (_, i) => Math.sin(i));
  const model = chain(new Centering(), new Dropout());
  const check = checkGradient(model, { input: wide });
  expect(check.verdict).toBe('inconclusive');
  expect(check.layers?.map(({ path, verdict }) => `${path} ${verdict}`)).toEqual([
    'layers[0] match',
    'layers[1] inconclusive',
  ]);
  expect(check.contract.map(({ help }) => help)).toContain(
    '`layers[0].training = true`, and 1 more: switch to inference, or keep the random mask of one call for the next',
  );
  for (const layer of model.layers) layer.training = false;
  expect(checkGradient(model, { input: wide }).verdict).toBe('match');
});
