import { distance } from 'fastest-levenshtein';
import { arrived } from './arrived.ts';
import { functionSubject } from './function-subject.ts';
import { isObject } from './kinds.ts';
import type { Subject } from './subject.ts';

/** `{ value, gradient }`: two functions of the point. */
export interface Pair {
  readonly value: (point: unknown) => unknown;
  readonly gradient: (point: unknown) => unknown;
}

/** Names people give to a value or a gradient, for telling what an object was meant to be. */
const OTHER_NAMES = {
  value: ['f', 'fn', 'fun', 'func', 'val', 'loss', 'cost', 'objective', 'energy', 'evaluate'],
  gradient: [
    'grad',
    'gradients',
    'grads',
    'g',
    'df',
    'fprime',
    'derivative',
    'jac',
    'jacobian',
    'nabla',
  ],
} as const;

type Role = keyof typeof OTHER_NAMES;

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
    },
    at,
  );
}

/** What keeps an object from being `{ value, gradient }` when it seems meant to be one; `undefined` when it does not. */
export function pairFault(received: object): TypeError | undefined {
  const roles: readonly Role[] = ['value', 'gradient'];
  if (roles.every((role) => nameIn(received, role) === undefined)) return undefined;
  const wrong = roles.find((role) => typeof member(received, role) !== 'function');
  return wrong && new TypeError(faultOf(received, wrong));
}

function faultOf(received: object, role: Role): string {
  const found = nameIn(received, role);
  const law = `\`${role}\` must be a function of the point`;
  if (found === undefined)
    return `${law}, got undefined; looked for \`value\` and \`gradient\` in ${arrived(received)}`;
  if (found === role) return `${law}, got ${arrived(member(received, role))}`;
  return `${law}, got undefined; found \`${found}\` instead: rename it to \`${role}\``;
}

// The name an object has for a role: its own, one that people use for it, or a misspelt one.
function nameIn(received: object, role: Role): string | undefined {
  if (role in received) return role;
  const isFunction = (name: string) => typeof member(received, name) === 'function';
  const known: readonly string[] = OTHER_NAMES[role];
  return (
    known.find(isFunction) ??
    Object.keys(received).find((key) => isFunction(key) && distance(key.toLowerCase(), role) <= 2)
  );
}

function member(received: object, name: string): unknown {
  return (received as Record<string, unknown>)[name];
}
