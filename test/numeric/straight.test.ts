import { expect, test } from 'vitest';
import type { Rung } from '../../src/numeric/rung.ts';
import { straightSteps } from '../../src/numeric/straight.ts';

const steps = Array.from({ length: 12 }, (_, i) => 10 ** -i);

function rungsOf(f: (t: number) => number): readonly Rung[] {
  return steps.map((h) => ({ right: h, left: h, plus: f(h), minus: f(-h) }));
}

const over = (f: (t: number) => number, slopes: { left: number; right: number }) =>
  straightSteps({ value: f(0) }, rungsOf(f), { slopes, tolerance: 1e-3 });

test('at a kink all steps are straight, down to any', () => {
  expect(over(Math.abs, { left: -1, right: 1 })).toEqual({ finest: 0, coarsest: 1 });
});

test('a curve ends them above', () => {
  // |(eᵗ − 1)/t − 1| ≈ t/2 is within a thousandth below 0.002
  expect(over(Math.exp, { left: 1, right: 1 })?.coarsest).toBe(1e-3);
});

test('rounding ends them below', () => {
  const rounded = (t: number) => Math.round(1e9 * t) / 1e9;
  expect(over(rounded, { left: 1, right: 1 })).toEqual({ finest: 1e-9, coarsest: 1 });
});

test('there are none at other slopes', () => {
  expect(over(Math.abs, { left: 0, right: 0 })).toBeUndefined();
});
