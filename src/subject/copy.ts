import { isFloatArray, isIntegerArray, isNumberRow, isRecord, isTensor } from './kinds.ts';

/**
 * Copies a tree deeply: the same containers, the same kinds of arrays, the same prototypes, all of them writable.
 *
 * What is no container and no array (the extra fields of a `{ data, shape }`) is carried along as it is.
 */
export function copyTree<T>(value: T): T {
  return copy(value) as T;
}

function copy(value: unknown): unknown {
  if (isFloatArray(value) || isIntegerArray(value)) return value.slice();
  if (Array.isArray(value)) return copyList(value);
  if (isTensor(value))
    return copyFields(value as object, (field) => (isRow(field) ? copy(field) : field));
  if (isRecord(value)) return copyFields(value, copy);
  return value;
}

function isRow(value: unknown): boolean {
  return ArrayBuffer.isView(value) || isNumberRow(value);
}

// Not `list.map`: a subclass's constructor may want other arguments than a length.
function copyList(list: readonly unknown[]): unknown[] {
  const copied = Array.from(list, copy);
  const prototype: object | null = Object.getPrototypeOf(list);
  return prototype === Array.prototype ? copied : Object.setPrototypeOf(copied, prototype);
}

// Fields are defined, not assigned: an assignment would run into setters and frozen prototypes.
/** Copies the own fields of an object onto its prototype. */
export function copyFields(original: object, copyField: (field: unknown) => unknown): object {
  const copied: object = Object.create(Object.getPrototypeOf(original));
  for (const [key, field] of Object.entries(original))
    Object.defineProperty(copied, key, {
      value: copyField(field),
      writable: true,
      enumerable: true,
      configurable: true,
    });
  return copied;
}
