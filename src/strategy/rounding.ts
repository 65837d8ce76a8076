import type { Finding } from '../judge/finding.ts';
import { coarsest } from '../numeric/dtype.ts';
import { spacing } from '../numeric/float.ts';
import { along } from '../probe/point.ts';
import { type Check, gradientAt } from '../probe/request.ts';
import { comparedIn, drawn, type Study } from '../probe/study.ts';
import type { Uniform } from '../subject/random.ts';

/** Pairs of neighbours: enough to see rounding, cheap enough for every suspected mistake. */
const PAIRS = 2;

/**
 * Measures the rounding error of the analytic gradient where it is suspected of being wrong.
 *
 * The gradient is read again a few roundings away from the point. A formula that loses digits, a difference of nearly
 * equal terms say, changes by about the error it carries; a wrong one stays as wrong as it was. Of two opposite
 * neighbours the smaller change counts: next to a kink only one of them takes another branch.
 */
export function* measureRounding(
  study: Study,
  suspects: readonly Finding[],
): Check<readonly Finding[]> {
  const bars = new Float64Array(study.subject.size);
  for (let i = 0; i < PAIRS; i++) {
    const offsets = smallOffsets(study, drawn(study, 'rounding', String(i)));
    const above = yield* gradientAt(study.row, along(offsets, 1));
    const below = yield* gradientAt(study.row, along(offsets, -1));
    for (const { coordinate: k, analytic } of suspects) {
      const changes = [above, below]
        .map(({ values }) => Math.abs(values[k] - analytic))
        .filter(Number.isFinite);
      if (changes.length > 0) bars[k] = Math.max(bars[k], Math.min(...changes));
    }
  }
  return suspects.map((finding) => ({
    ...finding,
    // at a kink the neighbours lie on other branches, whose gradients say nothing about rounding
    analyticBar: finding.estimate.slopes ? 0 : bars[finding.coordinate],
  }));
}

/** A few roundings of each coordinate in the format that it is compared in, or that the value rounds it to on the way. */
function smallOffsets(study: Study, random: Uniform): Float64Array {
  const { base, subject } = study;
  const offsets = new Float64Array(base.length);
  for (const variable of subject.variables) {
    const dtype = coarsest(
      comparedIn(study, variable),
      study.noise.isSingleInside ? 'float32' : 'float64',
    );
    const end = variable.offset + variable.size;
    for (let k = variable.offset; k < end; k++) {
      const size = 2 * spacing(base[k], dtype);
      offsets[k] = random() < 0.5 ? -size : size;
    }
  }
  return offsets;
}
