import type { ResolvedOptions } from '../options/options.ts';
import { type Budget, openBudget } from '../probe/budget.ts';
import type { GradientCheck } from '../record.ts';
import type { SubjectContext } from '../subject/context.ts';
import { openUse, type Use } from '../subject/in-use.ts';
import { letGo, type MaybePromise, whenDone } from '../subject/then.ts';

/** What a check and all checks that it is made of go by. */
export interface Terms {
  readonly options: ResolvedOptions;
  readonly budget: Budget;
  readonly use: Use;
  /** How many models this one is inside of. */
  readonly depth: number;
}

/** Opens what a check goes by, and closes it when it is done. */
export function opened(
  options: ResolvedOptions,
  check: (terms: Terms) => MaybePromise<GradientCheck>,
): MaybePromise<GradientCheck> {
  // what is to be there already is refused as a promise, and nobody waits for it
  for (const point of [options.at, options.input]) letGo(point);
  const use = openUse();
  return whenDone(() => check({ options, budget: openBudget(options), use, depth: 0 }), use.end);
}

/** What a subject is told of the options. */
export function contextOf({ options, budget, use }: Omit<Terms, 'depth'>): SubjectContext {
  const { at, input, seed, cotangents, adapters, samples, sign, variables } = options;
  return {
    at,
    input: input ?? at,
    seed,
    cotangents,
    adapters,
    ask: budget.ask,
    use,
    ...(samples !== undefined && { samples }),
    ...(sign !== undefined && { sign }),
    ...(variables !== undefined && { variables }),
  };
}
