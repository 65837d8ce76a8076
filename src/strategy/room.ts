import type { Rung } from '../numeric/estimate.ts';
import { type Slopes, type Steps, straightSteps } from '../numeric/straight.ts';
import { coordinateLine, rungAt } from '../probe/line.ts';
import type { Check } from '../probe/request.ts';
import type { Study } from '../probe/study.ts';
import { type Vicinity, vicinityOf } from '../probe/vicinity.ts';
import { FACTOR } from '../probe/way.ts';

/** So many longer steps are taken along a coordinate for room. */
const LONGER = 4;

/** What was seen along a coordinate that takes part, and which slopes count as the same there. */
export interface Side {
  readonly coordinate: number;
  readonly rungs: readonly Rung[];
  readonly slopes: Slopes;
  readonly tolerance: number;
}

/** The steps over which the value goes straight along a coordinate, and whether longer ones were never taken. */
interface Straight extends Side {
  readonly straight: Steps;
  readonly isOpen: boolean;
}

/** @returns nothing where no step shows the slopes */
export function straightAlong(study: Study, side: Side): Straight | undefined {
  const { coordinate, rungs, slopes, tolerance } = side;
  const straight = straightSteps(study, rungs, { slopes, tolerance });
  if (straight === undefined) return;
  const { coarsest } = straight;
  const isLongest = rungs.every(({ right }) => right <= coarsest);
  const isOpen = isLongest && FACTOR * coarsest <= coordinateLine(study, coordinate).coarsest;
  return { ...side, straight, isOpen };
}

/**
 * The vicinity of coordinates that go straight. A ladder ends where the slopes are known, which says nothing of how far they go on: where
 * noise asks for more room than the ladders have shown, longer steps are taken along those that leave the least, until one of them bends.
 *
 * @returns nothing where there is no room
 */
export function* roomAround(study: Study, given: readonly Straight[]): Check<Vicinity | undefined> {
  let sides = given;
  let vicinity = vicinityOf(study, sides);
  for (let i = 0; i < LONGER && vicinity === undefined; i++) {
    const narrow = narrowest(sides);
    if (!narrow.some(({ isOpen }) => isOpen)) break;
    const further = new Map<Straight, Straight>();
    for (const side of narrow) if (side.isOpen) further.set(side, yield* furtherAlong(study, side));
    sides = sides.map((side) => further.get(side) ?? side);
    vicinity = vicinityOf(study, sides);
  }
  return vicinity;
}

function narrowest(sides: readonly Straight[]): readonly Straight[] {
  const least = sides.reduce(
    (a, { straight }) => Math.min(a, straight.coarsest),
    Number.POSITIVE_INFINITY,
  );
  return sides.filter(({ straight }) => straight.coarsest < FACTOR * least);
}

function* furtherAlong(study: Study, side: Straight): Check<Straight> {
  const line = coordinateLine(study, side.coordinate);
  const rung = yield* rungAt(study, line, FACTOR * side.straight.coarsest);
  return straightAlong(study, { ...side, rungs: [...side.rungs, rung] }) ?? side;
}
