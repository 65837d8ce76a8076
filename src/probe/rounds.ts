import { type Budget, OutOfBudget } from './budget.ts';
import type { Batch, Check, Request } from './request.ts';

/** Work that has a share of the budget, and what it needs, in evaluations. */
export interface Work {
  readonly check: Check<void>;
  readonly need: number;
}

/** Tells how many more evaluations a piece of work may spend before it waits for the others. */
type Allowance = () => number;

/**
 * Does several things one after the other, each with its share of the budget: what is not done by then waits, and goes on where it was with what the
 * others have left.
 *
 * @returns the first limit that ended one of them
 */
export function* inRounds(works: readonly Work[], budget: Budget): Check<OutOfBudget | undefined> {
  const paused = works.map(({ check }) => pausable(check));
  let stopped: OutOfBudget | undefined;
  const goOn = function* (run: Pausable, allowance: Allowance): Check<void> {
    try {
      yield* run(allowance);
    } catch (error) {
      if (!(error instanceof OutOfBudget)) throw error;
      stopped ??= error;
    }
  };
  for (const [i, run] of paused.entries()) {
    const others = works.slice(i + 1).map(({ need }) => need);
    yield* goOn(run, budget.allowanceBeside(others));
  }
  for (const run of paused) yield* goOn(run, () => Number.POSITIVE_INFINITY);
  return stopped;
}

/** Goes on with something until it is done or its allowance is spent; does nothing more when it is done. */
type Pausable = (allowance: Allowance) => Check<void>;

function pausable(check: Check<void>): Pausable {
  let request: Request | undefined;
  let isDone = false;
  const take = ({ done, value }: IteratorResult<Request, void>) => {
    isDone = done === true;
    request = done ? undefined : value;
  };
  return function* (allowance) {
    while (!isDone) {
      if (request === undefined) take(check.next());
      if (request === undefined) return;
      try {
        if (!(yield* answeredWithin(request, allowance))) return;
      } catch (error) {
        isDone = true;
        take(check.throw(error));
        continue;
      }
      request = undefined;
    }
  };
}

/** Asks for what is wanted, or of a batch for as much as is allowed; says whether that is all. */
function* answeredWithin(request: Request, allowance: Allowance): Check<boolean> {
  if (request.want === 'gradient') {
    yield request;
    return true;
  }
  while (request.answered < request.points.length) {
    const left = request.points.length - request.answered;
    const count = Math.min(left, Math.floor(allowance()));
    if (!(count > 0)) return false;
    yield* answeredPart(request, count);
  }
  return true;
}

/** Asks for some of the points of a batch, from where it stands. */
function* answeredPart(batch: Batch, count: number): Check<void> {
  const { points, values, rows, grains, answered: from } = batch;
  if (from === 0 && count === points.length) {
    yield batch;
    return;
  }
  const found = grains?.found.slice(from, from + count);
  const part: Batch = {
    want: 'value',
    points: points.slice(from, from + count),
    values: values.subarray(from * rows, (from + count) * rows),
    rows,
    answered: 0,
    ...(grains && found && { grains: { row: grains.row, found } }),
  };
  try {
    yield part;
  } finally {
    batch.answered = from + part.answered;
    if (part.ahead) batch.ahead = new Set([...part.ahead].map((i) => from + i));
    found?.forEach((one, i) => {
      if (grains) grains.found[from + i] = one;
    });
  }
}
