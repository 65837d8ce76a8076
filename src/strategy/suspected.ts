import type { Finding } from '../judge/finding.ts';
import { nameCoordinate } from '../judge/naming.ts';
import { thresholdFor } from '../judge/threshold.ts';
import type { Study } from '../probe/study.ts';
import type { Variable } from '../subject/variable.ts';

/** So many are enough to tell. */
const ENOUGH = 8;

/** The coordinates that are off by far, as far as it is known; a first look that differs may still turn out to be right. */
export function suspectedIn(
  study: Study,
  {
    variable,
    findings,
  }: { readonly variable: Variable; readonly findings: ReadonlyMap<number, Finding> },
): readonly string[] {
  const gross = Math.sqrt(thresholdFor(study, variable));
  const names: string[] = [];
  for (const { coordinate, analytic, estimate } of findings.values()) {
    const distance = Math.abs(analytic - estimate.value);
    const size = Math.abs(analytic) + Math.abs(estimate.value);
    // the bar of a first look is twice the difference, where that is more than noise makes
    if (!(distance <= gross * size) && !(2 * distance < estimate.bar))
      names.push(nameCoordinate(variable, coordinate));
    if (names.length === ENOUGH) break;
  }
  return names;
}
