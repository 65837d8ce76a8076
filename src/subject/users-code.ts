import { type MaybePromise, orElse } from './then.ts';

const thrown = new WeakSet<object>();

/** Calls the user's code. What it throws, now or later, is thrown on, and known from then on to be the user's. */
export function callUsers<T>(call: () => MaybePromise<T>): MaybePromise<T> {
  return orElse<T>(call, (error) => {
    if (isReference(error)) thrown.add(error);
    throw error;
  });
}

/** Whether the user's code has thrown this; nobody else throws what is no object. */
export function isUsers(error: unknown): boolean {
  return !isReference(error) || thrown.has(error);
}

function isReference(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
