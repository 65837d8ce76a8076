import { isPromise, type MaybePromise } from '../subject/then.ts';
import { now, turnOfEventLoop } from './clock.ts';

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
  let turn = now();
  let step = await resume(check, () => first);
  while (!step.done) {
    const request = step.value;
    if (now() - turn >= PATIENCE) {
      await turnOfEventLoop();
      turn = now();
    }
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
