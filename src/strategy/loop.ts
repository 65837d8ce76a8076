import type { Region } from '../numeric/hinges.ts';
import { combination, dot } from '../numeric/vector.ts';
import type { Check } from '../probe/request.ts';
import type { Study } from '../probe/study.ts';
import { type Chart, surplusOver } from '../probe/vicinity.ts';

/** A side of a triangle is divided no further than so often. */
const DIVISIONS = 5;
/** Two looks to both sides of a bend are this part of the side apart: a region that is narrower there is not seen. */
const APART = 1 / 24;
/** Values this part of the tolerance off a straight line lie beside it. */
const BESIDE = 1 / 8;

/** What is seen at a point close around. */
export interface Look extends Region {
  /** Where it is: so many distances along the vectors of the chart. */
  readonly ray: Float64Array;
  /** By how much the analytic slopes along the vectors exceed those there. */
  readonly gradient: Float64Array;
  /** By how much the analytic change from the point exceeds that of the value, as a part of the distance. */
  readonly level: number;
}

/** A part of a side of a triangle, between two looks. */
interface Part {
  readonly from: End;
  readonly to: End;
}

/** A look on a side: where, from 0 to 1, and the slope along it. */
interface End extends Look {
  readonly place: number;
  readonly slope: number;
}

/** Slopes this close together are the same. */
export interface Tolerance {
  readonly tolerance: number;
}

/**
 * Looks all around the point in a plane through it: along the sides of a triangle whose corners are two rays and the opposite of both.
 *
 * Close around a kink the value goes straight within a region, and regions reach up to the point, so a walk around it crosses every one
 * that the plane meets. If there are no more than two between the ends of a side, they meet where the tangents of the ends do, and the
 * value goes straight up to there from either; else there is another, and one of the looks to both sides of that place comes nearer to it.
 *
 * @returns looks at every region that was met, in the order of the walk
 */
export function* looksAround(
  study: Study,
  chart: Chart,
  { corners: [u, v], tolerance }: Tolerance & { readonly corners: readonly Float64Array[] },
): Check<readonly Look[]> {
  const corners = [u, v, u.map((x, k) => -x - v[k])];
  const looks: Look[] = [];
  for (const [i, from] of corners.entries()) {
    const side = { from, to: corners[(i + 1) % corners.length], tolerance };
    looks.push(...(yield* looksAlong(study, chart, side)));
  }
  return looks;
}

interface Side extends Tolerance {
  readonly from: Float64Array;
  readonly to: Float64Array;
}

function* looksAlong(
  study: Study,
  chart: Chart,
  { from, to, tolerance }: Side,
): Check<readonly Look[]> {
  const side = to.map((x, k) => x - from[k]);
  function* endsAt(places: readonly number[]): Check<readonly End[]> {
    const rays = places.map((place) => from.map((x, k) => x + place * side[k]));
    const looks = yield* looksAt(study, chart, rays);
    return looks.map((look, i) => ({ ...look, place: places[i], slope: dot(look.gradient, side) }));
  }

  const ends = yield* endsAt([0, 1]);
  const looks = [...ends];
  let open: readonly Part[] = [{ from: ends[0], to: ends[1] }];
  for (let i = 0; i < DIVISIONS && open.length > 0; i++) {
    const parts = open.filter((part) => !isDone(part, tolerance));
    const middles = yield* endsAt(parts.flatMap(aroundBend));
    looks.push(...middles);
    open = parts.flatMap((part, j) => {
      const [before, after] = [middles[2 * j], middles[2 * j + 1]];
      const outer = [
        { from: part.from, to: before },
        { from: after, to: part.to },
      ];
      const isBend = outer.every((one) => isDone(one, tolerance));
      return isBend ? [] : [...outer, { from: before, to: after }];
    });
  }
  return looks.sort((a, b) => a.place - b.place);
}

/** Whether the value goes straight from one end to the other, or they are as near as any. */
function isDone({ from, to }: Part, tolerance: number): boolean {
  const length = to.place - from.place;
  if (length <= APART * (1 + 1e-9)) return true;
  const rise = length * from.slope;
  return (
    Math.abs(from.slope - to.slope) <= tolerance &&
    Math.abs(to.level - from.level - rise) <= BESIDE * tolerance
  );
}

/** Just before and just after the place where the tangents of both ends meet, or the middle where they do not between them. */
function aroundBend({ from, to }: Part): readonly [number, number] {
  const length = to.place - from.place;
  const meeting = (to.level - from.level - length * to.slope) / (from.slope - to.slope);
  const apart = Math.min(APART, length / 3);
  const middle = meeting > 0 && meeting < length ? meeting : length / 2;
  const before = Math.min(Math.max(middle - apart / 2, apart / 2), length - (3 / 2) * apart);
  return [from.place + before, from.place + before + apart];
}

/** Looks at points close around, without asking what lies between. */
export function* looksAt(
  study: Study,
  { vicinity, vectors }: Chart,
  rays: readonly Float64Array[],
): Check<readonly Look[]> {
  const { step, distance } = vicinity;
  const halves = vectors.map((vector) => vector.map((x) => step * x));
  const offsets = rays.map((ray) =>
    combination(
      ray.map((x) => distance * x),
      vectors,
    ),
  );
  const stretches = offsets.flatMap((offset) => halves.map((half) => ({ offset, half })));
  const seen = yield* surplusOver(study, stretches);
  return rays.map((ray, i) => {
    const own = seen.slice(i * vectors.length, (i + 1) * vectors.length);
    const level = own.reduce((sum, { away }) => sum + away, 0) / own.length / distance;
    return { ray, gradient: Float64Array.from(own, ({ across }) => across / (2 * step)), level };
  });
}
