/** Where something is no longer as it was, and what of it. */
export interface Difference {
  readonly place: string;
  readonly of: 'member' | 'attributes' | 'extensibility' | 'prototype' | 'contents' | 'detachment';
}

/**
 * Remembers everything that can be reached from some objects, bit for bit: members of every kind, holes, prototypes,
 * accessors, the bytes of buffers, the entries of maps and sets. The order of keys aside.
 *
 * @returns what is different now
 */
export function picture(roots: Readonly<Record<string, unknown>>): () => readonly Difference[] {
  const seen = new Map<object, () => readonly Difference[]>();
  // not by recursion: there are deep ones among them
  const open = Object.entries(roots);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [place, value] = next;
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.set(value, differencesOf(value, place));
    open.push(...insideOf(value, place));
  }
  return () => [...seen.values()].flatMap((differences) => differences());
}

function differencesOf(value: object, place: string): () => readonly Difference[] {
  const [members, traits, contents] = [membersOf(value), traitsOf(value), contentsOf(value)];
  return () => [
    ...differentMembers(members, membersOf(value), place),
    ...differentTraits(traits, traitsOf(value), place),
    ...differentContents(contents, contentsOf(value), place),
  ];
}

function insideOf(value: object, place: string): readonly [string, unknown][] {
  const members = [...membersOf(value)].map(([key, { value: member }]): [string, unknown] => [
    `${place}.${String(key)}`,
    member,
  ]);
  const entries = value instanceof Map || value instanceof Set ? [...value] : [];
  const buffer = ArrayBuffer.isView(value) ? [value.buffer] : [];
  return [
    ...members,
    ...entries.map((entry): [string, unknown] => [`${place}{}`, entry]),
    ...buffer.map((bytes): [string, unknown] => [`${place}.buffer`, bytes]),
  ];
}

type Members = ReadonlyMap<string | symbol, PropertyDescriptor>;

/** Not the numbers of a typed array: its buffer has them. */
function membersOf(object: object): Members {
  const keys = Reflect.ownKeys(object);
  const named = ArrayBuffer.isView(object)
    ? keys.filter((key) => !/^\d+$/.test(String(key)))
    : keys;
  return new Map(
    named.map((key) => [key, Reflect.getOwnPropertyDescriptor(object, key) as PropertyDescriptor]),
  );
}

function differentMembers(before: Members, now: Members, place: string): readonly Difference[] {
  const keys = [...new Set([...before.keys(), ...now.keys()])];
  const at = (key: string | symbol) => `${place}.${String(key)}`;
  const isSame = (key: string | symbol, fields: readonly (keyof PropertyDescriptor)[]) => {
    const [one, other] = [before.get(key), now.get(key)];
    return one && other ? fields.every((field) => Object.is(one[field], other[field])) : false;
  };
  const isPresent = (key: string | symbol) => before.has(key) && now.has(key);
  return [
    ...keys
      .filter((key) => !isSame(key, ['value', 'get', 'set']))
      .map((key) => ({ place: at(key), of: 'member' }) as const),
    ...keys
      .filter((key) => isPresent(key) && !isSame(key, ['writable', 'enumerable', 'configurable']))
      .map((key) => ({ place: at(key), of: 'attributes' }) as const),
  ];
}

interface Traits {
  readonly prototype: unknown;
  readonly isExtensible: boolean;
}

function traitsOf(object: object): Traits {
  return { prototype: Object.getPrototypeOf(object), isExtensible: Object.isExtensible(object) };
}

function differentTraits(before: Traits, now: Traits, place: string): readonly Difference[] {
  return [
    ...(before.prototype === now.prototype ? [] : [{ place, of: 'prototype' } as const]),
    ...(before.isExtensible === now.isExtensible ? [] : [{ place, of: 'extensibility' } as const]),
  ];
}

function contentsOf(object: object): readonly unknown[] {
  // of a detached one nothing can be read
  if (object instanceof ArrayBuffer)
    return object.byteLength === 0 ? [] : [...new Uint8Array(object)];
  if (object instanceof Map) return [...object].flat(1);
  return object instanceof Set ? [...object] : [];
}

function differentContents(
  before: readonly unknown[],
  now: readonly unknown[],
  place: string,
): readonly Difference[] {
  if (now.length === before.length && now.every((x, i) => Object.is(x, before[i]))) return [];
  const isGone = now.length === 0 && place.endsWith('.buffer');
  return [{ place, of: isGone ? 'detachment' : 'contents' }];
}
