import { NOISE_COVERAGE } from '../numeric/convergence.ts';
import { noiseOf } from '../numeric/noise.ts';
import { norm } from '../numeric/norm.ts';
import { isRowOfMatrix, noiseLevel, type Study, sizeAt } from '../probe/study.ts';
import type { Variable } from '../subject/variable.ts';
import type { Selection } from './selection.ts';

/** Rounding may hide this part of what the norm tolerates. */
const HIDDEN = 1 / 2;
/** Over this part of √τ a function whose length scale is the point, or 1, leaves a straight line by a tenth of τ. */
const LONGEST = 3 / 4;

/**
 * Chooses a longer first step for a variable where the rounding of the value would hide more of its gradient than the threshold: a sum
 * of many terms is rounded at its own size, and changes by that of one.
 *
 * No longer than truncation allows, and only where that is enough; else each coordinate needs a ladder anyway. It is a guess by the
 * analytic derivative, and no evidence: it decides what agreement costs. Rows share what the first of them looked at.
 */
export function chooseFirstStep(
  study: Study,
  { variable, checked }: Selection,
  threshold: number,
): void {
  if (study.row > 0 || isRowOfMatrix(study)) return;
  const enough = (study.step * partHidden(study, checked)) / threshold;
  const longest = LONGEST * Math.sqrt(threshold);
  const step = Math.min(enough / HIDDEN, longest);
  if (enough <= longest && step > study.step) study.probes.steps.set(variable, step);
}

/** Whether first steps along a variable are longer than usual. */
export function isLong({ probes }: Study, variable: Variable): boolean {
  return probes.steps.has(variable);
}

/** What rounding hides over the usual first steps, as a part of the norm of the gradient. */
function partHidden(study: Study, coordinates: Uint32Array): number {
  const analytic = Float64Array.from(coordinates, (k) => study.reading.values[k]);
  const lengths = Float64Array.from(coordinates, (k) => 2 * study.step * sizeAt(study, k));
  const deviation = Math.SQRT2 * noiseOf(study.value, noiseLevel(study));
  return norm(lengths.map((length) => (NOISE_COVERAGE * deviation) / length)) / norm(analytic);
}
