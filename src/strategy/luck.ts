import { FACTOR } from '../probe/climb.ts';
import { sidesAlong } from '../probe/line.ts';
import { askRow } from '../probe/probes.ts';
import type { Check } from '../probe/request.ts';
import { isRowOfMatrix, type Study } from '../probe/study.ts';
import type { FirstLook, Nearer } from './first-look.ts';

/**
 * Where a step leaves more than is tolerated, what it leaves and a mistake may make up for each other. One value nearer by tells: its slope
 * without the curvature that both sides show is off by a fiftieth of that.
 *
 * @returns the looks, those that agreed by luck as unsettled
 */
export function* withoutLuck(
  study: Study,
  looks: readonly FirstLook[],
  threshold: number,
): Check<readonly FirstLook[]> {
  // the points of a matrix are shared, and each of its rows would ask for others
  if (isRowOfMatrix(study)) return looks;
  const doubtful = looks.filter(({ outcome, isLucky }) => isLucky && outcome === 'settled');
  if (doubtful.length === 0) return looks;
  const nearer = yield* nearerBy(study, doubtful);
  const isLuck = new Set(doubtful.filter((look, i) => !agrees(study, look, nearer[i], threshold)));
  return looks.map((look) => (isLuck.has(look) ? { ...look, outcome: 'unsettled' } : look));
}

/** A value nearer by for each of some looks: the one that is known, or one more. */
function* nearerBy(study: Study, looks: readonly FirstLook[]): Check<readonly Nearer[]> {
  const unknown = looks.filter(({ nearer }) => nearer === undefined);
  const sides = unknown.map(({ coordinate, rung }) =>
    sidesAlong(study, coordinate, rung.right / FACTOR),
  );
  const values = yield* askRow(
    study,
    sides.map(({ points }) => points[0]),
  );
  const asked = new Map(
    unknown.map((look, i) => [look, { step: sides[i].right, value: values[i] }] as const),
  );
  return looks.flatMap((look) => look.nearer ?? asked.get(look) ?? []);
}

/** Whether the slope over a shorter step to the right, without the curvature that the look has seen, is the analytic one, whatever noise there is in it. */
function agrees(
  study: Study,
  { coordinate, rung }: FirstLook,
  { step, value }: Nearer,
  threshold: number,
): boolean {
  const analytic = study.reading.values[coordinate];
  const { right, left, plus, minus } = rung;
  const bend = (plus - study.value) / right - (study.value - minus) / left;
  const slope = (value - study.value) / step - (bend * step) / (right + left);
  return Math.abs(slope - analytic) <= threshold * (Math.abs(slope) + Math.abs(analytic));
}
