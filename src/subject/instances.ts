import { DEEPEST } from './arrays.ts';
import { isFloatArray, isObject, isRecord, tagOf } from './kinds.ts';
import { descriptorOf, namesOf } from './members.ts';
import { CARRIERS, SIZES } from './spellings.ts';
import { isPromise } from './then.ts';

/** Whether this is an object of somebody's class: `Vector3`, `Pose`. */
export function isInstance(value: unknown): value is Record<string, unknown> {
  if (!isObject(value) || Array.isArray(value) || ArrayBuffer.isView(value)) return false;
  return !isRecord(value) && tagOf(value) === 'Object' && !isPromise(value);
}

/**
 * The members of an instance that hold its numbers: own fields, and getters with their setters in place of the fields behind
 * them. A getter alone is not called, and sizes beside an array are none of its numbers.
 */
export function numbersOfInstance(instance: object): readonly string[] {
  return numbersKnowing(new Map())(instance);
}

/** Whether instances that were met hold numbers; of one that is inside of itself, what else it holds decides. */
type Known = Map<object, boolean>;

function numbersKnowing(known: Known): (instance: object) => readonly string[] {
  return (instance) => {
    known.set(instance, false);
    const names = namesIn(instance, known);
    known.set(instance, names.length > 0);
    return names;
  };
}

function namesIn(instance: object, known: Known): readonly string[] {
  const holdsNumbers = holdingKnowing(known);
  const names = namesOf(instance).filter((name) => isStored(instance, name));
  const fields = names.filter((name) => !isBehind(name, names));
  const own = fields.filter((name) => !isGradientBeside(name, fields));
  const kept = own.filter((name) => holdsNumbers((instance as Record<string, unknown>)[name]));
  const hasArray = kept.some(
    (name) => typeof (instance as Record<string, unknown>)[name] !== 'number',
  );
  return hasArray ? kept.filter((name) => !isSize(name)) : kept;
}

function isStored(holder: object, name: string): boolean {
  const { get, set, enumerable } = descriptorOf(holder, name) ?? {};
  return get === undefined ? enumerable === true : set !== undefined;
}

// `_x` behind `x`
function isBehind(name: string, names: readonly string[]): boolean {
  return name.startsWith('_') && names.includes(name.replace(/^_+/, ''));
}

// what a leaf of a graph carries besides its numbers
function isGradientBeside(name: string, names: readonly string[]): boolean {
  return CARRIERS.some(({ value, gradient }) => gradient === name && names.includes(value));
}

function isSize(name: string): boolean {
  return (SIZES as readonly string[]).includes(name.replace(/^_+/, ''));
}

function holdingKnowing(known: Known): (value: unknown) => boolean {
  const numbersOf = numbersKnowing(known);
  return (value) => {
    const first = firstOf(value);
    if (typeof first === 'number' || isFloatArray(first)) return true;
    return isInstance(first) && (known.get(first) ?? numbersOf(first).length > 0);
  };
}

/** What lies first in lists in lists; nothing in those without end. */
function firstOf(value: unknown): unknown {
  let first = value;
  for (let depth = 0; Array.isArray(first); depth++) first = depth > DEEPEST ? undefined : first[0];
  return first;
}
