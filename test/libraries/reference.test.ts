import { describe, expect, test } from 'vitest';
import { type LibraryCase, libraryCases } from './cases.ts';

// Whether a library's gradient is right is settled here without the checker: by slopes in 60 digits for formulas, and
// in float64, extrapolated to step zero, for what a library computes in float32.

const cases = await libraryCases();

/** Largest deviation of a correct gradient, relative to the slopes: what the arithmetic leaves. */
const rounding = { float64: 1e-8, float32: 3e-6 };

const valueRounding = { float64: 1e-12, float32: 1e-5 };

/** Smallest deviation of a wrong one: nothing in the set is in doubt. */
const certain = 1e-3;

describe.each([...new Set(cases.map(({ library }) => library))])('%s', (library) => {
  const own = cases.filter((candidate) => candidate.library === library);

  test.each(own)('computes the function it is asked for: $name', (candidate) => {
    const { at, value, precision, reference } = candidate;
    const expected = reference.value();
    expect(Math.abs(value(at) - expected)).toBeLessThan(
      valueRounding[precision] * (1 + Math.abs(expected)),
    );
  });

  test.each(own.filter(({ correct }) => correct))('is right: $name', (candidate) => {
    expect(deviation(candidate)).toBeLessThan(rounding[candidate.precision]);
  });

  test.each(own.filter(({ correct }) => !correct))('is wrong: $name', (candidate) => {
    expect(deviation(candidate)).toBeGreaterThan(certain);
    expect(candidate.note).toBeTruthy();
  });
});

test('no name is used twice in a library', () => {
  const names = cases.map(({ library, name }) => `${library}: ${name}`);
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
});

/** How far the gradient leaves the interval between the one-sided slopes, at worst, relative to all slopes. */
function deviation({ at, gradient, reference }: LibraryCase): number {
  const sides = Array.from(at, (_, coordinate) => reference.slopes(coordinate));
  const outside = Array.from(gradient(at), (analytic, coordinate) => {
    const [left, right] = sides[coordinate];
    return Math.max(Math.min(left, right) - analytic, analytic - Math.max(left, right), 0);
  });
  expect(outside).toHaveLength(at.length);
  return Math.max(...outside) / (Math.hypot(...sides.flat()) || 1);
}
