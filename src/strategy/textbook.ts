import type { Finding } from '../judge/finding.ts';
import { UNIT_ROUNDOFF } from '../numeric/dtype.ts';
import { type Check, valueAt } from '../probe/evaluation.ts';
import { comparedIn, type Study } from '../probe/study.ts';
import type { Selection } from './selection.ts';

/**
 * The textbook procedure: (f(x + εeᵢ) − f(x − εeᵢ)) / 2ε at one fixed ε, for every coordinate.
 *
 * The division is by 2ε, not by the steps that survived rounding, so that a hand computation gives the same digits. The bar
 * is that of round-off alone: nothing is known about the truncation of a single difference.
 */
export function* textbookDifferences(
  study: Study,
  { variable, checked }: Selection,
  epsilon: number,
): Check<readonly Finding[]> {
  const roundoff = UNIT_ROUNDOFF[comparedIn(study, variable)];
  const findings: Finding[] = [];
  for (const coordinate of checked) {
    const x = study.base[coordinate];
    const plus = yield* valueAt([{ coordinate, to: x + epsilon }]);
    const minus = yield* valueAt([{ coordinate, to: x - epsilon }]);
    const value = (plus - minus) / (2 * epsilon);
    const bar = (roundoff * (Math.abs(plus) + Math.abs(minus))) / (2 * epsilon);
    const analytic = study.reading.values[coordinate];
    const estimate = { value, bar };
    findings.push({
      coordinate,
      analytic,
      estimate,
      analyticBar: 0,
      steepness: 0,
      moved: plus !== study.value || minus !== study.value,
      rungs: [{ right: epsilon, left: epsilon, plus, minus }],
    });
  }
  return findings;
}
