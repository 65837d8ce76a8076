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

function holdsNumbers(value: unknown): boolean {
  if (typeof value === 'number' || isFloatArray(value)) return true;
  if (Array.isArray(value)) return value.length > 0 && holdsNumbers(value[0]);
  return isInstance(value) && numbersOfInstance(value).length > 0;
}
