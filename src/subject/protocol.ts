import { arrived } from './arrived.ts';
import { isObject } from './kinds.ts';
import type { Subject } from './subject.ts';

/** The method under which an object gives its own subject. */
export const SUBJECT: unique symbol = Symbol.for('expect-gradient.subject') as never;

const MEMBERS = ['read', 'write', 'value', 'gradient', 'restore'] as const;

/** Whether an object brings its own subject along. */
export function bringsSubject(
  received: unknown,
): received is { [SUBJECT](context: unknown): unknown } {
  return isObject(received) && typeof (received as { [SUBJECT]?: unknown })[SUBJECT] === 'function';
}

/** The subject an object brings along, once it is known to be one. */
export function broughtSubject(
  received: { [SUBJECT](context: unknown): unknown },
  context: unknown,
): Subject {
  const subject = received[SUBJECT](context);
  const law = 'the method [Symbol.for("expect-gradient.subject")] must return a subject';
  if (!isObject(subject)) throw new TypeError(`${law}, got ${arrived(subject)}`);
  if (!Array.isArray(subject.variables))
    throw new TypeError(`${law} with a list of \`variables\`, got ${arrived(subject.variables)}`);
  const wrong = MEMBERS.find((member) => typeof subject[member] !== 'function');
  if (wrong !== undefined)
    throw new TypeError(`${law} with a function \`${wrong}\`, got ${arrived(subject[wrong])}`);
  return subject as unknown as Subject;
}
