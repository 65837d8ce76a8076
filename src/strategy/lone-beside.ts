import { type Look, offNearest, type Side, sideNearest } from './sides.ts';

/** Pairs of directions that a coordinate and its error are supposed from: kinks to both sides of one say nothing. */
const PAIRS = [
  [0, 1],
  [2, 3],
  [4, 5],
] as const;
/** So many directions are in pairs; one that is supposed takes more of them, which say whether. */
export const PAIRED = 2 * PAIRS.length;
const SIGNS = [
  [1, 1],
  [1, -1],
  [-1, 1],
  [-1, -1],
] as const;

/** An error of one coordinate, in what it changes a slope by along a weight of 1, and the curvature. */
interface Supposed {
  readonly member: number;
  readonly error: number;
  readonly curvature: number;
}

interface Sought {
  readonly tolerance: number;
  /** So many directions have to agree, at the least. */
  readonly least: number;
}

/**
 * The sides of directions among kinks that the error of one coordinate alone accounts for, for the one that accounts for most: two directions,
 * each from one of its sides, say what the error and the curvature would be, and the others whether they are.
 */
export function sidesOfLone(
  looks: readonly Look[],
  members: Uint32Array,
  { tolerance, least }: Sought,
): readonly Side[] {
  let best: readonly Side[] = [];
  for (const [a, b] of PAIRS)
    for (let j = 0; j < members.length; j++)
      for (const signs of SIGNS) {
        const supposed = errorFrom(looks[a], looks[b], { member: members[j], signs });
        const most = Math.max(least, best.length + 1);
        if (isAgreed(looks, supposed, { tolerance, least: most }))
          best = agreeingWith(looks, supposed, tolerance);
      }
  return best;
}

/** The error and the curvature with which a coordinate accounts for one side of each of two directions. */
function errorFrom(
  a: Look,
  b: Look,
  { member, signs: [s, t] }: { readonly member: number; readonly signs: readonly [number, number] },
): Supposed {
  const [v, w] = [a.moving.weights(member), b.moving.weights(member)];
  const bends = (a.excess.even - b.excess.even) / 2;
  const error = (s * a.excess.odd - t * b.excess.odd - bends) / (s * v - t * w);
  return { member, error, curvature: a.excess.even / 2 - s * (a.excess.odd - error * v) };
}

function isAgreed(
  looks: readonly Look[],
  { member, error, curvature }: Supposed,
  { tolerance, least }: Sought,
): boolean {
  let misses = looks.length - least;
  for (let i = 0; i < looks.length && misses >= 0; i++) {
    const slope = error * looks[i].moving.weights(member);
    if (!(offNearest(looks[i], { slope, curvature }) <= tolerance)) misses -= 1;
  }
  return misses >= 0;
}

function agreeingWith(
  looks: readonly Look[],
  { member, error, curvature }: Supposed,
  tolerance: number,
): readonly Side[] {
  const supposed = looks.map(({ moving: { weights } }) => ({
    slope: error * weights(member),
    curvature,
  }));
  return looks
    .map((look, i) => ({ look, one: supposed[i] }))
    .filter(({ look, one }) => offNearest(look, one) <= tolerance)
    .map(({ look, one }) => sideNearest(look, one));
}
