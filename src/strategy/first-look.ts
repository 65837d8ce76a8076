import type { Finding } from '../judge/finding.ts';
import { isUnmoved } from '../numeric/coarse-steps.ts';
import type { Estimate, Rung } from '../numeric/estimate.ts';
import { bends } from '../numeric/kink.ts';
import { noiseOf } from '../numeric/noise.ts';
import type { Check } from '../probe/evaluation.ts';
import { coordinateLine } from '../probe/line.ts';
import { hasMoved, steepness } from '../probe/steepness.ts';
import type { Study } from '../probe/study.ts';

/** What the first tier saw at one coordinate. */
export interface FirstLook {
  readonly coordinate: number;
  readonly rung: Rung;
  readonly estimate: Estimate;
  /**
   * `settled`: agrees to the threshold; `silent`: the difference is no larger than round-off; `unsettled`: look closer.
   */
  readonly outcome: 'settled' | 'silent' | 'unsettled';
}

/** The first tier: one central difference. */
export function* firstLook(study: Study, coordinate: number, threshold: number): Check<FirstLook> {
  const line = coordinateLine(study, coordinate);
  const rung = yield* line.rung(study.subject.knownStep?.(coordinate) ?? line.first);
  const estimate = singleDifference(study, rung);
  noteSlope(study, coordinate, estimate.value);
  const difference = Math.abs(line.analytic - estimate.value);
  const tolerated = threshold * (Math.abs(line.analytic) + Math.abs(estimate.value));
  const outcome = () => {
    if (!Number.isFinite(difference) || bends(study, rung, estimate)) return 'unsettled';
    if (isUnmoved(study, rung)) return difference <= estimate.bar ? 'silent' : 'unsettled';
    if (difference <= tolerated && estimate.bar <= tolerated) return 'settled';
    return difference <= estimate.bar ? 'silent' : 'unsettled';
  };
  return { coordinate, rung, estimate, outcome: outcome() };
}

function noteSlope({ slopes }: Study, coordinate: number, numeric: number): void {
  const size = Math.abs(numeric);
  if (Number.isFinite(size) && !(size <= slopes[coordinate])) slopes[coordinate] = size;
}

/** One central difference with the bar of its round-off. */
function singleDifference({ noise }: Study, { right, left, plus, minus }: Rung): Estimate {
  const deviation = Math.hypot(noiseOf(plus, noise), noiseOf(minus, noise));
  return { value: (plus - minus) / (right + left), bar: (3 * deviation) / (right + left) };
}

/** What a first look amounts to when nothing more is looked at. */
export function findingOf(study: Study, { coordinate, estimate, rung }: FirstLook): Finding {
  const analytic = study.reading.values[coordinate];
  const difference = Math.abs(analytic - estimate.value);
  return {
    coordinate,
    analytic,
    // agreement is evidence that truncation is no larger than about the difference
    estimate: { ...estimate, bar: Math.max(estimate.bar, 2 * difference) },
    analyticBar: 0,
    steepness: steepness(study, coordinate, [rung]),
    moved: hasMoved(study, [rung]),
  };
}
