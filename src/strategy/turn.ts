import { roundedMove } from '../probe/line.ts';
import type { Check } from '../probe/request.ts';
import { grainAt, type Study } from '../probe/study.ts';
import { ROUNDINGS, slopeNoise, surplusOver, type Vicinity } from '../probe/vicinity.ts';
import type { Aim, Around } from './walks.ts';

/** A slope has turned when it is this part of the way to what it is at the offset. */
const TURNED = 1 / 2;
/** Where a kink is crossed a slope turns by more than this part of the whole within a step however short. */
const AT_ONCE = 1 / 2;
/** The place is known to this factor. */
const KNOWN = 1.25;
/** Noise hides this part of the difference at the most. */
const SEEN = 1 / 8;
/** Points so many times nearer than where a slope has turned show it as it is at the point. */
const NEARER = 64;

/**
 * The same aim in a smaller vicinity, where the slope that was found close around is one that the slope of the point has gradually become
 * on the way: a smooth function of coordinates of 1e-66 is another one 1e-60 away. Past a kink it has become so at once.
 *
 * @returns nothing where it has, or where there is nothing closer to the point
 */
export function* withinTurn(study: Study, aim: Aim, around: Around): Check<Aim | undefined> {
  if (around.kind === 'excluded' || around.offset === undefined) return;
  const turn = yield* gradualTurn(study, aim, around.offset);
  if (turn === undefined) return;
  const vicinity = shrunk(study, aim, turn / NEARER);
  return vicinity && { ...aim, vicinity };
}

/** A part of the way, and how far the slope has turned there. */
interface Place {
  readonly part: number;
  readonly turned: number;
}

/** Which part of the way to an offset the slope along the direction turns at; nothing where it does not, or turns at once. */
function* gradualTurn(study: Study, aim: Aim, offset: Float64Array): Check<number | undefined> {
  const turnedAt = turnOn(study, aim, offset);
  const whole = yield* turnedAt(1);
  const least = leastPart(study, aim, offset);
  if (!(Math.abs(whole) >= aim.excess * TURNED) || !(least < 1)) return;
  let from: Place = { part: least, turned: (yield* turnedAt(least)) / whole };
  let to: Place = { part: 1, turned: 1 };
  if (Math.abs(from.turned) >= TURNED) return;
  while (to.part > KNOWN * from.part) {
    const part = Math.sqrt(from.part) * Math.sqrt(to.part);
    const turned = (yield* turnedAt(part)) / whole;
    if (Math.abs(turned) >= TURNED) to = { part, turned };
    else from = { part, turned };
  }
  return Math.abs(to.turned - from.turned) < AT_ONCE ? from.part : undefined;
}

/**
 * By how much the slope along the direction exceeds that at the point, a part of the way to an offset. Steps are shorter by the same part:
 * whatever reaches up to the point looks alike at every one.
 */
function turnOn(
  study: Study,
  { vicinity: { step }, direction, excess }: Aim,
  offset: Float64Array,
) {
  return function* (part: number): Check<number> {
    const half = direction.map((x) => part * step * x);
    const [{ across }] = yield* surplusOver(study, [{ offset: offset.map((x) => part * x), half }]);
    return excess - across / (2 * part * step);
  };
}

/** The least part of the way at which rounding and noise leave the slope to be seen. */
function leastPart(study: Study, aim: Aim, offset: Float64Array): number {
  const { vicinity, direction, excess } = aim;
  const moves = [...offset.keys()].filter((k) => roundedMove(study, k, offset[k]) !== 0);
  const least = slopeNoise(study, vicinity) / (SEEN * excess);
  return moves.reduce((part, k) => {
    const length = direction[k] === 0 ? offset[k] : vicinity.step * direction[k];
    return Math.max(part, (ROUNDINGS * grainAt(study, k)) / Math.abs(length));
  }, least);
}

/** A vicinity that is so much smaller along what the direction does not lead through; nothing where rounding leaves none. */
function shrunk(study: Study, { vicinity, direction }: Aim, times: number): Vicinity | undefined {
  const least = (k: number) => (ROUNDINGS * grainAt(study, k)) / vicinity.step;
  const scales = vicinity.scales.map((scale, k) =>
    direction[k] === 0 ? Math.max(times * scale, least(k)) : scale,
  );
  return scales.some((scale, k) => scale < vicinity.scales[k])
    ? { ...vicinity, scales }
    : undefined;
}
