import { UNIT_ROUNDOFF } from '../../numeric/dtype.ts';
import { numberAt, pointAt } from '../function-subject.ts';
import { andThen, type MaybePromise, makeInTurn, orElse } from '../then.ts';
import { isUsers } from '../users-code.ts';
import { variableAt } from '../variable.ts';
import type { WorkingPoint } from '../working-point.ts';
import { type Differenced, differenceOf, stepOf, stepsTo } from './numeric-gradient.ts';

/** From one step to the next. */
const FINER = 1 / 8;
/** A step has to be better than the usual one by this factor: at a kink none is. */
const BETTER = 8;
/** Of the steepest that was seen: what an entry is judged by is coarser. */
const ENOUGH = 2 ** -33;
/** The weights of a difference add up to so much, where each value is rounded by itself. */
const ROUNDED = 128 / 12;

const SIDES = ['both', 'above', 'below'] as const;
/** All steps that they take from the point. */
const STEPS = [...new Set(SIDES.flatMap(stepsTo))].filter((steps) => steps !== 0);

/** A value whose derivatives are looked for. */
export interface Shared {
  readonly told: Omit<Differenced, 'stencil'>;
  /** Told before each evaluation; what it throws ends the search. */
  readonly spend: () => void;
}

/**
 * What share of the usual step suits each coordinate. Nothing but the value says what length it changes over: a step is short enough where
 * differences to both sides and to each of them say the same, and too short where rounding alone tells them apart.
 *
 * Over steps beyond that length central differences may agree with each other at every step, as those of a bump do on zero.
 */
export function sharesOfSteps(shared: Shared): MaybePromise<Float64Array> {
  const place = pointAt(shared.told.at, shared.told.names);
  const base = new Float64Array(place.size);
  place.load(base);
  const shares = makeInTurn(place.size, (coordinate) =>
    shareOf({ ...shared, place, coordinate, x: base[coordinate] }),
  );
  return andThen(shares, (found) => Float64Array.from(found));
}

interface Along extends Shared {
  readonly place: WorkingPoint;
  readonly coordinate: number;
  readonly x: number;
}

/** A share and what differences over it may be off by. */
interface Tried {
  readonly share: number;
  readonly error: number;
}

function shareOf(along: Along): MaybePromise<number> {
  const { dtype } = variableAt(along.place.variables, along.coordinate);
  const lengthOf = (share: number) => stepOf({ x: along.x, dtype }, share);
  return andThen(valueAt(along, 0), (here) => {
    let usual = Number.POSITIVE_INFINITY;
    let steepest = 0;
    const look = (share: number, best: Tried): MaybePromise<number> =>
      andThen(lookOver(along, { here, h: lengthOf(share) }), ({ apart, steep, size }) => {
        const rounding = (ROUNDED * UNIT_ROUNDOFF[dtype] * size) / lengthOf(share);
        const error = Number.isFinite(apart) ? apart + rounding : Number.POSITIVE_INFINITY;
        if (share === 1) usual = error;
        if (Number.isFinite(steep)) steepest = Math.max(steepest, steep);
        const next = error < best.error ? { share, error } : best;
        const isDone = next.error <= ENOUGH * steepest || rounding >= next.error;
        const isFinest = lengthOf(share * FINER) === lengthOf(share);
        if (!isDone && !isFinest) return look(share * FINER, next);
        return next.error < usual / BETTER ? next.share : 1;
      });
    return look(1, { share: 1, error: Number.POSITIVE_INFINITY });
  });
}

interface Seen {
  /** How far apart the differences to both sides and to each of them are. */
  readonly apart: number;
  /** The steepest line from the point to any that was looked at. */
  readonly steep: number;
  /** The largest value. */
  readonly size: number;
}

function lookOver(
  along: Along,
  { here, h }: { readonly here: number; readonly h: number },
): MaybePromise<Seen> {
  const asked = makeInTurn(STEPS.length, (i) => valueAt(along, STEPS[i] * h));
  return andThen(asked, (others) => {
    const at = (steps: number) => (steps === 0 ? here : others[STEPS.indexOf(steps)]);
    const slopes = SIDES.map((side) => differenceOf(side, { values: stepsTo(side).map(at), h }));
    return {
      apart: Math.max(...slopes) - Math.min(...slopes),
      steep: Math.max(...STEPS.map((steps) => Math.abs((at(steps) - here) / (steps * h)))),
      size: Math.max(Math.abs(here), ...others.map(Math.abs)),
    };
  });
}

/** The value aside; outside of its domain it may be no number, or throw. */
function valueAt(
  { told, spend, place, coordinate, x }: Along,
  aside: number,
): MaybePromise<number> {
  spend();
  place.write(coordinate, x + aside);
  const back = () => place.write(coordinate, x);
  const value = orElse<number>(
    () => andThen(numberAt(told.value, place), (values) => values[0] as number),
    (error) => {
      back();
      if (aside === 0 || !isUsers(error)) throw error;
      return Number.NaN;
    },
  );
  return andThen(value, (found) => {
    back();
    return found;
  });
}
