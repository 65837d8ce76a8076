import { type Hinge, hingesBetween, isSame, lowestRays, mostToGain } from '../numeric/hinges.ts';
import { combination, dot } from '../numeric/vector.ts';
import type { Check } from '../probe/request.ts';
import type { Study } from '../probe/study.ts';
import {
  type Chart,
  chartOf,
  raysFor,
  spreadOf,
  surplusOver,
  type Vicinity,
} from '../probe/vicinity.ts';
import { type Look, looksAround, looksAt } from './loop.ts';

/** So many points, and those opposite, are looked at first: where all show the slope of the point there is no kink around. */
const FIRST = 4;
/** Where there is one, the point is walked around in so many planes at the most. */
const PLANES = 6;
/** A walk shows the hinges; so many regions are looked at of those in which, if these are all, the slope is largest. */
const PROPOSED = 4;
/** The largest slope counts as found when so many walks in succession have shown none that is larger. */
const QUIET = 2;
/** Slopes this much closer together than the analytic one is beyond them are the same. */
const SAME = 1 / 32;
/** A slope that falls short of the analytic one by this part of what that is beyond those at the point reaches it. */
const REACHED = 1 / 32;

/** What is looked for: a slope along a direction that is as large as the analytic one. */
export interface Aim {
  readonly vicinity: Vicinity;
  /** In the units of the coordinates, about a length scale long. */
  readonly direction: Float64Array;
  /** By how much the analytic slope along it exceeds every one at the point. */
  readonly excess: number;
}

/**
 * `reached`: at a point close around there is a slope as large as the analytic one, or short of it by no more than a part of the excess;
 * `excluded`: there is none; `open`: there may be one where nothing was looked at.
 */
export type Around =
  | { readonly kind: 'reached'; readonly shortfall: number; readonly offset: Float64Array }
  | { readonly kind: 'excluded' | 'open' };

/**
 * Looks whether the analytic slope along a direction is one of a point close around, when it is none of the point itself.
 *
 * Clarke's generalized derivative is the upper limit of the slopes around; a gradient that exceeds it along some direction is no
 * generalized gradient (Clarke 1983, 2.1). An upper limit is not seen by looking here and there: walks around the point show the hinges
 * that divide its surroundings, these in which region the slope is largest, and a look there whether that is all.
 */
export function* lookAround(study: Study, aim: Aim): Check<Around> {
  if (yield* isStraightAround(study, aim)) return { kind: 'excluded' };
  const { excess } = aim;
  const chart = chartOf(aim.vicinity, aim.direction);
  const tolerance = SAME * excess;
  const draw = raysFor(chart.vectors.length, 'walks');
  const hinges: Hinge[] = [];
  let top: Seen | undefined;
  for (let [planes, quiet] = [0, 0]; planes < PLANES; planes++) {
    const walk = yield* looksAround(study, chart, { corners: [draw(), draw()], tolerance });
    const met = hingesBetween(walk, { tolerance });
    hinges.push(...met.filter((one) => !hinges.some((h) => isSame(h.jump, one.jump, tolerance))));
    const wanted = { hinges, direction: chart.direction, count: PROPOSED };
    const proposed = yield* looksAt(study, chart, lowestRays(wanted, draw));
    const best = yield* limitOf(study, chart, nearest(chart, [...walk, ...proposed]), excess);
    if (isReached(best, excess))
      return { kind: 'reached', shortfall: best.shortfall, offset: offsetOf(chart, best.look) };
    const isLarger = top === undefined || best.shortfall < top.shortfall - tolerance;
    if (isLarger) top = best;
    quiet = isLarger ? 1 : quiet + 1;
    if (quiet < QUIET) continue;
    const isAll = isComplete(chart, hinges, tolerance) || isBeyond(chart, hinges, top as Seen);
    return { kind: isAll ? 'excluded' : 'open' };
  }
  return { kind: 'open' };
}

/** A look, and by how much the slope along the direction falls short of the analytic one there. */
interface Seen {
  readonly look: Look;
  readonly shortfall: number;
}

function isReached({ shortfall }: Seen, excess: number): boolean {
  return shortfall <= REACHED * excess;
}

function nearest({ direction }: Chart, looks: readonly Look[]): Seen {
  const seen = looks.map((look) => ({ look, shortfall: dot(look.gradient, direction) }));
  return seen.reduce((a, b) => (b.shortfall < a.shortfall ? b : a));
}

/** In as many dimensions as there are hinges that matter, every combination of their sides is somewhere. */
function isComplete(chart: Chart, hinges: readonly Hinge[], tolerance: number): boolean {
  const matter = hinges.filter(({ jump }) => Math.abs(dot(jump, chart.direction)) > tolerance);
  return chart.isComplete || matter.length <= chart.vectors.length;
}

/** The analytic slope is larger than all hinges could make it, even if none of their sides were in the way of another. */
function isBeyond({ direction }: Chart, hinges: readonly Hinge[], top: Seen): boolean {
  return top.shortfall * (1 - REACHED) > mostToGain(hinges, { ray: top.look.ray, direction });
}

function offsetOf({ vicinity, vectors }: Chart, { ray }: Look): Float64Array {
  return combination(
    ray.map((x) => vicinity.distance * x),
    vectors,
  );
}

/**
 * Whether the slope is that of the point all around, and the value bends along no ray. A smooth function does both in proportion to the
 * distance: what seems to be a kink is looked at from twice as far, and what is left at distance 0 counts.
 */
function* isStraightAround(study: Study, aim: Aim): Check<boolean> {
  const isSmall = (x: number) => Math.abs(x) <= SAME * aim.excess;
  const near = yield* deviations(study, aim, 1);
  if (near.every(isSmall)) return true;
  const far = yield* deviations(study, aim, 2);
  return near.every((one, i) => isSmall(2 * one - far[i]));
}

/** By how much the slopes along the direction differ from that of the point, and the bends over it along some rays. */
function* deviations(study: Study, aim: Aim, times: number): Check<readonly number[]> {
  const { vicinity, direction, excess } = aim;
  const { scales, step, distance } = vicinity;
  const draw = raysFor(scales.length, 'first');
  const away = (times * distance) / spreadOf(scales.length);
  const rays = Array.from({ length: FIRST }, () => draw().map((x, k) => away * scales[k] * x));
  const half = direction.map((x) => step * x);
  const stretches = [...rays, ...rays.map((ray) => ray.map((x) => -x))].map((offset) => ({
    offset,
    half,
  }));
  const seen = yield* surplusOver(study, stretches);
  const slopes = seen.map(({ across }) => across / (2 * step) - excess);
  const bends = rays.map((_, i) => (seen[i].away + seen[i + FIRST].away) / (2 * times * distance));
  return [...slopes, ...bends];
}

/**
 * A slope that reaches the analytic one is measured twice as far away as well: a smooth function's slope differs from that of the point
 * in proportion to the distance, and what is left of it at distance 0 counts.
 */
function* limitOf(study: Study, chart: Chart, seen: Seen, excess: number): Check<Seen> {
  if (!isReached(seen, excess)) return seen;
  const far = nearest(chart, yield* looksAt(study, chart, [seen.look.ray.map((x) => 2 * x)]));
  return { ...seen, shortfall: Math.max(seen.shortfall, 2 * seen.shortfall - far.shortfall) };
}
