import { norm } from '../numeric/norm.ts';
import type { Study } from '../probe/study.ts';
import { type Comparison, errorOf, literally, resolutionOf } from './comparison.ts';
import type { Finding, Standing } from './finding.ts';
import type { Found, Judge, Judgement } from './judge.ts';
import { thresholdFor } from './threshold.ts';

/** By the formula alone: the relative error against the threshold, and nothing else. */
export const byTextbook: Judge = {
  compare: (_, found) => literally(found),
  judge,
  // there is no rule for zeros; a difference of a constant is exactly zero, or round-off
  zerosAmong: (_, found) => new Set(found.filter(isZeroTwice)),
  smallestDetectable,
};

function judge(
  study: Study,
  { variable, found, comparison }: Found & { readonly comparison: Comparison },
): Judgement {
  const threshold = thresholdFor(study, variable);
  const wrong = (one: Finding) =>
    !(comparison.error <= threshold) && !(errorOf(one) <= threshold) ? 'disagrees' : 'agrees';
  const complete = found.every(({ estimate }) => Number.isFinite(estimate.value));
  const standings = complete ? found.map(wrong) : found.map(undecidedWhereNotFinite);
  return { threshold, standings, complete };
}

function undecidedWhereNotFinite({ estimate }: Finding): Standing {
  return Number.isFinite(estimate.value) ? 'agrees' : 'undecided';
}

function isZeroTwice({ analytic, estimate }: Finding): boolean {
  return analytic === 0 && Math.abs(estimate.value) <= estimate.bar;
}

/** Round-off is all that is known to blur a threshold that is compared with and nothing else. */
function smallestDetectable(study: Study, { variable, found }: Found): number {
  const bars = norm(found.map(({ estimate }) => estimate.bar));
  const resolution = resolutionOf(bars, {
    analytic: found.map(({ analytic }) => analytic),
    numeric: found.map(({ estimate }) => estimate.value),
  });
  return Math.min(1, thresholdFor(study, variable) + resolution);
}
