import { expect, test } from 'vitest';
import { weightsFor } from '../../src/numeric/weights.ts';
import { asDensest, curvedBy, meanSize } from '../../src/strategy/curved.ts';

const membersOf = (size: number) => Uint32Array.from({ length: size }, (_, k) => k);

/** A part of which the looks have these even parts. */
function looked(size: number, evens: readonly number[]) {
  const members = membersOf(size);
  const moving = { members, weights: weightsFor(1) };
  return { members, looks: evens.map((even) => ({ moving, excess: { step: 1, odd: 0, even } })) };
}

test('curvature is where the even parts of most directions lie, whatever kinks make of the others', () => {
  const all = [looked(40, [2, 9]), looked(40, [2.1, -7]), looked(40, [1.9, 30])];
  expect(asDensest(all)(all[0])).toBeCloseTo(1, 1);
});

test('further directions through those parts alone that kinks are near say nothing of curvature', () => {
  const all = [looked(40, [0.5, 9, 9.1]), looked(40, [0.6]), looked(40, [0.4]), looked(40, [9, 9])];
  expect(asDensest(all)(all[0])).toBeCloseTo(0.25, 2);
});

test('of smaller parts it is less, by how many coordinates they have', () => {
  const curved = curvedBy(0.5 / 40);
  expect(curved({ members: membersOf(40) })).toBeCloseTo(0.5, 12);
  expect(curved({ members: membersOf(10) })).toBeCloseTo(0.125, 12);
  expect(meanSize([looked(30, []), looked(50, [])])).toBe(40);
});
