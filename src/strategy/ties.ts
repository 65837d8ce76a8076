import { CERTAINTY, type Finding } from '../judge/finding.ts';
import { climb } from '../probe/climb.ts';
import { directionLine, sharedDirection } from '../probe/line.ts';
import type { Check } from '../probe/request.ts';
import { type Study, variableOf } from '../probe/study.ts';

/**
 * Notes where coordinates that do not move the value one by one, over any step, do so together: several kinks meet at the point, as at the
 * median of three equal numbers, and no derivative is zero for what the axes show.
 */
export function* noteTies(
  study: Study,
  coordinates: readonly number[],
  findings: Map<number, Finding>,
): Check<void> {
  const still = coordinates.map((k) => findings.get(k)).filter((one) => one !== undefined);
  const areStill = still.every(({ moved, analytic }) => !moved && analytic === 0);
  if (still.length < 2 || !areStill || !(yield* movesAlong(study, coordinates))) return;
  for (const one of still)
    findings.set(one.coordinate, { ...one, around: { kind: 'open', nearest: one.estimate.value } });
}

function* movesAlong(study: Study, coordinates: readonly number[]): Check<boolean> {
  const { path } = variableOf(study, coordinates[0]);
  const through = { coordinates, key: `${path} ${coordinates.join()}`, set: path };
  const line = directionLine(study, sharedDirection(study, through));
  const { estimate } = yield* climb(study, line, { start: [], tolerated: 0, enough: 0 });
  const { value, bar, slopes = [value] } = estimate;
  return slopes.some((slope) => Math.abs(slope) > CERTAINTY * bar);
}
