import { CERTAINTY, type Finding, withBar } from '../judge/finding.ts';
import { inOrder, isUnmoved } from '../numeric/rung.ts';
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
 * With the bar of what its analytic derivative changes by as far around as the value is the same but for a quantum: it does not tell
 * these points apart, nor their derivatives.
 *
 * @returns nothing where that does not explain what the suspect is off by
 */
export function* asAnywhereAlike(
  study: Study,
  suspect: Finding,
  zones: Zones,
): Check<Finding | undefined> {
  const { coordinate, analytic, estimate } = suspect;
  const lengthOf = (k: number) => (k === coordinate ? 0 : (zones.get(k)?.length ?? 0));
  const offset = study.base.map((_, k) => roundedMove(study, k, lengthOf(k)));
  if (offset.every((move) => move === 0)) return;
  const quantum = Math.max(...[...zones.values()].map((zone) => zone.quantum));
  const points = [1, -1].map((sign) => along(offset, sign));
  const values = yield* askRow(study, points);
  let bar = estimate.bar;
  for (const [i, point] of points.entries()) {
    const isAlike = Math.abs(values[i] - study.value) <= QUANTA * quantum;
    if (!isAlike) continue;
    const moved = yield* gradientAt(study.row, point);
    bar = Math.max(bar, Math.abs(moved.values[coordinate] - analytic));
  }
  return Math.abs(analytic - estimate.value) <= CERTAINTY * bar ? withBar(suspect, bar) : undefined;
}

/** So many quanta are no more than one from place to place. */
const QUANTA = 2;
