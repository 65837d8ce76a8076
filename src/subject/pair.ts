import { type Calls, pairCalls } from './everyday/calls.ts';
import { functionSubject } from './function-subject.ts';
import { isObject } from './kinds.ts';
import { methodOf } from './members.ts';
import { takesRest } from './parameter-names.ts';
import type { Subject } from './subject.ts';

/** `{ value, gradient }`: two functions of the point. */
export interface Pair {
  readonly value: (point: unknown) => unknown;
  readonly gradient: (point: unknown) => unknown;
  /** The values at several points at once: one call of a device that answers many as fast as one. */
  readonly values?: (points: readonly unknown[]) => unknown;
}

const PAIR = { value: 'value', gradient: 'gradient' };

export function isPair(received: unknown): received is Pair {
  return (
    isObject(received) &&
    methodOf(received, 'value') !== undefined &&
    methodOf(received, 'gradient') !== undefined
  );
}

/** Makes two functions of the point a subject, by whatever names; both are called as methods of the object. */
export function pairSubject(
  received: object,
  at: unknown,
  { value, gradient }: { readonly value: string; readonly gradient: string } = PAIR,
): Subject {
  const methods = received as Record<string, (point: unknown) => unknown>;
  const { values } = received as Partial<Pair>;
  const isPlain =
    [value, gradient].every((name) => takesAPoint(methods[name])) && !isListOfArrays(at);
  const calls: Calls = isPlain
    ? { value: methodCall(methods, value), gradient: methodCall(methods, gradient) }
    : pairCalls({ owner: received, value: methods[value], gradient: methods[gradient] }, at);
  const subject = functionSubject(
    {
      description: `{ ${value}, ${gradient} }`,
      value: { name: `\`${value}\``, call: calls.value },
      gradient: { name: `\`${gradient}\``, call: calls.gradient },
      ...(calls.names && { names: calls.names }),
      ...(typeof values === 'function' && {
        values: { name: '`values`', call: (points) => values.call(received, points as unknown[]) },
      }),
    },
    calls.at ?? at,
  );
  return calls.unchecked ? { ...subject, unchecked: calls.unchecked } : subject;
}

// one argument, or none that it names: `(...x)` may take what the point holds
function takesAPoint(f: Pair['value']): boolean {
  return f.length === 1 || (f.length === 0 && !takesRest(f));
}

function methodCall(methods: Record<string, (point: unknown) => unknown>, name: string) {
  const call = (point: unknown) => methods[name](point);
  return call;
}

// Only their names are not known yet; numbers are one array, and have one.
function isListOfArrays(at: unknown): boolean {
  return Array.isArray(at) && typeof at[0] !== 'number';
}
