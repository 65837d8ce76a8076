import { isObject, tagOf } from '../kinds.ts';
import { isPromise } from '../then.ts';

/** Puts everything back: contents, members that were replaced, members that were not there. */
export type PutBack = () => void;

/** Typed arrays as far as a snapshot cares. */
type Bytes = Float64Array;

/** Objects are followed to here: deeper ones hold no state of a layer. */
const DEEPEST = 8;

/** Remembers the arrays, numbers and members of an object and of the objects it holds, bit for bit. */
export function snapshotOf(layer: object): PutBack {
  const remembered = new Map<object, PutBack>();
  remember(layer, remembered, 0);
  return () => {
    for (const putBack of remembered.values()) putBack();
  };
}

function remember(object: object, remembered: Map<object, PutBack>, depth: number): void {
  if (remembered.has(object) || depth > DEEPEST) return;
  if (ArrayBuffer.isView(object)) {
    if (tagOf(object) !== 'DataView') remembered.set(object, rememberContents(object as Bytes));
  } else if (Array.isArray(object) || tagOf(object) === 'Object') {
    remembered.set(object, rememberMembers(object as Record<string, unknown>));
    for (const child of Object.values(object))
      if (isObject(child) && !isPromise(child)) remember(child, remembered, depth + 1);
  }
}

function rememberContents(array: Bytes): PutBack {
  const contents = array.slice();
  return () => array.set(contents);
}

function rememberMembers(object: Record<string, unknown>): PutBack {
  if (Array.isArray(object)) return rememberItems(object);
  const members = { ...object };
  return () => {
    for (const key of Object.keys(object))
      if (!Object.hasOwn(members, key)) Reflect.deleteProperty(object, key);
    // members that cannot be written cannot have changed either
    for (const [key, value] of Object.entries(members))
      if (!Object.is(object[key], value)) Reflect.set(object, key, value);
  };
}

function rememberItems(list: unknown[]): PutBack {
  const items = list.slice();
  return () => {
    if (Object.isFrozen(list)) return;
    list.length = items.length;
    for (let i = 0; i < items.length; i++) list[i] = items[i];
  };
}
