import { CERTAINTY, type Finding, withBar } from '../judge/finding.ts';
import { inOrder, isInside, isUnmoved, type Rung } from '../numeric/rung.ts';
import { roundedMove } from '../probe/line.ts';
import { along } from '../probe/point.ts';
import { askRow } from '../probe/probes.ts';
import { type Check, gradientAt } from '../probe/request.ts';
import { baseAt, type Study } from '../probe/study.ts';

/** How far a coordinate is to be moved until the value changes, and what it changes by then. */
interface Zone {
  readonly length: number;
  readonly quantum: number;
}

/** Those that move the value by what is rounded away along them, where that has shown. */
export type Zones = ReadonlyMap<number, Zone>;

export function zonesOf(study: Study, findings: readonly Finding[]): Zones {
  const zones = findings.map((one) => [one.coordinate, zoneOf(study, one)] as const);
  return new Map(zones.filter(([, { length }]) => length > 0 && Number.isFinite(length)));
}

/** A value that is rounded to a quantum is off by the root of a twelfth of that. */
const QUANTUM = Math.sqrt(12);

/** The step over which the derivative makes of the value what noise does, or a jump from where it stands still. */
function zoneOf(
  study: Study,
  { coordinate, analytic, estimate, deviation = 0, rungs = [] }: Finding,
): Zone {
  const base = baseAt(study, coordinate);
  const slope = Math.max(Math.abs(analytic), Math.abs(estimate.value));
  const ladder = inOrder(rungs);
  const moving = ladder.findIndex((rung) => !isUnmoved(base, rung));
  const jump = moving > 0 ? Math.abs(ladder[moving].plus - ladder[moving].minus) : 0;
  const quantum = Math.max(QUANTUM * deviation, jump);
  // no further than where the value was asked for already: beyond, it may not be defined
  const furthest = Math.max(0, ...ladder.map(({ right }) => right));
  return { length: Math.min(quantum / slope, furthest), quantum };
}

/**
 * With the bar of what its analytic derivative changes by as far around as the value is the same but for a quantum, also along the suspect:
 * it does not tell these points apart, nor their derivatives.
 *
 * @returns nothing where that does not explain what the suspect is off by
 */
export function* asAnywhereAlike(
  study: Study,
  suspect: Finding,
  zones: Zones,
): Check<Finding | undefined> {
  const { coordinate, analytic, estimate } = suspect;
  const offset = offsetInto(study, suspect, zones);
  const longest = inOrder(suspect.rungs ?? [])
    .filter(isInside)
    .at(-1);
  if (offset === undefined || longest === undefined) return;
  const quantum = Math.max(...[...zones.values()].map((zone) => zone.quantum));
  let bar = estimate.bar;
  for (const sign of [1, -1]) {
    const place = { offset: offset.map((move) => sign * move), coordinate };
    if (!(yield* isAlike(study, place, { longest, quantum }))) continue;
    const { values } = yield* gradientAt(study.row, along(place.offset, 1));
    bar = Math.max(bar, Math.abs(values[coordinate] - analytic));
  }
  return Math.abs(analytic - estimate.value) <= CERTAINTY * bar ? withBar(suspect, bar) : undefined;
}

/** All zones but that of the suspect together; nothing where there are no others. */
function offsetInto(study: Study, { coordinate }: Finding, zones: Zones): Float64Array | undefined {
  const lengthOf = (k: number) => (k === coordinate ? 0 : (zones.get(k)?.length ?? 0));
  const offset = study.base.map((_, k) => roundedMove(study, k, lengthOf(k)));
  return offset.some((move) => move !== 0) ? offset : undefined;
}

interface Place {
  readonly offset: Float64Array;
  readonly coordinate: number;
}

/** Whether the values at a place, and there over the longest step along a coordinate, are those at the point, but for rounding. */
function* isAlike(
  study: Study,
  { offset, coordinate }: Place,
  { longest, quantum }: { readonly longest: Rung; readonly quantum: number },
): Check<boolean> {
  const points = [0, longest.right, -longest.left].map((step) => {
    const point = offset.slice();
    point[coordinate] = step;
    return along(point, 1);
  });
  const values = yield* askRow(study, points);
  const here = [study.value, longest.plus, longest.minus];
  // what is rounded may be multiplied by the coordinate, and grow with it
  const growth = here.map((value) => Math.max(1, Math.abs(value / (study.value || value))));
  return here.every((value, i) => Math.abs(values[i] - value) <= QUANTA * quantum * growth[i]);
}

/** A jump may be of one quantum or the next, wherever it begins. */
const QUANTA = 2;
