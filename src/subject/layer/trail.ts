import { isObject } from '../kinds.ts';
import { GRADIENT_CONTAINERS, isOneOf, PARAMETER_CONTAINERS, PARAMETER_LISTS } from './names.ts';

/** The keys that lead from a layer to something it holds. */
export type Trail = readonly string[];

/** Methods that may be called to get at parameters and gradients. */
const METHODS: readonly string[] = [
  ...PARAMETER_CONTAINERS,
  ...PARAMETER_LISTS,
  ...GRADIENT_CONTAINERS,
  ...['getParams', 'getParameters', 'getWeights', 'getGrads', 'getGradients'],
];

/** What a trail leads to now; a method of a known name on the way is called. */
export function follow(root: unknown, trail: Trail): unknown {
  return trail.reduce(member, root);
}

/** A member of an object by name, or what the method of that name gives. */
export function member(holder: unknown, key: string): unknown {
  if (!isObject(holder)) return undefined;
  const value = holder[key];
  if (typeof value !== 'function') return value;
  return isOneOf(METHODS, key) && value.length === 0 ? value.call(holder) : undefined;
}

/** The keys of an object: its own, and the accessors and methods of its class that give parameters or gradients. */
export function keysOf(holder: object): readonly string[] {
  const own = Object.keys(holder);
  return [...own, ...METHODS.filter((key) => !own.includes(key) && key in holder)];
}

export function sameTrail(one: Trail, other: Trail): boolean {
  return one.length === other.length && one.every((key, i) => key === other[i]);
}
