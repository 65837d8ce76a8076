import { noiseBar } from '../numeric/extrapolated.ts';
import type { Weighing } from '../numeric/group-testing.ts';
import type { Study } from '../probe/study.ts';
import { type Gauge, LESS_NOISE, median, roundedBy } from './gauge.ts';
import { PAIRED, sidesOfLone } from './lone-beside.ts';
import { type Look, type Side, sideNearest } from './sides.ts';

/** Along what directions, and how sharp they have to be. */
interface Sought {
  readonly members: Uint32Array;
  readonly gauge: Gauge;
  readonly sharp: number;
  /** So many have to agree from one side, at the least. */
  readonly beside: number;
  /** What half of an even part is without kinks, where that is known. */
  readonly curvature?: number;
}

/** What directions say, each from one side. */
interface Beside {
  readonly weighings: readonly Weighing[];
  /** Whether the sides are those that one wrong coordinate would account for: it is no more than supposed until it is measured. */
  readonly isSupposed: boolean;
}

/** Of a slope to one side noise is so many times that of both. */
const ONE_SIDED = 3 / 2;
/** What is no more than this part of its bar agrees; what is more has kinks to both sides, and says nothing. */
const AGREES = 1 / 2;
/** Of further directions no less than this part have to agree: kinks make up for an error along few of them by chance. */
const MOST = 2 / 3;
/** One coordinate is supposed to be wrong where so many times as many sides agree with that as with none. */
const SO_MANY = 2;
/** Noise makes no more of most than this part of the bar of both sides. */
export const QUIET = 1 / 3;

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
): Beside | undefined {
  const tolerance = toleranceOf(sought);
  const { beside } = sought;
  if (looks.length < beside) return;
  const agreeing = agreeingSides(looks, sought);
  const enough = Math.ceil(beside + MOST * (looks.length - beside));
  if (agreeing.length >= enough && areKinked(agreeing, sought) && areQuiet(agreeing, sought))
    // what was chosen says no more than so few that were not
    return weighedFrom(study, sought, { sides: agreeing.slice(0, beside), isSupposed: false });
  const least = Math.ceil(MOST * looks.length);
  // of many coordinates some account for a few directions by chance
  if (looks.length <= PAIRED || SO_MANY * agreeing.length > least) return;
  const sides = sidesOfLone(looks, sought.members, { tolerance, least });
  return sides.length === 0 ? undefined : weighedFrom(study, sought, { sides, isSupposed: true });
}

/** Whether all of some directions have a side that agrees, with the curvature that is known. */
export function agreeBeside(sought: Omit<Sought, 'members'>, looks: readonly Look[]): boolean {
  const { curvature = 0 } = sought;
  return agreeingWith(curvature, looks, toleranceOf(sought)).length === looks.length;
}

/** Whether half of them have one: with two kinks near, either to any side, half of all do, and further ones are without hope. */
export function areHalved(sought: Omit<Sought, 'members'>, looks: readonly Look[]): boolean {
  return 2 * agreeingSides(looks, sought).length === looks.length;
}

function areQuiet(sides: readonly Side[], sought: Sought): boolean {
  return median(sides.map(({ slope }) => Math.abs(slope))) <= QUIET * noiseOf(sought);
}

type Gauged = Pick<Sought, 'gauge'>;
type Bent = Pick<Sought, 'gauge' | 'curvature'>;

function noiseOf({ gauge: { deviation, step } }: Gauged): number {
  return LESS_NOISE * noiseBar(deviation, step);
}

function toleranceOf(sought: Gauged): number {
  return AGREES * ONE_SIDED * noiseOf(sought);
}

function weighedFrom(
  study: Study,
  sought: Sought,
  { sides, isSupposed }: { readonly sides: readonly Side[]; readonly isSupposed: boolean },
): Beside | undefined {
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
  return rounded.every((one) => one.bar <= sharp) ? { weighings: rounded, isSupposed } : undefined;
}

/**
 * The sides that agree with the same curvature, for the one with which most do where none is known. What is known of it is off by a little of
 * one part or another: what counts is the one that they agree on.
 */
function agreeingSides(looks: readonly Look[], { curvature, ...sought }: Bent): readonly Side[] {
  const tolerance = toleranceOf(sought);
  const agreeing = (supposed: number) => agreeingWith(supposed, looks, tolerance);
  const tried = curvature === undefined ? looks.flatMap(curvaturesOf) : [curvature];
  const most = tried.map(agreeing).reduce((best, one) => (one.length > best.length ? one : best));
  return most.length === 0 ? most : agreeing(commonOf(most));
}

/** What the curvature would have to be for one side to agree, or the other. */
function curvaturesOf({ excess: { odd, even } }: Look): readonly number[] {
  return [even / 2 - odd, even / 2 + odd];
}

function commonOf(sides: readonly Side[]): number {
  return median(sides.map((one) => one.curvature));
}

/** What half of an even part is without kinks, as most directions agree on it beside those near the point; nothing where too few do. */
export function curvatureBeside(sought: Gauged, looks: readonly Look[]): number | undefined {
  const sides = agreeingSides(looks, sought);
  const areMost = sides.length >= MOST * looks.length && areKinked(sides, sought);
  return areMost ? commonOf(sides) : undefined;
}

function agreeingWith(
  curvature: number,
  looks: readonly Look[],
  tolerance: number,
): readonly Side[] {
  return looks
    .map((look) => sideNearest(look, { slope: 0, curvature }))
    .filter(({ slope }) => Math.abs(slope) <= tolerance);
}

/**
 * Whether even parts are apart as kinks make them, from one another or from the curvature that is known: what is wrong without any makes of
 * all directions the same one.
 */
function areKinked(sides: readonly Side[], sought: Bent): boolean {
  const bends = sides.map(({ look }) => look.excess.even / 2);
  const known = sought.curvature === undefined ? [] : [sought.curvature];
  const all = [...bends, ...known];
  return Math.max(...all) - Math.min(...all) > toleranceOf(sought);
}
