import { describe, expect, test } from 'vitest';
import { estimateSlope } from '../../src/numeric/estimate.ts';
import {
  bendOf,
  bends,
  comparedWith,
  isSubgradient,
  uncertaintyOf,
} from '../../src/numeric/kink.ts';
import { baseAt, type Line, rungOver, rungsOf } from './ladders.ts';

describe('bends, over one rung', () => {
  test.each<[string, Line, boolean]>([
    ['|t|', Math.abs, true],
    ['one slope 0.2 % above the other', (t) => (t > 0 ? 1.002 * t : t), true],
    ['one slope 0.05 % above the other', (t) => (t > 0 ? 1.0005 * t : t), false],
    ['eᵗ', (t) => Math.exp(t) - 1, false],
  ])('%s', (_, f, bent) => {
    expect(bends({ value: 0, size: 1 }, rungOver(f, 1e-5), { bar: 0, typical: 0 })).toBe(bent);
  });

  test('not where round-off could make as much', () => {
    expect(bends({ value: 0, size: 1 }, rungOver(Math.abs, 1e-5), { bar: 0.49, typical: 0 })).toBe(
      true,
    );
    expect(bends({ value: 0, size: 1 }, rungOver(Math.abs, 1e-5), { bar: 0.51, typical: 0 })).toBe(
      false,
    );
  });
});

describe('at a kink from slope −1 to 3', () => {
  const rungs = rungsOf((t) => (t < 0 ? -t : 3 * t));
  const estimate = estimateSlope(baseAt(0), rungs);

  test('the slopes lie 4 apart, and what is uncertain is only where they end', () => {
    expect(bendOf(estimate)).toBeCloseTo(4, 12);
    expect(uncertaintyOf(estimate)).toBeGreaterThanOrEqual(0);
    expect(uncertaintyOf(estimate)).toBeLessThan(1e-12);
  });

  test.each([
    { analytic: -5, nearest: -1, subgradient: false },
    { analytic: -1, nearest: -1, subgradient: true },
    { analytic: 0.3, nearest: 0.3, subgradient: true },
    { analytic: 4, nearest: 3, subgradient: false },
  ])('$analytic is compared with $nearest', ({ analytic, nearest, subgradient }) => {
    expect(comparedWith({ analytic, estimate })).toBeCloseTo(nearest, 12);
    expect(isSubgradient({ analytic, estimate })).toBe(subgradient);
  });
});

test('where there is none, the estimate is what it is', () => {
  const estimate = { value: 2, bar: 0.5 };
  expect(bendOf(estimate)).toBe(0);
  expect(uncertaintyOf(estimate)).toBe(0.5);
  expect(comparedWith({ analytic: 2.1, estimate })).toBe(2);
  expect(isSubgradient({ analytic: 2.1, estimate })).toBe(false);
});
