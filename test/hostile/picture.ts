/**
 * Remembers everything that can be reached from some objects, bit for bit: members of every kind, holes, prototypes,
 * accessors, the bytes of buffers, the entries of maps and sets. The order of keys aside.
 *
 * @returns what is different now, one place a line; none when all is as it was
 */
export function picture(roots: Readonly<Record<string, unknown>>): () => readonly string[] {
  const seen = new Map<object, Exposure>();
  for (const [name, root] of Object.entries(roots)) expose(root, name, seen);
  return () => [...seen].flatMap(([object, exposure]) => exposure.differences(object));
}

interface Exposure {
  differences(object: object): readonly string[];
}

function expose(value: unknown, path: string, seen: Map<object, Exposure>): void {
  if (typeof value !== 'object' || value === null || seen.has(value)) return;
  const parts = [membersOf(value, path), contentsOf(value, path)];
  seen.set(value, {
    differences: (object) => parts.flatMap((part) => part.differences(object)),
  });
  for (const key of keysOf(value)) {
    const member = Reflect.getOwnPropertyDescriptor(value, key)?.value;
    expose(member, `${path}.${String(key)}`, seen);
  }
  if (value instanceof Map || value instanceof Set)
    for (const entry of value) expose(entry, `${path}{}`, seen);
  if (ArrayBuffer.isView(value)) expose(value.buffer, `${path}.buffer`, seen);
}

/** Not the numbers of a typed array: its buffer has them. */
function keysOf(value: object): readonly (string | symbol)[] {
  const keys = Reflect.ownKeys(value);
  return ArrayBuffer.isView(value) ? keys.filter((key) => !/^\d+$/.test(String(key))) : keys;
}

function membersOf(value: object, path: string): Exposure {
  const before = descriptionOf(value);
  return {
    differences: (object) => {
      const now = descriptionOf(object);
      const keys = new Set([...before.keys(), ...now.keys()]);
      return [...keys]
        .filter((key) => !sameMember(before.get(key), now.get(key)))
        .map((key) => `${path}.${String(key)}`);
    },
  };
}

type Member = PropertyDescriptor | { readonly value: unknown };

function descriptionOf(object: object): Map<string | symbol, Member> {
  const members = new Map<string | symbol, Member>();
  for (const key of keysOf(object)) {
    const descriptor = Reflect.getOwnPropertyDescriptor(object, key);
    if (descriptor !== undefined) members.set(key, descriptor);
  }
  members.set('(prototype)', { value: Object.getPrototypeOf(object) });
  members.set('(extensible)', { value: Object.isExtensible(object) });
  return members;
}

const FIELDS = ['value', 'get', 'set', 'writable', 'enumerable', 'configurable'] as const;

function sameMember(one: Member | undefined, other: Member | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  const [a, b] = [one, other] as PropertyDescriptor[];
  return FIELDS.every((field) => Object.is(a[field], b[field]));
}

function contentsOf(value: object, path: string): Exposure {
  const before = flatten(value);
  return {
    differences: (object) => {
      const now = flatten(object);
      const isSame = now.length === before.length && now.every((x, i) => Object.is(x, before[i]));
      return isSame ? [] : [`${path} (contents)`];
    },
  };
}

function flatten(value: object): readonly unknown[] {
  if (value instanceof ArrayBuffer) return [...new Uint8Array(value)];
  if (value instanceof Map) return [...value].flat(1);
  return value instanceof Set ? [...value] : [];
}
