import { noiseBar } from '../numeric/extrapolated.ts';
import type { Weighing } from '../numeric/group-testing.ts';
import type { Study } from '../probe/study.ts';
import { type Gauge, LESS_NOISE, median, roundedBy } from './gauge.ts';
import { sidesOfLone } from './lone-beside.ts';
import { type Look, type Side, sideNearest } from './sides.ts';

/** Along what directions, and how sharp they have to be. */
interface Sought {
  readonly members: Uint32Array;
  readonly gauge: Gauge;
  readonly sharp: number;
  /** So many have to agree from one side, at the least. */
  readonly beside: number;
}

/** Of a slope to one side noise is so many times that of both. */
const ONE_SIDED = 3 / 2;
/** What is no more than this part of its bar agrees; what is more has kinks to both sides, and says nothing. */
const AGREES = 1 / 2;
/** No less than this part of the directions have to agree: an error that kinks make up for by chance makes up for itself along few. */
const MOST = 2 / 3;
/** One coordinate is supposed to be wrong where so many times as many sides agree with that as with none. */
const SO_MANY = 2;
/** Noise makes no more of most than this part of the bar of both sides. */
const QUIET = 1 / 3;

/**
 * What directions say that all cross kinks near the point, as those do where a unit sits next to its own: each from the side that has none.
 *
 * With o the odd part, b half of the even one and c what that is without kinks, the slopes to both sides differ from the analytic one by
 * o + (b − c) and o − (b − c). Kinks to one side leave the other as it is; c is the same along all directions, and is where most of them
 * have such a side. An error would have to make up for the kinks of each, which are another along another. That of one coordinate alone is
 * known from them as well.
 *
 * @returns nothing where too few have a side that agrees
 */
export function besideKinks(
  study: Study,
  sought: Sought,
  looks: readonly Look[],
): readonly Weighing[] | undefined {
  const tolerance = AGREES * ONE_SIDED * noiseOf(sought);
  const least = Math.max(sought.beside, Math.ceil(MOST * looks.length));
  if (looks.length < least) return;
  const agreeing = agreeingSides(looks, tolerance);
  if (agreeing.length >= least && areKinked(agreeing, tolerance) && areQuiet(agreeing, sought))
    return weighedFrom(study, sought, agreeing);
  // of many coordinates some account for a few directions by chance
  if (looks.length === least || SO_MANY * agreeing.length > least) return;
  const sides = sidesOfLone(looks, sought.members, { tolerance, least });
  return sides.length === 0 ? undefined : weighedFrom(study, sought, sides);
}

function areQuiet(sides: readonly Side[], sought: Sought): boolean {
  return median(sides.map(({ slope }) => Math.abs(slope))) <= QUIET * noiseOf(sought);
}

function noiseOf({ gauge: { deviation, step } }: Sought): number {
  return LESS_NOISE * noiseBar(deviation, step);
}

function weighedFrom(
  study: Study,
  sought: Sought,
  sides: readonly Side[],
): readonly Weighing[] | undefined {
  const { gauge, sharp } = sought;
  const { scale } = gauge.spread;
  const moving = sides.map(({ look }) => look.moving);
  const bar = (ONE_SIDED * noiseOf(sought)) / scale;
  const weighings = sides.map(({ slope }, i) => ({
    weights: moving[i].weights,
    value: slope / scale,
    bar,
  }));
  const rounded = roundedBy(study, gauge, { moving, weighings });
  return rounded.every((one) => one.bar <= sharp) ? rounded : undefined;
}

/** The sides that agree with the same curvature, for the one with which most do. */
function agreeingSides(looks: readonly Look[], tolerance: number): readonly Side[] {
  const agreeing = (curvature: number) =>
    looks
      .map((look) => sideNearest(look, { slope: 0, curvature }))
      .filter(({ slope }) => Math.abs(slope) <= tolerance);
  const tried = looks.flatMap(({ excess: { odd, even } }) => [even / 2 - odd, even / 2 + odd]);
  const most = tried.map(agreeing).reduce((best, one) => (one.length > best.length ? one : best));
  return most.length === 0 ? most : agreeing(median(most.map((one) => one.curvature)));
}

/** Whether even parts are apart as kinks make them: what is wrong without any makes of all directions the same one. */
function areKinked(sides: readonly Side[], tolerance: number): boolean {
  const bends = sides.map(({ look }) => look.excess.even / 2);
  return Math.max(...bends) - Math.min(...bends) > tolerance;
}
