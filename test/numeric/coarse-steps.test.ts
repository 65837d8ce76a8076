import { describe, expect, test } from 'vitest';
import {
  decimalStep,
  isUnmoved,
  noiseOfRise,
  noiseOfSteps,
  smallestStep,
} from '../../src/numeric/coarse-steps.ts';

type Line = (t: number) => number;

const rungsOf = (f: Line, steps: readonly number[]) =>
  steps.map((h) => ({ right: h, left: h, plus: f(h), minus: f(-h) }));

describe('noiseOfSteps, along a ladder', () => {
  const steps = [1e-5, 1e-4, 1e-3, 1e-2, 1e-1];
  const noise = (f: Line) => noiseOfSteps({ value: f(0) }, rungsOf(f, steps));

  test('is half a step where the value is rounded', () => {
    expect(noise((t) => Math.round((1 + t) * 1e3) / 1e3)).toBeCloseTo(0.5e-3, 15);
  });

  test.each<[string, Line]>([
    ['the value moves at once', (t) => 1 + t],
    ['it never moves', () => 1],
    [
      'it moves to one side only: an edge of a plateau',
      (t) => 1 + 1e-4 * Math.max(0, Math.floor(t * 1e3)),
    ],
    ['it moves both ways alike: the bottom of a bowl', (t) => 1 + Math.floor(1e2 * t * t) * 1e-4],
    ['its steps are no small part of it: a floor', (t) => Math.floor(1.5 + 1e2 * t)],
  ])('is none where %s', (_, f) => {
    expect(noise(f)).toBe(0);
  });
});

describe('among samples', () => {
  test('the smallest change that is one', () => {
    expect(smallestStep([1, 1, 1.25, 1.25, 1.75])).toBe(0.25);
    expect(smallestStep([1, 1, 1])).toBe(0);
    expect(smallestStep([3])).toBe(0);
  });

  test('a small one is a step, with half of it as its noise; a large one a rise', () => {
    expect(noiseOfRise({ step: 0.01, size: 1 })).toBe(0.005);
    expect(noiseOfRise({ step: 0.011, size: 1 })).toBe(0);
    expect(noiseOfRise({ step: 0, size: 0 })).toBe(0);
  });

  test.each([
    { values: [0.25, 0.5, 0.125], step: 1e-3 },
    { values: [1200, 1300, 1500], step: 100 },
    { values: [1.0001, 1.0002, 1.5], step: 1e-4 },
    { values: [1 / 3, 1 / 7, 0.5], step: 0 },
    { values: [0.5, 0.25, 0.5, 0.25], step: 0 },
  ])('$values are rounded to $step', ({ values, step }) => {
    expect(decimalStep(values)).toBeCloseTo(step, 15);
  });
});

test('a value that is the same to both sides has not moved; one that is no number has', () => {
  expect(isUnmoved({ value: 1 }, { right: 1, left: 1, plus: 1, minus: 1 })).toBe(true);
  expect(isUnmoved({ value: 1 }, { right: 1, left: 1, plus: 1, minus: 2 })).toBe(false);
  expect(isUnmoved({ value: Number.NaN }, { right: 1, left: 1, plus: 1, minus: Number.NaN })).toBe(
    false,
  );
});
