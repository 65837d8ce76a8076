import { byBars } from '../judge/by-bars.ts';
import { byTextbook } from '../judge/by-textbook.ts';
import type { Finding } from '../judge/finding.ts';
import type { Judge } from '../judge/judge.ts';
import { gradientNorm, type Probed } from '../judge/probed.ts';
import { thresholdFor } from '../judge/threshold.ts';
import type { ResolvedOptions } from '../options/options.ts';
import type { Check } from '../probe/request.ts';
import { drawn, type Study } from '../probe/study.ts';
import { lookCoarsely } from '../strategy/coarse-look.ts';
import { lookFinely } from '../strategy/fine-look.ts';
import { learnFormat } from '../strategy/learn-format.ts';
import { examine } from '../strategy/one-by-one.ts';
import { reconsider } from '../strategy/reconsider.ts';
import { searchRest } from '../strategy/rest.ts';
import { countAlone, type Selection, selectCoordinates } from '../strategy/selection.ts';
import { textbookDifferences } from '../strategy/textbook.ts';
import { lookThroughAll } from '../strategy/through-all.ts';

/** What was found about one variable so far. */
export interface Found {
  readonly findings: Map<number, Finding>;
  /** How many coordinates are to be compared one by one. */
  wanted: number;
  /** How many others are left to directions through all of it. */
  readonly rest: number;
  /** What directions through all of it have said, where they can tell. */
  probed?: Probed;
}

/** How a check goes about it: along which lines it looks, and by what it judges what it finds there. */
export interface Procedure {
  /** Finds out about the selected coordinates of one variable, or about all of it where directions can tell. */
  look(study: Study, selection: Selection, found: Found): Check<void>;
  /** Looks at everything found so far once more, before a mistake is reported. */
  reconsider(study: Study, all: readonly Found[]): Check<void>;
  readonly judge: Judge;
}

/** With a fixed step the textbook's, else one that finds its steps. */
export function procedureFor({ epsilon }: ResolvedOptions): Procedure {
  return epsilon === undefined ? adaptive : textbookWith(epsilon);
}

const adaptive: Procedure = {
  look: lookAdaptively,
  *reconsider(study, all) {
    const alone = all.filter(({ probed }) => probed === undefined).map(({ findings }) => findings);
    yield* lookCoarsely(study, alone);
    yield* lookFinely(study, alone);
    yield* reconsider(
      study,
      all.map(({ findings }) => findings),
    );
  },
  judge: byBars,
};

function* lookAdaptively(study: Study, selection: Selection, found: Found): Check<void> {
  const { findings } = found;
  if (selection.rest > 0) yield* learnFormat(study, selection.variable);
  const threshold = thresholdFor(study, selection.variable);
  if (selection.rest > 0) {
    const probed = yield* lookThroughAll(study, selection, { threshold, findings });
    if (probed !== undefined) {
      found.probed = probed;
      // beside what layers have shown no coordinates are compared
      if (probed.isTogether) found.wanted = findings.size;
      return;
    }
  }
  const wider = widened(study, selection);
  found.wanted = wantedOf(study, wider);
  yield* examine(study, wider, { threshold, findings });
  if (wider.rest === 0) return;
  const hidden = yield* searchRest(study, wider, threshold);
  if (hidden) findings.set(hidden.coordinate, hidden);
}

/** A sample that nobody has asked for proves nothing where directions cannot tell, unless there is nothing to prove. */
function wantedOf(study: Study, { variable, checked, rest }: Selection): number {
  const isEnough =
    rest === 0 || study.options.coordinates !== undefined || gradientNorm(study, variable) === 0;
  return isEnough ? checked.length : variable.size;
}

/** More coordinates where directions cannot tell, unless it was asked for so many. */
function widened(study: Study, selection: Selection): Selection {
  const { coordinates } = study.options;
  if (selection.rest === 0 || coordinates !== undefined) return selection;
  const random = drawn(study, 'strata', selection.variable.path);
  const { variable } = selection;
  const count = countAlone(variable, study.options);
  return selectCoordinates({ variable: selection.variable }, { count, random });
}

function textbookWith(epsilon: number): Procedure {
  return {
    judge: byTextbook,
    look: (study, selection, { findings }) =>
      textbookDifferences(study, selection, {
        epsilon,
        onFinding: (finding) => findings.set(finding.coordinate, finding),
      }),
    *reconsider() {},
  };
}
