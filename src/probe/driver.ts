import { now, turnOfEventLoop } from '../clock.ts';
import { isPromise, type MaybePromise } from '../subject/then.ts';
import { OutOfBudget } from './budget.ts';

/** A check may keep timers and the runner waiting for this many milliseconds. */
const PATIENCE = 30;

/**
 * Runs a check to its end.
 *
 * A check is a generator: it yields what it wants to know and is resumed with the answer. Only this file knows that an
 * answer may be a promise; with the first one the result becomes a promise too. What `answer` throws is thrown into
 * the generator, so that it can wind up.
 */
export function drive<Request, Reply, Result>(
  check: Generator<Request, Result, Reply>,
  answer: (request: Request) => MaybePromise<Reply>,
): Result | Promise<Result> {
  let step = check.next();
  while (!step.done) {
    let reply: MaybePromise<Reply>;
    try {
      reply = answer(step.value);
    } catch (error) {
      step = check.throw(error);
      continue;
    }
    if (isPromise(reply)) return driveAsync(check, answer, reply as PromiseLike<Reply>);
    step = check.next(reply as Reply);
  }
  return step.value;
}

async function driveAsync<Request, Reply, Result>(
  check: Generator<Request, Result, Reply>,
  answer: (request: Request) => MaybePromise<Reply>,
  first: PromiseLike<Reply>,
): Promise<Result> {
  const breathe = takingTurns();
  let step = await resume(check, () => first);
  while (!step.done) {
    const request = step.value;
    await breathe();
    step = await resume(check, () => answer(request));
  }
  return step.value;
}

async function resume<Request, Reply, Result>(
  check: Generator<Request, Result, Reply>,
  ask: () => MaybePromise<Reply>,
): Promise<IteratorResult<Request, Result>> {
  let reply: Reply;
  try {
    reply = await ask();
  } catch (error) {
    return check.throw(error);
  }
  return check.next(reply);
}

/** Does some work so many times, one after the other; asynchronously from the first promise on. */
export function inTurn(count: number, work: (i: number) => MaybePromise<void>): MaybePromise<void> {
  for (let i = 0; i < count; i++) {
    const done = work(i);
    if (isPromise(done)) return goOnInTurn(done, i + 1);
  }

  async function goOnInTurn(first: PromiseLike<void>, start: number): Promise<void> {
    const breathe = takingTurns();
    await first;
    for (let i = start; i < count; i++) {
      await breathe();
      await work(i);
    }
  }
}

/**
 * Does some work so many times, in several lanes at once. Nothing is begun any more when something has failed; what is under
 * way then is waited for. Of several failures the one is thrown that would have been the only one in a single lane; a limit only
 * when nothing else has failed.
 */
export async function severalAtOnce<Lane>(
  lanes: readonly Lane[],
  count: number,
  work: (i: number, lane: Lane) => MaybePromise<void>,
): Promise<void> {
  const breathe = takingTurns();
  const failures: { readonly at: number; readonly error: unknown }[] = [];
  let next = 0;
  const run = async (lane: Lane) => {
    while (next < count && failures.length === 0) {
      const at = next++;
      try {
        await work(at, lane);
      } catch (error) {
        failures.push({ at, error });
      }
      await breathe();
    }
  };
  await Promise.all(lanes.map(run));
  failures.sort((a, b) => a.at - b.at);
  const first = failures.find(({ error }) => !(error instanceof OutOfBudget)) ?? failures[0];
  if (first !== undefined) throw first.error;
}

/** Lets timers and the runner have their turn now and then. */
function takingTurns(): () => MaybePromise<void> {
  let turn = now();
  return async () => {
    if (now() - turn < PATIENCE) return;
    await turnOfEventLoop();
    turn = now();
  };
}
