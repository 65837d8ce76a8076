import {
  isSubgradient,
  comparedWith as nearestBetweenSlopes,
  uncertaintyOf,
} from '../numeric/kink.ts';
import { norm, type Pair, relativeError } from '../numeric/norm.ts';
import { comparedIn, type Study, variableOf } from '../probe/study.ts';
import type { Finding } from './finding.ts';
import { DEFAULT_THRESHOLD } from './threshold.ts';

/** A derivative this many bars from zero may still be zero: a bar covers all but a few per cent of the errors. */
export const NEARLY_ZERO = 3;

/** The numeric derivative that the analytic one is compared with: at kinks the nearest that is possible, alone or together. */
export function comparedWith(finding: Finding): number {
  const { around } = finding;
  return around?.kind === 'impossible' ? around.nearest : nearestBetweenSlopes(finding);
}

/** One variable's derivatives side by side. */
export interface Comparison {
  readonly error: number;
  readonly resolution: number;
}

/** Compares what can be compared: coordinates that are zero on both sides agree, and count no further. */
export function compare(study: Study, found: readonly Finding[]): Comparison {
  const nonZero = found.filter((finding) => !isZero(study, finding));
  const analytic = nonZero.map((one) => one.analytic);
  const numeric = nonZero.map(comparedWith);
  const uncertainty = norm(nonZero.map(unexplained));
  return {
    error: relativeError({ analytic, numeric }),
    resolution: resolutionOf(uncertainty, { analytic, numeric }),
  };
}

/** What is uncertain about a coordinate; nothing where the analytic value is one of the subgradients of a kink. */
function unexplained(finding: Finding): number {
  return isSubgradient(finding) ? 0 : uncertaintyOf(finding.estimate);
}

/** By the formula alone: a textbook zero has no bar. */
export function literally(found: readonly Finding[]): Comparison {
  const analytic = found.map((one) => one.analytic);
  const numeric = found.map(({ estimate }) => estimate.value);
  const bars = norm(found.map(({ estimate }) => estimate.bar));
  return {
    error: relativeError({ analytic, numeric }),
    resolution: resolutionOf(bars, { analytic, numeric }),
  };
}

/** The relative error that the uncertainty alone could make; 1, nothing resolved, where there is no estimate. */
export function resolutionOf(uncertainty: number, { analytic, numeric }: Pair): number {
  if (uncertainty === 0) return 0;
  const [a, n] = [analytic, numeric].map((values) =>
    norm(Array.from(values).filter(Number.isFinite)),
  );
  const share = uncertainty / (a + n);
  return Number.isNaN(share) ? 1 : Math.min(share, 1);
}

/**
 * Whether both derivatives are zero: within a bar that is small against what the derivative would be if it were not zero.
 *
 * There is nothing then that their difference could be relative to; they agree.
 */
export function isZero(
  study: Study,
  { analytic, coordinate, estimate, steepness, moved }: Finding,
): boolean {
  const { value, bar, slopes } = estimate;
  // a value that never moved and a derivative that is zero: nothing speaks for anything else
  if (analytic === 0 && !moved) return true;
  if (slopes) return false;
  const dtype = comparedIn(study, variableOf(study, coordinate));
  const resolved = bar <= Math.sqrt(DEFAULT_THRESHOLD[dtype]) * steepness;
  const size = Math.max(Math.abs(analytic), Math.abs(value));
  return resolved && size <= NEARLY_ZERO * bar;
}

/** The relative error of one coordinate. */
export function errorOf(finding: Finding): number {
  return relativeError({ analytic: [finding.analytic], numeric: [comparedWith(finding)] });
}
