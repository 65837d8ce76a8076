import type { Finding } from '../judge/finding.ts';
import { UNIT_ROUNDOFF } from '../numeric/dtype.ts';
import type { Rung } from '../numeric/estimate.ts';
import { rungsAt } from '../probe/line.ts';
import { moved } from '../probe/point.ts';
import type { Check } from '../probe/request.ts';
import { comparedIn, type Study } from '../probe/study.ts';
import type { Selection } from './selection.ts';

/** How the textbook is gone by. */
export interface Textbook {
  readonly epsilon: number;
  /** Is told of every difference; of those made when a limit is met, too. */
  readonly onFinding: (finding: Finding) => void;
}

/**
 * The textbook procedure: (f(x + εeᵢ) − f(x − εeᵢ)) / 2ε at one fixed ε, for every coordinate.
 *
 * The division is by 2ε, not by the steps that survived rounding, so that a hand computation gives the same digits. The bar
 * is that of round-off alone: nothing is known about the truncation of a single difference.
 */
export function* textbookDifferences(
  study: Study,
  { variable, checked }: Selection,
  { epsilon, onFinding }: Textbook,
): Check<void> {
  const roundoff = UNIT_ROUNDOFF[comparedIn(study, variable)];
  yield* rungsAt(study, checked, {
    sidesOf: (coordinate) => {
      const x = study.base[coordinate];
      const points = [moved(coordinate, x + epsilon), moved(coordinate, x - epsilon)] as const;
      return { right: epsilon, left: epsilon, points };
    },
    onRung: (coordinate, rung) => onFinding(findingOf(study, coordinate, { rung, roundoff })),
  });
}

function findingOf(
  study: Study,
  coordinate: number,
  { rung, roundoff }: { readonly rung: Rung; readonly roundoff: number },
): Finding {
  const { plus, minus, right: epsilon } = rung;
  const value = (plus - minus) / (2 * epsilon);
  const bar = (roundoff * (Math.abs(plus) + Math.abs(minus))) / (2 * epsilon);
  return {
    coordinate,
    analytic: study.reading.values[coordinate],
    estimate: { value, bar },
    analyticBar: 0,
    steepness: 0,
    moved: plus !== study.value || minus !== study.value,
    rungs: [rung],
  };
}
