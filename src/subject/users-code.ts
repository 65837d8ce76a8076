import { isPromise, letGo, type MaybePromise, orElse } from './then.ts';

const thrown = new WeakSet<object>();

/**
 * Calls the user's code. What it throws, now or later, is thrown on, and known from then on to be the user's.
 *
 * Whoever waits for a promise that it gives is told of its error; a promise that nobody understands is refused, and what it says
 * later is no unhandled rejection.
 */
export function callUsers<T>(call: () => MaybePromise<T>): MaybePromise<T> {
  const result = orElse<T>(call, (error) => {
    if (isReference(error)) thrown.add(error);
    throw error;
  });
  if (isReference(result)) letGoOfPromises(result);
  return result;
}

function letGoOfPromises(result: unknown): void {
  if (isPromise(result)) letGo(result, letGoOfPromises);
  // arrays of numbers need not be gone through
  const isList = Array.isArray(result) && (isPromise(result[0]) || isPromise(result[1]));
  if (isList) for (const item of result) letGo(item);
}

/** Whether the user's code has thrown this; nobody else throws what is no object. */
export function isUsers(error: unknown): boolean {
  return !isReference(error) || thrown.has(error);
}

function isReference(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
