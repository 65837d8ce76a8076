import { expect, test } from 'vitest';
import { weightsFor } from '../../src/numeric/weights.ts';
import type { Study } from '../../src/probe/study.ts';
import { areHalved, besideKinks, curvatureBeside } from '../../src/strategy/beside-kinks.ts';
import { type Gauge, SMOOTH } from '../../src/strategy/gauge.ts';
import { PAIRED } from '../../src/strategy/lone-beside.ts';

const members = Uint32Array.from({ length: 100 }, (_, k) => k);
const variable = { offset: 0, size: 100, dtype: 'float64' };
const gauge = {
  spread: { scale: 1, variable },
  deviation: 1e-3,
  step: 1,
  family: SMOOTH,
} as unknown as Gauge;
const study = {
  subject: { variables: [variable] },
  reading: { values: new Float64Array(100), dtypes: ['float64'] },
} as unknown as Study;

/** Directions that show these odd parts, and these halves of even ones. */
const looked = (shown: readonly (readonly [number, number])[]) =>
  shown.map(([odd, bend], i) => ({
    moving: { members, weights: weightsFor(i) },
    excess: { step: 1, odd, even: 2 * bend },
  }));

const sought = { members, gauge, sharp: 1, beside: 4, curvature: 0 };
const OFF = [
  [1, 0.3],
  [0.4, 2],
  [3, -1],
  [0.2, -0.7],
  [2, 0.1],
] as const;

test('fewer directions than one wrong coordinate is supposed from say nothing where they do not agree', () => {
  for (const count of [4, 5]) {
    expect(count).toBeLessThan(PAIRED);
    expect(besideKinks(study, sought, looked(OFF.slice(0, count)))).toBeUndefined();
  }
});

test('where half of them have a side without a kink two are near', () => {
  const half = looked([[0.5, 0.5], [-0.8, 0.8], [1.2, -1.2], ...OFF.slice(0, 3)]);
  expect(areHalved(sought, half)).toBe(true);
  expect(areHalved(sought, half.slice(0, 5))).toBe(false);
});

test('of one part curvature may be a little less than of the others: what its directions agree on counts', () => {
  const off = 0.002;
  const shown = [0.5, -0.3, 0.2, -0.4].map((odd) => [odd, Math.abs(odd) - off] as const);
  expect(besideKinks(study, sought, looked(shown))?.isSupposed).toBe(false);
});

test('through everything most directions tell the curvature, each by its side without a kink', () => {
  const agreeing = [0.5, -0.3, 0.2, -0.9].map((odd) => [odd, Math.abs(odd) + 2] as const);
  expect(curvatureBeside({ gauge }, looked([...agreeing, ...OFF.slice(0, 2)]))).toBeCloseTo(2, 6);
  expect(
    curvatureBeside({ gauge }, looked([...agreeing, ...OFF.slice(0, 2), OFF[3]])),
  ).toBeUndefined();
});

test('where no kinks make them another along each, most directions tell nothing of it', () => {
  const same = [0.5, -0.5, 0.5, -0.5].map((odd) => [odd, 2] as const);
  expect(curvatureBeside({ gauge }, looked(same))).toBeUndefined();
});
