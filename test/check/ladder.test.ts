import { expect, test } from 'vitest';
import { checkGradient } from '../../src/index.ts';

// The steps a wrong coordinate was studied with are in the record, for whoever draws them.

const cubes = {
  value: (x: number[]) => x.reduce((sum, one) => sum + one ** 3, 0),
  gradient: (x: number[]) => x.map((one) => 3 * one ** 2),
};

test('a right gradient keeps no ladders', () => {
  const { worst } = checkGradient(cubes, { at: [1, 2, 3] }).variables[0];
  expect(worst).toEqual([]);
});

test('a wrong coordinate keeps every step it was studied with, finest first', () => {
  const halved = { ...cubes, gradient: (x: number[]) => x.map((one) => 1.5 * one ** 2) };
  const check = checkGradient(halved, { at: [2] });
  const { ladder = [], numeric } = check.variables[0].worst[0];
  const steps = ladder.map(({ step }) => step);
  expect(steps.length).toBeGreaterThanOrEqual(6);
  expect(steps).toEqual([...steps].sort((a, b) => a - b));
  for (const { step, central, right, left, noise } of ladder) {
    // (x + h)³ = x³ + 3x²h + 3xh² + h³
    const tolerance = 20 * noise + 1e-12;
    expect(Math.abs(central - (12 + step ** 2))).toBeLessThan(tolerance);
    expect(Math.abs(right - (12 + 6 * step + step ** 2))).toBeLessThan(tolerance);
    expect(Math.abs(left - (12 - 6 * step + step ** 2))).toBeLessThan(tolerance);
  }
  expect(Math.abs(numeric - 12)).toBeLessThan(1e-10);
});

test('only the worst eight of a variable do, and no evaluation is spent for it', () => {
  const none = { ...cubes, gradient: (x: number[]) => x.map(() => 0) };
  const at = Array.from({ length: 40 }, (_, k) => 1 + k / 7);
  const { variables, evaluations } = checkGradient(none, { at });
  const kept = variables[0].worst.map(({ ladder }) => ladder !== undefined);
  expect(kept).toEqual(variables[0].worst.map((_, i) => i < 8));
  const rungs = variables[0].worst.reduce((sum, { ladder = [] }) => sum + ladder.length, 0);
  expect(evaluations.value).toBeGreaterThan(2 * rungs);
});

test('it survives a structured clone', () => {
  const none = { ...cubes, gradient: () => [0] };
  const check = checkGradient(none, { at: [2] });
  expect(structuredClone(check)).toEqual(check);
});
