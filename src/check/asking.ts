import { drive } from '../probe/driver.ts';
import type { MaybePromise } from '../subject/then.ts';

/** Work that asks the user's functions now and then, and is resumed with what they give. */
export type Asking<Result> = Generator<() => MaybePromise<unknown>, Result, unknown>;

/** Asks for something. */
export function* asked<T>(call: () => MaybePromise<T>): Asking<T> {
  return (yield call) as T;
}

/** Does the work: at once, or when the promises that it meets are settled. */
export function driveAsking<Result>(work: Asking<Result>): MaybePromise<Result> {
  return drive(work, (call) => call());
}
