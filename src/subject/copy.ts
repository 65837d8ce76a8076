import { DEEPEST } from './arrays.ts';
import { isInstance, numbersOfInstance } from './instances.ts';
import {
  className,
  isFloatArray,
  isIntegerArray,
  isNumberRow,
  isObject,
  isRecord,
  isTensor,
  type Row,
} from './kinds.ts';
import { methodOf } from './members.ts';
import { ownNames } from './own-names.ts';
import { copyTyped } from './typed-arrays.ts';

/**
 * Copies a tree deeply: the same containers, the same kinds of arrays, the same prototypes, all of them writable, and with what
 * arrays have of their own besides their items.
 *
 * What is no container and no array (the extra fields of a `{ data, shape }`) is carried along as it is.
 */
export function copyTree<T>(value: T): T {
  return copyInside(new Map())(value) as T;
}

type Copy = (value: unknown) => unknown;

/** What something is inside of, each with its copy. */
type Around = ReadonlyMap<unknown, object>;

/** Copies what is inside of these; what has no end is carried along. */
function copyInside(around: Around): Copy {
  return (value) => {
    if (isRow(value)) return copyRow(value, around);
    if (!isObject(value) || around.size > DEEPEST) return value;
    if (around.has(value)) return around.get(value);
    if (Array.isArray(value)) return copyList(value, around);
    if (isTensor(value)) return copyFields(value, copyRowIn);
    if (isRecord(value)) return copyRecord(value, around);
    return isInstance(value) ? copyInstance(value, around) : value;
  };
}

/** With what it has besides its numbers, which may be itself. */
function copyRow(row: Row, around: Around): object {
  const known = around.get(row);
  if (known !== undefined) return known;
  const copied = ArrayBuffer.isView(row) ? copyTyped(row) : onPrototypeOf(row, Array.from(row));
  const copy = copyInside(new Map([...around, [row, copied]]));
  return named(row, copied, (field) => (isRow(field) ? copy(field) : field));
}

function copyList(list: readonly unknown[], around: Around): object {
  const copied = onPrototypeOf(list, Array.from(list));
  const inside = new Map([...around, [list, copied]]);
  const copy = copyInside(inside);
  // by index: its prototype may have lost the methods of arrays
  for (let i = 0; i < copied.length; i++) copied[i] = copy(copied[i]);
  return named(list, copied, (field) => inside.get(field) ?? copyRowIn(field));
}

function copyRecord(record: object, around: Around): object {
  const copied: object = Object.create(Object.getPrototypeOf(record));
  return named(record, copied, copyInside(new Map([...around, [record, copied]])));
}

// With what holds its numbers, and nothing else: what an instance refers to besides is not its own.
function copyInstance(instance: object, around: Around): unknown {
  const names = numbersOfInstance(instance);
  if (names.length === 0) return instance;
  const copied: object = Object.create(Object.getPrototypeOf(instance));
  const copy = copyInside(new Map([...around, [instance, copied]]));
  named(instance, copied, (field) =>
    Array.isArray(field) || isRow(field) || isInstance(field) ? copy(field) : field,
  );
  return canBeRead(copied, names) ? copied : cloneOf(instance);
}

// Private members stay behind when the others are copied.
function canBeRead(copied: object, names: readonly string[]): boolean {
  try {
    return numbersOfInstance(copied).length === names.length;
  } catch {
    return false;
  }
}

function cloneOf(instance: object): unknown {
  const clone = methodOf(instance, 'clone')?.call(instance);
  if (isInstance(clone) && clone !== instance) return clone;
  throw new TypeError(
    `${className(instance)} keeps its numbers in private members, which cannot be copied; give it a method clone(), or pass the numbers it holds`,
  );
}

/** Copies an array of numbers; anything else is carried along. */
export function copyRowIn(field: unknown): unknown {
  return isRow(field) ? copyTree(field) : field;
}

function isRow(value: unknown): value is Row {
  return isFloatArray(value) || isIntegerArray(value) || isNumberRow(value);
}

// Not `list.map`: a subclass's constructor may want other arguments than a length.
function onPrototypeOf(list: object, copied: unknown[]): unknown[] {
  const prototype: object | null = Object.getPrototypeOf(list);
  return prototype === Array.prototype ? copied : Object.setPrototypeOf(copied, prototype);
}

/** Copies the own fields of an object onto its prototype. */
export function copyFields(original: object, copyField: (field: unknown) => unknown): object {
  return named(original, Object.create(Object.getPrototypeOf(original)), copyField);
}

// Fields are defined, not assigned: an assignment would run into setters and frozen prototypes.
function named<T extends object>(
  original: object,
  copied: T,
  copyField: (field: unknown) => unknown,
): T {
  for (const key of ownNames(original)) {
    const field = Reflect.getOwnPropertyDescriptor(original, key);
    if (field !== undefined) Object.defineProperty(copied, key, copyOf(field));
  }
  return copied;

  // an accessor that is not enumerable is how the object works; any other stands for what it gives
  function copyOf(field: PropertyDescriptor): PropertyDescriptor {
    const { get, value, enumerable = false } = field;
    if (get !== undefined && !enumerable) return field;
    const given: unknown = get === undefined ? value : Reflect.apply(get, original, []);
    return { value: copyField(given), writable: true, enumerable, configurable: true };
  }
}
