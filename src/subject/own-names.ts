/** Arrays of more numbers than this are not searched for names: listing a million indices takes as long as fifty evaluations. */
const MOST_SEARCHED = 2 ** 16;

/** An array of more items than this has next to none: it is an object with a few members that are called by numbers. */
const LONGEST_LIST = 2 ** 25;

/** Whether this is an array to be gone through item by item. */
export function isList(value: unknown): value is unknown[] {
  return Array.isArray(value) && value.length <= LONGEST_LIST;
}

/**
 * The keys of an object's own members, those that are not enumerable and symbols too; of a list or a typed array all but indices
 * and `length`.
 *
 * Of an array of more than 65,536 items only the symbols.
 */
export function ownNames(object: object): readonly PropertyKey[] {
  if (!isList(object) && !ArrayBuffer.isView(object)) return Reflect.ownKeys(object);
  const { length = 0 } = object as { readonly length?: number };
  const keys =
    length > MOST_SEARCHED ? Object.getOwnPropertySymbols(object) : Reflect.ownKeys(object);
  return keys.slice(afterIndices(keys)).filter((key) => key !== 'length');
}

// indices come first, in ascending order
function afterIndices(keys: readonly PropertyKey[]): number {
  let after = keys.length;
  while (after > 0 && !isIndex(keys[after - 1] as PropertyKey)) after--;
  return after;
}

function isIndex(key: PropertyKey): boolean {
  return typeof key === 'string' && /^(0|[1-9]\d*)$/.test(key);
}
