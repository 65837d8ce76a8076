import { describe, expect, test } from 'vitest';
import { normal, randomNumbers } from '../../bench/large/random.ts';
import { straightened } from '../../src/numeric/straightened.ts';

const COUNT = 20_000;
const random = randomNumbers(7);
const drawn = () => Float64Array.from({ length: COUNT }, () => normal(random));
const [levels, speeds, cotangent] = [drawn(), drawn(), drawn()];
const STEPS = [1, -1, 2, -2].map((times) => times / 16);
const unit = 2 ** -24;

/** What a contraction of outputs of z = level + t·speed shows with its kinks taken out. */
function seen(of: (z: number) => number) {
  const at = (t: number) => levels.map((level, k) => Math.fround(of(level + t * speeds[k])));
  const around = STEPS.map(at) as [Float64Array, Float64Array, Float64Array, Float64Array];
  const here = at(0);
  const found = straightened({ here, around }, { cotangent, unit });
  const contracted = (y: Float64Array) => y.reduce((sum, one, k) => sum + one * cotangent[k], 0);
  const changes = around.map((y, j) => contracted(y) - contracted(here) + found.corrections[j]);
  return { ...found, changes };
}

const slopeOf = (derivative: (z: number) => number) =>
  levels.reduce((sum, level, k) => sum + cotangent[k] * derivative(level) * speeds[k], 0);

describe('outputs that go straight but for kinks', () => {
  test('of a thousand rectifiers that bend within the steps none is left', () => {
    const { changes, deviation, bend, straight } = seen((z) => Math.max(0, z));
    const slope = slopeOf((z) => (z > 0 ? 1 : 0));
    expect(straight).toBeGreaterThan(0.8);
    // a few lie so near to their kink that no side tells
    const open = bend + 8 * deviation;
    changes.forEach((change, j) => {
      expect(Math.abs(change - STEPS[j] * slope)).toBeLessThan(open);
    });
    expect(open).toBeLessThan(1e-4 * Math.sqrt(COUNT) * STEPS[0]);
  });

  test('without that they show another slope', () => {
    const { changes, corrections } = seen((z) => Math.max(0, z));
    const [above, below] = changes.map((change, j) => change - corrections[j]);
    const slope = slopeOf((z) => (z > 0 ? 1 : 0));
    expect(Math.abs((above - below) / 2 / STEPS[0] - slope)).toBeGreaterThan(1);
  });

  test('are not those of a smooth function', () => {
    expect(seen(Math.tanh).straight).toBeLessThan(0.25);
  });

  test('at their kinks bend by what their slopes are apart', () => {
    const steps = STEPS.map((t) => speeds.map((speed) => Math.max(0, t * speed)));
    const around = steps as [Float64Array, Float64Array, Float64Array, Float64Array];
    const { bend } = straightened({ here: new Float64Array(COUNT), around }, { cotangent, unit });
    const apart = speeds.reduce((sum, speed, k) => sum + Math.abs(speed * cotangent[k]), 0);
    expect(bend / STEPS[0] / apart).toBeCloseTo(1, 6);
  });

  test('where few of them move nothing is known of their noise', () => {
    const here = Float64Array.of(1, 2);
    const around = [here, here, here, here] as const;
    expect(straightened({ here, around }, { cotangent: here, unit }).straight).toBe(0);
  });
});
