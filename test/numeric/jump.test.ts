import { describe, expect, test } from 'vitest';
import { jumpOver } from '../../src/numeric/jump.ts';
import type { Rung } from '../../src/numeric/rung.ts';

/** The rungs of a function at 0, and its value there. */
function over(f: (t: number) => number, steps: readonly number[]) {
  const base = { value: f(0), noise: { absolute: 0, relative: 2 ** -53 } };
  const rungs = steps.map((h): Rung => ({ right: h, left: h, plus: f(h), minus: f(-h) }));
  return jumpOver(base, rungs);
}

const steps = [1e-3, 1e-5, 1e-7];

describe('the height of a jump', () => {
  test.each<[string, (t: number) => number, number]>([
    ['to the right', (t) => t + (t > 0 ? 2 : 0), 2],
    ['to the left', (t) => t - (t < 0 ? 2 : 0), 2],
    ['to both sides', (t) => (t === 0 ? 0 : 2), 4],
    ['of a sign', Math.sign, 1],
    ['small beside a slope', (t) => 5 * t + (t > 0 ? 1e-4 : 0), 1e-4],
  ])('%s', (_, f, height) => {
    expect(over(f, steps) / height).toBeCloseTo(1, 2);
  });
});

describe('there is none', () => {
  test.each<[string, (t: number) => number]>([
    ['in a smooth function', Math.exp],
    ['at a kink', Math.abs],
    ['at a root', (t) => Math.sqrt(Math.abs(t))],
    ['at a steep rise', (t) => Math.atan(1e5 * t)],
    ['in a constant', () => 3],
    ['where it is back at its level over the coarsest step', (t) => Math.sin(1e3 * Math.PI * t)],
    ['where the change is noise', (t) => 1e3 + (t > 0 ? 1e-13 : 0)],
  ])('%s', (_, f) => {
    expect(over(f, steps)).toBe(0);
  });

  test('that steps too near to each other could show', () => {
    expect(over((t) => (t > 0 ? 1 : 0), [1e-3, 8e-4])).toBe(0);
    expect(over((t) => (t > 0 ? 1 : 0), [])).toBe(0);
  });
});
