import { UNIT_ROUNDOFF } from '../numeric/dtype.ts';
import { spacing } from '../numeric/float.ts';
import { norm } from '../numeric/norm.ts';
import { type Check, gradientAt } from './evaluation.ts';
import type { Finding } from './finding.ts';
import { comparedIn, relativeNoise, type Study, variableOf } from './study.ts';

/** Two neighbours of the point: enough to see rounding, cheap enough for every suspected mistake. */
const NEIGHBOURS = 2;
/** Rounding errors larger than so many roundings of the whole gradient are mistakes, or a branch taken differently. */
const MOST_ROUNDINGS = 1000;

/**
 * Measures the rounding error of the analytic gradient where it is suspected of being wrong.
 *
 * The gradient is read again a few roundings away from the point. A formula that loses digits, a difference of nearly
 * equal terms say, changes by about the error it carries; a wrong one stays as wrong as it was.
 */
export function* measureRounding(
  study: Study,
  suspects: readonly Finding[],
): Check<readonly Finding[]> {
  const bars = new Float64Array(study.subject.size);
  for (let i = 0; i < NEIGHBOURS; i++) {
    const { values } = yield* gradientAt(neighbour(study));
    for (const { coordinate, analytic } of suspects) {
      bars[coordinate] = Math.max(bars[coordinate], Math.abs(values[coordinate] - analytic));
    }
  }
  const size = norm(study.reading.values);
  return suspects.map((finding) => {
    const dtype = comparedIn(study, variableOf(study, finding.coordinate));
    const most = MOST_ROUNDINGS * Math.max(UNIT_ROUNDOFF[dtype], relativeNoise(study)) * size;
    return { ...finding, analyticBar: Math.min(bars[finding.coordinate], most) };
  });
}

/** The point with every coordinate moved by a few roundings, or by the noise of the value where that is larger. */
function neighbour(study: Study) {
  return Array.from(study.base, (x, coordinate) => {
    const { dtype } = variableOf(study, coordinate);
    const size = Math.max(4 * spacing(x, dtype), 2 * relativeNoise(study) * Math.abs(x));
    return { coordinate, to: x + (study.random() < 0.5 ? -size : size) };
  });
}
