import { DEFAULT_THRESHOLD } from '../judge/threshold.ts';
import type { ResolvedOptions } from '../options/options.ts';
import { OutOfBudget } from '../probe/budget.ts';
import type { Derivative, GradientCheck } from '../record.ts';
import { isPromise, type MaybePromise } from '../subject/then.ts';
import { opened, type Terms } from './opening.ts';

/** A check that is inconclusive, too, when a limit is met before there is anything to compare: while the first calls are waited for. */
export function openedInTime(
  of: Derivative,
  options: ResolvedOptions,
  check: (terms: Terms) => MaybePromise<GradientCheck>,
): MaybePromise<GradientCheck> {
  return opened(options, (terms) => {
    const onLimit = (error: unknown): GradientCheck => {
      if (!(error instanceof OutOfBudget)) throw error;
      return nothingCompared({ of, reason: error.message, calls: terms.budget.asked() }, options);
    };
    try {
      const found = check(terms);
      return isPromise(found) ? found.then((record) => record, onLimit) : found;
    } catch (error) {
      return onLimit(error);
    }
  });
}

interface Ended {
  readonly of: Derivative;
  readonly reason: string;
  readonly calls: number;
}

function nothingCompared(
  { of, reason, calls }: Ended,
  { threshold = DEFAULT_THRESHOLD.float64, seed, epsilon }: ResolvedOptions,
): GradientCheck {
  return {
    version: 1,
    of,
    rows: 0,
    verdict: 'inconclusive',
    reason: `${reason} for what is called before anything is compared; raise the limit`,
    relativeError: Number.NaN,
    threshold,
    resolution: 1,
    variables: [],
    diagnoses: [],
    contract: [],
    coverage: { checked: 0, total: 0, probes: 0, smallestDetectable: 1 },
    // the function itself is called first
    evaluations: { value: Math.min(1, calls), gradient: Math.max(0, calls - 1) },
    seed,
    ...(epsilon !== undefined && { epsilon }),
  };
}
