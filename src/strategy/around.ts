import type { Finding } from '../judge/finding.ts';
import { roundedMove } from '../probe/line.ts';
import type { Check } from '../probe/request.ts';
import type { Study } from '../probe/study.ts';
import {
  chartOf,
  chartWithin,
  closest,
  raysFor,
  slopeNoise,
  spreadOf,
  surplusOver,
} from '../probe/vicinity.ts';
import { withinTurn } from './turn.ts';
import { type Aim, type Around, SAME, walkAround } from './walks.ts';

/** So many points, and those opposite, are looked at first: where all show the slope of the point there is no kink around. */
const FIRST = 4;
/** They are looked at with steps so much shorter than others. */
const SHORTER = 1 / 8;
/** And where more noise shows over these than there was thought to be, with some so many times as long. */
const LONGER = [1, 8, 64];
/** Noise may be so many times what it was thought to be; kinks show more. */
const BY_NOISE = 4;
/** No further away: curvature is all that is taken away of what a smooth function does. */
const FURTHEST = 2 ** -12;
const CLOSER = 1 / 16;
/** So many where it matters that none shows anything else. */
const MANY = 32;
const FEW = 6;

/**
 * Looks whether the analytic slope along a direction is one of a point close around, when it is none of the point itself.
 *
 * Clarke's generalized derivative is the upper limit of the slopes around; a gradient that exceeds it along some direction is no
 * generalized gradient (Clarke 1983, 2.1). Of a function of many coordinates, those that the direction leads through are walked around
 * in by themselves, as long as the others show no other slopes.
 */
export function* lookAround(study: Study, aim: Aim): Check<Around> {
  if (yield* isStraightAround(study, aim)) return { kind: 'excluded' };
  const around = yield* walkAll(study, aim);
  const closer = yield* withinTurn(study, aim, around);
  return closer === undefined ? around : yield* lookAround(study, closer);
}

function* walkAll(study: Study, aim: Aim): Check<Around> {
  const own = chartWithin(aim.vicinity, aim.direction);
  if (own !== undefined) {
    const walked = yield* walkAround(study, own, aim);
    if (walked.kind === 'reached') return walked;
    if (walked.kind === 'excluded' && (yield* isAllBy(study, aim, walked.met))) return walked;
  }
  return yield* walkAround(study, chartOf(aim.vicinity, aim.direction), aim);
}

/** What all mistakes make of the way to an offset, as it is rounded to the formats of the variables; at a kink that depends on the way. */
export function expectedOf(study: Study, mistakes: readonly Finding[]): Aim['expected'] {
  if (mistakes.some(({ estimate }) => estimate.slopes)) return;
  return (offset) =>
    mistakes.reduce((sum, { coordinate, analytic, estimate }) => {
      const made = roundedMove(study, coordinate, offset[coordinate]);
      return sum + (analytic - estimate.value) * made;
    }, 0);
}

/**
 * Whether the slope is that of the point all around, and the value bends along no ray. A kink that the point does not lie on is not seen
 * from close by, where shorter steps tell slopes apart less well; one that it lies on is seen over steps of any length.
 */
function* isStraightAround(study: Study, aim: Aim): Check<boolean> {
  const close = { ...aim, vicinity: closest(aim.vicinity, SHORTER) };
  const near = yield* shortfallsAround(study, close, { times: 1, count: FIRST });
  if (yield* isStraightOver(study, close, near)) return true;
  const most = BY_NOISE * smallest(study, close);
  for (const times of isStraight(near, (x) => Math.abs(x) <= most) ? LONGER : []) {
    const further = { ...aim, vicinity: closest(aim.vicinity, times) };
    if (further.vicinity.distance > FURTHEST) break;
    const seen = yield* shortfallsAround(study, further, { times: 1, count: FIRST });
    if (yield* isStraightOver(study, further, seen)) return true;
  }
  return aim.vicinity.isBlunt && !(yield* bendsThrough(study, close, near));
}

/** Up to what slopes are the same: by what they are looked at for, and by noise. */
function smallest(study: Study, { excess, vicinity }: Aim): number {
  return Math.max(SAME * excess, slopeNoise(study, vicinity));
}

/** Whether what is near shows no kink, or what is twice as far away shows that it is curvature. */
function* isStraightOver(study: Study, aim: Aim, near: Glance): Check<boolean> {
  const least = smallest(study, aim);
  const isSmall = (x: number) => Math.abs(x) <= least;
  if (isStraight(near, isSmall)) return true;
  const far = yield* shortfallsAround(study, aim, { times: 2, count: FIRST });
  return isStraight(continued(near, far), isSmall) || growsWithDistance(near, far, isSmall);
}

/**
 * Whether a bend, or a move that the slopes at the point do not make, stays as it is much closer to the point: the kink leads through it,
 * and not past it. Both show from closer than slopes do.
 */
function* bendsThrough(study: Study, close: Aim, { bends, moves }: Glance): Check<boolean> {
  const { distance } = close.vicinity;
  const closer = yield* shortfallsAround(study, close, { times: CLOSER, count: FIRST });
  const noise = slopeNoise(study, { step: CLOSER * distance });
  const stays = (one: number, further: number) =>
    Math.abs(one) > Math.max(noise, Math.abs(further) / 2);
  return (
    closer.bends.some((bend, i) => stays(bend, bends[i])) ||
    closer.moves.some((move, i) => stays(move, moves[i]))
  );
}

/** What some rays through all coordinates show. */
interface Glance {
  /** By how much the slope along the direction falls short of the analytic one, at a point on each ray and its opposite. */
  readonly shortfalls: readonly number[];
  /** By how much the value bends over the point along each. */
  readonly bends: readonly number[];
  /** By how much it moves along each more than the slopes at the point make it, where these are known. */
  readonly moves: readonly number[];
  readonly excess: number;
}

/** Beyond the edge of a domain there is nothing to see. */
function isStraight({ shortfalls, bends, moves, excess }: Glance, isSmall: (x: number) => boolean) {
  const isNothingOr = (x: number) => Number.isNaN(x) || isSmall(x);
  return (
    shortfalls.every((one) => isNothingOr(one - excess)) &&
    bends.every(isNothingOr) &&
    moves.every(isNothingOr)
  );
}

/** A smooth function differs in proportion to the distance: of what is seen at two, what is left at distance 0 counts. */
function continued(near: Glance, far: Glance): Glance {
  const toZero = (some: readonly number[], others: readonly number[]) =>
    some.map((one, i) => 2 * one - others[i]);
  const { excess } = near;
  return {
    shortfalls: toZero(near.shortfalls, far.shortfalls),
    bends: toZero(near.bends, far.bends),
    moves: toZero(near.moves, far.moves),
    excess,
  };
}

/** What twice as far away is about twice as large: curvature; past a kink slopes differ by as much at any distance. */
function growsWithDistance(near: Glance, far: Glance, isSmall: (x: number) => boolean): boolean {
  const isTwice = (one: number, other: number) =>
    (isSmall(one) && isSmall(other)) || (other / one > 1.5 && other / one < 2.5);
  const { excess } = near;
  return (
    near.shortfalls.every((one, i) => isTwice(one - excess, far.shortfalls[i] - excess)) &&
    near.bends.every((one, i) => isTwice(one, far.bends[i])) &&
    near.moves.every((one, i) => isTwice(one, far.moves[i]))
  );
}

/**
 * Whether all coordinates together show no slopes but those that were met by moving some of them; a few may lie between, where a step
 * leads over a hinge.
 */
function* isAllBy(study: Study, aim: Aim, met: readonly number[]): Check<boolean> {
  const { shortfalls } = yield* shortfallsAround(study, aim, { times: 1, count: MANY });
  const same = SAME * aim.excess;
  const isMet = (one: number) => met.some((other) => Math.abs(one - other) <= same);
  const [low, high] = [Math.min(...met) - same, Math.max(...met) + same];
  const others = shortfalls.filter((one) => !isMet(one));
  return others.length <= FEW && others.every((one) => one >= low && one <= high);
}

interface Rays {
  readonly times: number;
  readonly count: number;
}

function* shortfallsAround(study: Study, aim: Aim, { times, count }: Rays): Check<Glance> {
  const { vicinity, direction, excess, expected } = aim;
  const { scales, step, distance } = vicinity;
  const draw = raysFor(scales.length, 'first');
  const away = (times * distance) / spreadOf(scales.length);
  const rays = Array.from({ length: count }, () => draw().map((x, k) => away * scales[k] * x));
  const half = direction.map((x) => step * x);
  const stretches = [...rays, ...rays.map((ray) => ray.map((x) => -x))].map((offset) => ({
    offset,
    half,
  }));
  const seen = yield* surplusOver(study, stretches);
  const perAway = 1 / (2 * times * distance);
  return {
    shortfalls: seen.map(({ across }) => across / (2 * step)),
    bends: rays.map((_, i) => (seen[i].away + seen[i + count].away) * perAway),
    moves: expected
      ? rays.map((ray, i) => (seen[i].away - seen[i + count].away - 2 * expected(ray)) * perAway)
      : [],
    excess,
  };
}
