import { describe, expect, test } from 'vitest';
import { checkOf, inventedIn } from '../../bench/large/asked.ts';
import { families } from '../../bench/large/functions.ts';
import { mistakes } from '../../bench/large/mistakes.ts';

/** A gradient with a mistake of a part of its norm, and the check of it. */
function wrong(name: string, draw: { readonly size: number; readonly key: number }, part: number) {
  return (mistake: string) => {
    const large = families[name](draw);
    const analytic = mistakes[mistake](large.gradient, { key: draw.key, part });
    const given = { large, analytic, seed: draw.key };
    return { given, check: checkOf(given) };
  };
}

describe('a smooth function of 4,000 coordinates whose steps are found along a direction that hardly bends', () => {
  test.each([
    ['dense, tanh', 12],
    ['dense, tanh', 17],
    ['dense, tanh', 18],
    ['embedding', 9],
  ])('%s, key %i: wrong everywhere at random by 1e-4 is a mismatch', (name, key) => {
    const { check } = wrong(name, { size: 4000, key }, 1e-4)('all at random');
    expect(check.verdict).toBe('mismatch');
    expect(check.evaluations.value).toBeLessThan(400);
  });

  test('and where noise was little along it by luck', () => {
    const { check } = wrong('dense, tanh', { size: 4000, key: 42 }, 1e-4)('all at random');
    expect(check.verdict).toBe('mismatch');
  });
});

test.each([4000, 20_000])('beside three of %i that are wrong nothing right is named', (size) => {
  const { given, check } = wrong('convolution, tanh', { size, key: 80 }, 1e-3)('three');
  expect(check.verdict).toBe('mismatch');
  expect(inventedIn(given, check)).toBe(0);
});
