import { byBars } from '../judge/by-bars.ts';
import { byTextbook } from '../judge/by-textbook.ts';
import type { Finding } from '../judge/finding.ts';
import type { Judge } from '../judge/judge.ts';
import { thresholdFor } from '../judge/threshold.ts';
import type { ResolvedOptions } from '../options/options.ts';
import type { Check } from '../probe/request.ts';
import type { Study } from '../probe/study.ts';
import { lookCoarsely } from '../strategy/coarse-look.ts';
import { examine } from '../strategy/one-by-one.ts';
import { reconsider } from '../strategy/reconsider.ts';
import { searchRest } from '../strategy/rest.ts';
import type { Selection } from '../strategy/selection.ts';
import { textbookDifferences } from '../strategy/textbook.ts';

/** How a check goes about it: along which lines it looks, and by what it judges what it finds there. */
export interface Procedure {
  /** Finds out about the selected coordinates of one variable. */
  look(study: Study, selection: Selection, findings: Map<number, Finding>): Check<void>;
  /** Looks at everything found so far once more, before a mistake is reported. */
  reconsider(study: Study, all: readonly Map<number, Finding>[]): Check<void>;
  readonly judge: Judge;
}

/** With a fixed step the textbook's, else one that finds its steps. */
export function procedureFor({ epsilon }: ResolvedOptions): Procedure {
  return epsilon === undefined ? adaptive : textbookWith(epsilon);
}

const adaptive: Procedure = {
  look: lookAdaptively,
  *reconsider(study, all) {
    yield* lookCoarsely(study, all);
    yield* reconsider(study, all);
  },
  judge: byBars,
};

function* lookAdaptively(
  study: Study,
  selection: Selection,
  findings: Map<number, Finding>,
): Check<void> {
  const threshold = thresholdFor(study, selection.variable);
  yield* examine(study, selection, { threshold, findings });
  if (selection.rest === 0) return;
  const hidden = yield* searchRest(study, selection, threshold);
  if (hidden) findings.set(hidden.coordinate, hidden);
}

function textbookWith(epsilon: number): Procedure {
  return {
    judge: byTextbook,
    look: (study, selection, findings) =>
      textbookDifferences(study, selection, {
        epsilon,
        onFinding: (finding) => findings.set(finding.coordinate, finding),
      }),
    *reconsider() {},
  };
}
