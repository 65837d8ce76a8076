import type { Check } from '../probe/request.ts';
import { isRowOfMatrix, type Study } from '../probe/study.ts';
import type { FirstLook } from './first-look.ts';
import { type NearerLook, nearerBy } from './nearer.ts';

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
  const isLuck = new Set(
    (yield* nearerBy(study, doubtful))
      .filter((look) => !agrees(study, look, threshold))
      .map(({ coordinate }) => coordinate),
  );
  return looks.map((look) =>
    isLuck.has(look.coordinate) ? { ...look, outcome: 'unsettled' } : look,
  );
}

/** Whether the slope over a shorter step to the right, without the curvature that the look has seen, is the analytic one, whatever noise there is in it. */
function agrees(
  study: Study,
  { coordinate, rung, nearer: { step, value } }: NearerLook,
  threshold: number,
): boolean {
  const analytic = study.reading.values[coordinate];
  const { right, left, plus, minus } = rung;
  const bend = (plus - study.value) / right - (study.value - minus) / left;
  const slope = (value - study.value) / step - (bend * step) / (right + left);
  return Math.abs(slope - analytic) <= threshold * (Math.abs(slope) + Math.abs(analytic));
}
