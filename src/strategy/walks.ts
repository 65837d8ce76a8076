import {
  type Hinge,
  hingesBetween,
  lowestRays,
  mostToGain,
  oncePerPlane,
} from '../numeric/hinges.ts';
import { combination, dot } from '../numeric/vector.ts';
import type { Check } from '../probe/request.ts';
import type { Study } from '../probe/study.ts';
import { type Chart, raysFor, type Vicinity } from '../probe/vicinity.ts';
import { type Look, looksAround, looksAt } from './loop.ts';

/** The point is walked around in so many planes at the most. */
const PLANES = 6;
/** A walk shows the hinges; so many regions are looked at of those in which, if these are all, the slope is largest. */
const PROPOSED = 4;
/** The largest slope counts as found when so many walks in succession have shown none that is larger. */
const QUIET = 2;
/** Of more hinges than this a walk takes several for one, and further walks show hardly more. */
const RESOLVED = 12;
/** Several that are taken for one gain less than by themselves: by so much at the most. */
const UNRESOLVED = 4;
/** Slopes this much closer together than the analytic one is beyond them are the same. */
export const SAME = 1 / 32;
/** A slope that falls short of the analytic one by this part of what that is beyond those at the point reaches it. */
const REACHED = 1 / 32;

/** What is looked for: a slope along a direction that is as large as the analytic one. */
export interface Aim {
  readonly vicinity: Vicinity;
  /** In the units of the coordinates, about a length scale long. */
  readonly direction: Float64Array;
  /** By how much the analytic slope along it exceeds every one at the point. */
  readonly excess: number;
  /** By how much the analytic gradient has the value change more on the way to an offset, if it is as wrong as the slopes at the point say. */
  readonly expected?: ((offset: Float64Array) => number) | undefined;
}

/**
 * What walks around the point have led to. `reached`: a slope as large as the analytic one, or short of it by no more than a part of the
 * excess, at an offset from the point; `excluded`: there is none; `open`: there may be one where nothing was looked at, and the largest that
 * was seen is at the offset.
 */
export type Around =
  | { readonly kind: 'reached'; readonly shortfall: number; readonly offset: Float64Array }
  | { readonly kind: 'open'; readonly offset?: Float64Array }
  | { readonly kind: 'excluded' };

/** With the slopes that were met on the way: by how much they fall short of the analytic one. */
export type Walked = Around & { readonly met: readonly number[] };

/**
 * Walks around the point and looks for a slope as large as the analytic one.
 *
 * The largest is not seen by looking here and there: a walk shows the hinges that divide the surroundings, these in which region the
 * slope is largest, and a look there whether they are all.
 */
export function* walkAround(
  study: Study,
  chart: Chart,
  { excess }: Pick<Aim, 'excess'>,
): Check<Walked> {
  const tolerance = SAME * excess;
  if (chart.vectors.length === 1) return yield* stepAside(study, chart, excess);
  const draw = raysFor(chart.vectors.length, 'walks');
  let hinges: readonly Hinge[] = [];
  const seen: Seen[] = [];
  for (let [planes, quiet] = [0, 0]; planes < PLANES && quiet < QUIET; planes++) {
    if (planes === QUIET && hinges.length > RESOLVED) break;
    const before = steepest(seen);
    const walk = yield* looksAround(study, chart, { corners: [draw(), draw()], tolerance });
    hinges = oncePerPlane([...hinges, ...hingesBetween(walk, { tolerance })]);
    const wanted = { hinges, direction: chart.direction, count: PROPOSED };
    const proposed = yield* looksAt(study, chart, lowestRays(wanted, draw));
    seen.push(...seenAlong(chart, [...walk, ...proposed]));
    const top = yield* limitOf(study, chart, { seen: steepest(seen), excess });
    if (isReached(top, excess)) return reachedAt(chart, top, seen);
    const isQuiet = planes > 0 && top.shortfall >= before.shortfall - tolerance;
    quiet = isQuiet && !isTorn(seen, { hinges, excess }) ? quiet + 1 : 1;
  }
  const found = { hinges, top: steepest(seen), tolerance };
  const isAll = isComplete(chart, found) || isBeyond(chart, found);
  if (isAll && !isTorn(seen, { hinges, excess }))
    return { kind: 'excluded', met: shortfalls(seen) };
  return { kind: 'open', offset: offsetOf(chart, found.top.look), met: shortfalls(seen) };
}

function reachedAt(chart: Chart, { look, shortfall }: Seen, seen: readonly Seen[]): Walked {
  return { kind: 'reached', shortfall, offset: offsetOf(chart, look), met: shortfalls(seen) };
}

function shortfalls(seen: readonly Seen[]): readonly number[] {
  return seen.map(({ shortfall }) => shortfall);
}

/** Around a point on a line there is what lies to both sides. */
function* stepAside(study: Study, chart: Chart, excess: number): Check<Walked> {
  const rays = [Float64Array.of(1), Float64Array.of(-1)];
  const seen = seenAlong(chart, yield* looksAt(study, chart, rays));
  const top = steepest(seen);
  if (isReached(top, excess)) return reachedAt(chart, top, seen);
  return { kind: 'excluded', met: shortfalls(seen) };
}

/** A look, and by how much the slope along the direction falls short of the analytic one there. */
interface Seen {
  readonly look: Look;
  readonly shortfall: number;
}

function seenAlong({ direction }: Chart, looks: readonly Look[]): readonly Seen[] {
  return looks.map((look) => {
    const shortfall = dot(look.gradient, direction);
    // beyond the edge of a domain there is nothing
    return { look, shortfall: Number.isNaN(shortfall) ? Number.POSITIVE_INFINITY : shortfall };
  });
}

function steepest(seen: readonly Seen[]): Seen {
  return seen.reduce((a, b) => (b.shortfall < a.shortfall ? b : a), seen[0]);
}

function isReached({ shortfall }: Seen, excess: number): boolean {
  return shortfall <= REACHED * excess;
}

interface Found {
  readonly hinges: readonly Hinge[];
  readonly top: Seen;
  readonly tolerance: number;
}

/** Gradients this part of the excess apart are no luck. */
const TORN = 1 / 2;

/** Whether there are several gradients around, and no walk has met a hinge between them: none has led across what there is. */
function isTorn(
  seen: readonly Seen[],
  { hinges, excess }: Pick<Aim, 'excess'> & Pick<Found, 'hinges'>,
): boolean {
  const [{ look: first }] = seen;
  const differs = ({ look }: Seen) =>
    look.gradient.some((x, i) => Math.abs(x - first.gradient[i]) > TORN * excess);
  return hinges.length === 0 && seen.some(differs);
}

/** In as many dimensions as there are hinges that matter, every combination of their sides is somewhere. */
function isComplete(chart: Chart, { hinges, tolerance }: Found): boolean {
  if (hinges.length > RESOLVED) return false;
  const matter = hinges.filter(({ jump }) => Math.abs(dot(jump, chart.direction)) > tolerance);
  return chart.isComplete || matter.length <= chart.vectors.length;
}

/** The analytic slope is larger than all hinges could make it, even if none of their sides were in the way of another. */
function isBeyond({ direction }: Chart, { hinges, top }: Found): boolean {
  const gain = mostToGain(hinges, { ray: top.look.ray, direction });
  const times = hinges.length > RESOLVED ? UNRESOLVED : 1;
  return top.shortfall * (1 - REACHED) > times * gain;
}

function offsetOf({ vicinity, vectors }: Chart, { ray }: Look): Float64Array {
  return combination(
    ray.map((x) => vicinity.distance * x),
    vectors,
  );
}

/**
 * A slope that reaches the analytic one is measured twice as far away as well: a smooth function's slope differs from that of the point
 * in proportion to the distance, and what is left of it at distance 0 counts.
 */
function* limitOf(
  study: Study,
  chart: Chart,
  { seen, excess }: { readonly seen: Seen; readonly excess: number },
): Check<Seen> {
  if (!isReached(seen, excess)) return seen;
  const [far] = seenAlong(chart, yield* looksAt(study, chart, [seen.look.ray.map((x) => 2 * x)]));
  return { ...seen, shortfall: Math.max(seen.shortfall, 2 * seen.shortfall - far.shortfall) };
}
