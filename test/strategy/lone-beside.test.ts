import { expect, test } from 'vitest';
import { weightsFor } from '../../src/numeric/weights.ts';
import { sidesOfLone } from '../../src/strategy/lone-beside.ts';
import type { Look } from '../../src/strategy/sides.ts';

const MEMBERS = Uint32Array.from({ length: 2000 }, (_, k) => k);
const CURVATURE = -1;
const WRONG = 321;
const ERROR = 40;

/** A kink makes of the odd part what it makes of half of the even one, or that with another sign: by the side that it lies on. */
function lookWith(key: number, { error, kink }: { error: number; kink: number }): Look {
  const weights = weightsFor(key);
  const odd = error * weights(WRONG) + (key % 2 === 0 ? kink : -kink);
  const excess = { step: 1, odd, even: 2 * (CURVATURE + kink) };
  return { moving: { members: MEMBERS, weights }, excess };
}

const looksWith = (error: number) =>
  Array.from({ length: 12 }, (_, key) => lookWith(key, { error, kink: 5 * key }));

test('the error of one coordinate shows from the sides of all directions that have no kink', () => {
  const looks = looksWith(ERROR);
  const sides = sidesOfLone(looks, MEMBERS, { tolerance: 0.1, least: 8 });
  expect(sides.map(({ look }) => look)).toEqual(looks);
  for (const { look, slope, curvature } of sides) {
    expect(slope).toBeCloseTo(ERROR * look.moving.weights(WRONG), 9);
    expect(curvature).toBeCloseTo(CURVATURE, 9);
  }
});

test('directions that have kinks to both sides agree with nothing', () => {
  const torn = looksWith(ERROR).map((look, i) =>
    i < 3 ? { ...look, excess: { ...look.excess, odd: look.excess.odd + 17 } } : look,
  );
  const sides = sidesOfLone(torn, MEMBERS, { tolerance: 0.1, least: 8 });
  expect(sides.map(({ look }) => look)).toEqual(torn.slice(3));
});

test('what no coordinate accounts for has none', () => {
  const looks = looksWith(0).map((look, i) => ({
    ...look,
    excess: { ...look.excess, odd: 30 * Math.sin(i * i) },
  }));
  expect(sidesOfLone(looks, MEMBERS, { tolerance: 0.1, least: 8 })).toEqual([]);
});
