import { expect, test } from 'vitest';
import { snapshotOf } from '../../../src/subject/layer/snapshot.ts';

class BatchNorm {
  gamma = Float32Array.of(1, -0);
  running_mean: number[] | undefined = [0, 5e-324];
  movingVariance = 1;
  steps = Int32Array.of(0);
  layers = [{ W: [[1, 2]] }];
  cache: unknown = null;
}

test('contents, members and lengths are put back, and what came later goes', () => {
  const layer = new BatchNorm();
  const { gamma, running_mean, layers } = layer;
  const putBack = snapshotOf(layer);
  gamma.fill(7);
  running_mean?.splice(0, 2, 8, 9, 10);
  layer.running_mean = undefined;
  layer.movingVariance = 2;
  layer.steps[0] = 3;
  (layers[0] as { W: number[][] }).W = [];
  layers.push({ W: [] });
  Object.assign(layer, { cache: [1], late: [2] });
  putBack();
  expect(layer).toStrictEqual(new BatchNorm());
  expect(layer.gamma).toBe(gamma);
  expect(layer.running_mean).toBe(running_mean);
});

test('cycles, frozen objects and accessors do no harm', () => {
  const layer: Record<string, unknown> = { frozen: Object.freeze({ W: Object.freeze([1]) }) };
  layer.self = layer;
  Object.defineProperty(layer, 'constant', { get: () => 3, enumerable: true });
  const putBack = snapshotOf(layer);
  layer.self = 1;
  putBack();
  expect(layer.self).toBe(layer);
});
