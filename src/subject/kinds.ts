import type { Dtype } from '../numeric/dtype.ts';
import { typedArrayName } from './typed-arrays.ts';

// Nothing here uses `instanceof`: under vm contexts (Jest, Vitest's vmThreads) arrays, typed arrays and
// plain objects can come from another realm.

/** A row of numbers that can be written by index. */
export interface Row {
  readonly length: number;
  [index: number]: number;
}

/** Numbers in one flat row that says its shape: `{ data, shape }`, whatever else it carries. */
export interface Tensor {
  readonly data: Row;
  readonly shape: ArrayLike<number>;
}

const FLOAT_ARRAYS: ReadonlyMap<string | undefined, Dtype> = new Map([
  ['Float64Array', 'float64'],
  ['Float32Array', 'float32'],
  ['Float16Array', 'float16'],
]);

/** The name the language itself gives a value's kind: `Array`, `Float32Array`, `Map`. */
export function tagOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice('[object '.length, -1);
}

/** The format of a float typed array; `undefined` for anything else. */
export function floatFormat(value: unknown): Dtype | undefined {
  return FLOAT_ARRAYS.get(typedArrayName(value));
}

export function isFloatArray(value: unknown): value is Float64Array {
  return floatFormat(value) !== undefined;
}

/** Whether this is a typed array of integers, BigInt ones included. */
export function isIntegerArray(value: unknown): value is Int32Array {
  return typedArrayName(value) !== undefined && !isFloatArray(value);
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Whether this is a Map of any realm, and does not only say that it is one. */
export function isMap(value: unknown): value is Map<unknown, unknown> {
  if (!isObject(value) || tagOf(value) !== 'Map') return false;
  try {
    return Map.prototype.has.call(value as never, undefined) || true;
  } catch {
    return false;
  }
}

/** Whether this is a plain object: `{…}` of any realm, or one without a prototype. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  if (!isObject(value) || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Whether this is a row of numbers and nothing else; holes make it not one. */
export function isNumberRow(value: unknown): value is number[] {
  if (!Array.isArray(value)) return false;
  for (let i = 0; i < value.length; i++) if (typeof value[i] !== 'number') return false;
  return true;
}

/**
 * Whether this is `{ data, shape }`, as a plain record or as an instance of a class.
 *
 * Only its outline is looked at, so that what is wrong inside can be named. A `data` behind an accessor does not
 * count: it could not be copied.
 */
export function isTensor(value: unknown): value is Tensor {
  if (!isObject(value) || Array.isArray(value) || !Object.hasOwn(value, 'data')) return false;
  const { data, shape } = value;
  const sized = isNumberRow(shape) || isIntegerArray(shape);
  return sized && (ArrayBuffer.isView(data) || (Array.isArray(data) && !isObject(data[0])));
}

/** What would spoil the message that a name is put in. */
const UNRULY = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/** The name of the class of an object, as it can be printed; empty for a plain record. */
export function className(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null || Object.getPrototypeOf(prototype) === null) return '';
  const maker: unknown = (value as { constructor?: unknown }).constructor;
  return typeof maker === 'function' ? maker.name.replace(UNRULY, '�') : '';
}
