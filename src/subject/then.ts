import { tagOf } from './kinds.ts';

/** Something now, or a promise of it. */
export type MaybePromise<T> = T | PromiseLike<T>;

/** Whether this can be awaited; by its `then`, because promises of other realms are no `instanceof Promise`. */
export function isPromise<T>(value: MaybePromise<T>): value is PromiseLike<T>;
export function isPromise(value: unknown): value is PromiseLike<unknown>;
export function isPromise(value: unknown): boolean {
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return false;
  return typeof (value as { then?: unknown }).then === 'function';
}

// Not called `then`: a module that exports one is itself taken for a promise when it is imported dynamically.
/** Goes on with a value: at once when it is there, later only when it is a promise. */
export function andThen<T, R>(
  value: MaybePromise<T>,
  next: (value: T) => MaybePromise<R>,
): MaybePromise<R> {
  return isPromise(value) ? promised(value).then(next) : next(value as T);
}

/**
 * Says of a promise that nobody need wait for it: when it is rejected later, that is nobody's error.
 *
 * Only promises of the language have such errors; what else can be awaited may begin its work when it is.
 *
 * @param next - told what it gives
 */
export function letGo(value: unknown, next: (value: unknown) => void = () => {}): void {
  if (tagOf(value) === 'Promise' && isPromise(value))
    promised(value)
      .then(next)
      .catch(() => {});
}

/** Does one thing after the other, each when the one before it is done. */
export function oneAfterTheOther<T>(
  items: readonly T[],
  work: (item: T) => MaybePromise<unknown>,
): MaybePromise<unknown> {
  return items.reduce<MaybePromise<unknown>>(
    (before, item) => andThen(before, () => work(item)),
    undefined,
  );
}

/** Of what can be awaited, whose `then` need not be that of a promise. */
function promised<T>(value: MaybePromise<T>): Promise<T> {
  return Promise.resolve(value);
}

/** Keeps the items that pass a test, each tested after the one before it. */
export function keepWhere<T>(
  items: readonly T[],
  test: (item: T) => MaybePromise<boolean>,
): MaybePromise<readonly T[]> {
  return items.reduce<MaybePromise<readonly T[]>>(
    (kept, item) =>
      andThen(kept, (before) =>
        andThen(test(item), (passes) => (passes ? before.concat([item]) : before)),
      ),
    [],
  );
}

/** Makes one item after the other; later ones only when the promise of those before them has settled. */
export function makeInTurn<T>(
  count: number,
  make: (i: number) => MaybePromise<T>,
): MaybePromise<readonly T[]> {
  const made: T[] = [];
  for (let i = 0; i < count; i++) {
    const item = make(i);
    if (isPromise(item)) return goOn(item, i + 1);
    made.push(item as T);
  }
  return made;

  async function goOn(first: PromiseLike<T>, start: number): Promise<readonly T[]> {
    made.push(await first);
    for (let i = start; i < count; i++) made.push(await make(i));
    return made;
  }
}

/** Runs something and answers for it when it throws, now or later. */
export function orElse<T>(
  run: () => MaybePromise<T>,
  recover: (error: unknown) => MaybePromise<T>,
): MaybePromise<T> {
  try {
    const result = run();
    return isPromise(result) ? promised(result).then(null, recover) : result;
  } catch (error) {
    return recover(error);
  }
}

/**
 * Calls `work`, then `cleanUp` as soon as the work is done: at once, or when its promise settles, or when it throws.
 *
 * What the work throws is what is thrown, whatever goes wrong in cleaning up after it.
 */
export function whenDone<T>(work: () => MaybePromise<T>, cleanUp: () => void): MaybePromise<T> {
  return andThen(unlessDone(work, cleanUp), (result) => {
    cleanUp();
    return result;
  });
}

/** Calls `cleanUp` where the work is not done because it throws, now or later; what it throws is thrown. */
export function unlessDone<T>(work: () => MaybePromise<T>, cleanUp: () => void): MaybePromise<T> {
  return orElse<T>(work, (error) => {
    attempt(cleanUp);
    throw error;
  });
}

/** Calls `work`, then `cleanUp` at once, though the work may have begun what is not done yet; the error of the work comes first. */
export function onceBegun<T>(work: () => T, cleanUp: () => void): T {
  let result: T;
  try {
    result = work();
  } catch (error) {
    attempt(cleanUp);
    throw error;
  }
  cleanUp();
  return result;
}

/** Does what can be done, when there is an error to be thrown already. */
function attempt(work: () => void): void {
  try {
    work();
  } catch {
    // the first error is the one that tells what happened
  }
}
