import { expect, test } from 'vitest';
import { weightsFor } from '../../src/numeric/weights.ts';
import type { Study } from '../../src/probe/study.ts';
import { areHalved, besideKinks } from '../../src/strategy/beside-kinks.ts';
import { type Gauge, SMOOTH } from '../../src/strategy/gauge.ts';
import { PAIRED } from '../../src/strategy/lone-beside.ts';

const members = Uint32Array.from({ length: 100 }, (_, k) => k);
const gauge = {
  spread: { scale: 1 },
  deviation: 1e-3,
  step: 1,
  family: SMOOTH,
} as unknown as Gauge;
const study = { reading: { values: new Float64Array(100) } } as unknown as Study;

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
