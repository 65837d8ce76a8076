import { isMap, isObject } from '../kinds.ts';
import { fieldsOf, lonelyGetters, pairedAccessors } from '../members.ts';
import { GRADIENT_CONTAINERS, PARAMETER_LISTS, PARAMETERS } from '../spellings.ts';
import { callUsers } from '../users-code.ts';
import { isOneOf } from './names.ts';

/** The keys that lead from a layer to something it holds. */
export type Trail = readonly string[];

/** Methods that may be called to get at parameters and gradients. */
const METHODS: readonly string[] = [
  ...PARAMETERS,
  ...PARAMETER_LISTS,
  ...GRADIENT_CONTAINERS,
  ...['getParams', 'getParameters', 'getWeights', 'getGrads', 'getGradients'],
];

/** What a trail leads to now; a method of a known name on the way is called. */
export function follow(root: unknown, trail: Trail): unknown {
  return trail.reduce(member, root);
}

/** A member of an object by name, an entry of a Map, or what the method of that name gives. */
export function member(holder: unknown, key: string): unknown {
  if (!isObject(holder)) return undefined;
  if (isMap(holder)) return holder.get(key);
  const value = valueAt(holder, key);
  if (typeof value !== 'function') return value;
  return isOneOf(METHODS, key) && value.length === 0
    ? callUsers(() => value.call(holder))
    : undefined;
}

// What an accessor of a class does not give yet is not there yet, unless its name says that it gives everything.
function valueAt(holder: Record<string, unknown>, key: string): unknown {
  if (isOneOf(METHODS, key) || !isOfClass(holder, key)) return holder[key];
  try {
    return callUsers(() => holder[key]);
  } catch {
    return undefined;
  }
}

function isOfClass(holder: object, key: string): boolean {
  const isOwn = Object.hasOwn(holder, key);
  return !isOwn && [...pairedAccessors(holder), ...lonelyGetters(holder)].includes(key);
}

/** Whether a trail leads there without a method on the way. */
export function isDirect(root: unknown, trail: Trail): boolean {
  return trail.every((key, i) => {
    const holder = follow(root, trail.slice(0, i));
    return isMap(holder) || typeof (holder as Record<string, unknown>)?.[key] !== 'function';
  });
}

/** Writes a member of an object, or an entry of a Map. */
export function setMember(holder: unknown, key: string, value: unknown): void {
  if (isMap(holder)) holder.set(key, value);
  else if (isObject(holder)) Reflect.set(holder, key, value);
}

/**
 * The keys of an object: its own, the getters with setters of its class, and what its class has that gives parameters or gradients;
 * of a Map its own.
 *
 * A getter alone may cost anything, and nothing is looked for behind it.
 */
export function keysOf(holder: object): readonly string[] {
  if (isMap(holder)) return [...holder.keys()].filter((key) => typeof key === 'string');
  const ofClass = METHODS.filter((key) => key in holder);
  return [...new Set([...fieldsOf(holder), ...ofClass])];
}

export function sameTrail(one: Trail, other: Trail): boolean {
  return one.length === other.length && one.every((key, i) => key === other[i]);
}
