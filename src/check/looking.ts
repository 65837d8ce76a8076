import { costOf } from '../judge/unfinished.ts';
import { type Budget, OutOfBudget } from '../probe/budget.ts';
import type { Check } from '../probe/request.ts';
import { inRounds } from '../probe/rounds.ts';
import type { Span } from '../probe/shares.ts';
import type { Study } from '../probe/study.ts';
import type { Selection } from '../strategy/selection.ts';
import { suspectedIn } from '../strategy/suspected.ts';
import type { Found, Procedure } from './procedure.ts';

/** One row, and how it is gone about. */
export interface Looking {
  readonly study: Study;
  readonly selections: readonly Selection[];
  readonly examined: readonly Found[];
  readonly procedure: Procedure;
  readonly budget: Budget;
}

/** Evaluations that are set aside for the proof of a mistake, beside what agreement costs. */
const PROOF = 64;

/**
 * Looks at one variable after the other; each has its share of the budget.
 *
 * @returns the first limit that was met
 */
export function* lookInTurn(looking: Looking): Check<OutOfBudget | undefined> {
  const { selections, budget } = looking;
  const costs = selections.map(({ checked, rest }) => costOf({ wanted: checked.length, rest }));
  budget.progress.open(costs.reduce((sum, cost) => sum + cost, 0));
  const works = costs.map((cost, i) => ({
    check: watched(looking, { place: i, cost }),
    need: cost + PROOF,
  }));
  return yield* inRounds(works, budget);
}

/** Looks at one variable, where somebody may follow how far it has come. */
function* watched(
  { study, selections, examined, procedure, budget }: Looking,
  { place, cost }: { readonly place: number; readonly cost: number },
): Check<void> {
  const { variable } = selections[place];
  const { findings } = examined[place];
  const end = budget.progress.begin({
    variable: variable.path,
    cost,
    suspected: () => suspectedIn(study, { variable, findings }),
  });
  try {
    yield* procedure.look(study, selections[place], examined[place]);
  } finally {
    end();
  }
}

/** Which limit has ended it; what is no limit is thrown on. */
export function limitMet(error: unknown): OutOfBudget {
  if (error instanceof OutOfBudget) return error;
  throw error;
}

/** The first row pays for what all of them share. */
const FIRST_ROW = 0.8;

/** About what part of the work one of several rows is. */
export function shareOfRow({ row, rows }: { readonly row: number; readonly rows: number }): Span {
  if (rows === 1) return { from: 0, to: 1 };
  const each = (1 - FIRST_ROW) / (rows - 1);
  return row === 0
    ? { from: 0, to: FIRST_ROW }
    : { from: FIRST_ROW + (row - 1) * each, to: FIRST_ROW + row * each };
}
