import { spacing } from '../numeric/float.ts';
import type { Onset } from '../numeric/line-noise.ts';
import { moved } from './point.ts';
import { askRow } from './probes.ts';
import type { Check } from './request.ts';
import { type Study, variableOf } from './study.ts';

/** As near to where a copy changes as doubles of few operations are sure to be. */
const BESIDE = 4;

/**
 * Looks whether the value stands still until the coordinate, rounded to single precision, is another number, and moves there: then it is
 * computed from a copy in a `Float32Array`, however large the jump is beside the value. Two evaluations.
 *
 * A value that has stairs of its own has none within so few spacings of doubles there.
 */
export function* onsetOfSingleCopy(study: Study, coordinate: number): Check<Onset | undefined> {
  const x = study.base[coordinate];
  const boundary = endOfSingle(x);
  if (variableOf(study, coordinate).dtype !== 'float64' || !Number.isFinite(boundary)) return;
  const beside = BESIDE * spacing(boundary, 'float64');
  const away = Math.sign(boundary) * beside;
  const [before, after] = yield* askRow(study, [
    moved(coordinate, boundary - away),
    moved(coordinate, boundary + away),
  ]);
  const size = Math.abs(after - study.value);
  if (before !== study.value || !(size > 0 && Number.isFinite(size))) return;
  return { at: Math.abs(boundary - x), size, shrinks: false, isOfCopy: true };
}

/** Away from 0, the end of what rounds to the same number in single precision; none where that is 0. */
function endOfSingle(x: number): number {
  const single = Math.fround(x);
  return single === 0 ? Number.NaN : single + (Math.sign(single) * spacing(single, 'float32')) / 2;
}
