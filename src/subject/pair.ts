import { functionSubject } from './function-subject.ts';
import { isObject } from './kinds.ts';
import type { Subject } from './subject.ts';

/** `{ value, gradient }`: two functions of the point. */
export interface Pair {
  readonly value: (point: unknown) => unknown;
  readonly gradient: (point: unknown) => unknown;
  /** The values at several points at once: one call of a device that answers many as fast as one. */
  readonly values?: (points: readonly unknown[]) => unknown;
}

export function isPair(received: unknown): received is Pair {
  return (
    isObject(received) &&
    typeof received.value === 'function' &&
    typeof received.gradient === 'function'
  );
}

/** Makes `{ value, gradient }` a subject; both are called as methods of the object. */
export function pairSubject(received: Pair, at: unknown): Subject {
  return functionSubject(
    {
      description: '{ value, gradient }',
      value: { name: '`value`', call: (point) => received.value(point) },
      gradient: { name: '`gradient`', call: (point) => received.gradient(point) },
      ...(typeof received.values === 'function' && {
        values: { name: '`values`', call: (points) => received.values?.(points as unknown[]) },
      }),
    },
    at,
  );
}
