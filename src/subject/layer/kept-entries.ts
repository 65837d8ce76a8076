import { isObject } from '../kinds.ts';
import { type Kept, type Place, put } from './kept.ts';

type Entry = readonly [key: unknown, value: unknown];

/** What the language itself can do with a kind of collection; the methods of a subclass may do anything. */
interface Kind {
  entries(collection: object): readonly Entry[];
  clear(collection: object): void;
  add(collection: object, entry: Entry): void;
}

const MAP: Kind = {
  entries: (map) => [...Map.prototype.entries.call(map as Map<unknown, unknown>)],
  clear: (map) => Map.prototype.clear.call(map as Map<unknown, unknown>),
  add: (map, [key, value]) => Map.prototype.set.call(map as Map<unknown, unknown>, key, value),
};

const SET: Kind = {
  entries: (set) => [...Set.prototype.entries.call(set as Set<unknown>)],
  clear: (set) => Set.prototype.clear.call(set as Set<unknown>),
  add: (set, [value]) => Set.prototype.add.call(set as Set<unknown>, value),
};

/** Remembers the entries of a Map or a Set, and their order; nothing of what only says that it is one. */
export function keepEntries(place: Place, name: 'Map' | 'Set'): readonly Kept[] {
  const { object } = place;
  const kind = name === 'Map' ? MAP : SET;
  const before = entriesOf(kind, object);
  if (before === undefined) return [];
  const write = () => {
    kind.clear(object);
    for (const entry of before) kind.add(object, entry);
    return true;
  };
  const putBack = () => {
    if (!isSame(before, kind.entries(object))) put(place, write);
  };
  return [{ putBack, held: before.map(([key, value]) => [nameOf(key), value] as const) }];
}

function entriesOf(kind: Kind, object: object): readonly Entry[] | undefined {
  try {
    return kind.entries(object);
  } catch {
    return undefined;
  }
}

function isSame(one: readonly Entry[], other: readonly Entry[]): boolean {
  return (
    one.length === other.length &&
    one.every((entry, i) => entry.every((part, k) => Object.is(part, other[i]?.[k])))
  );
}

function nameOf(key: unknown): PropertyKey {
  return isObject(key) ? '…' : (key as PropertyKey);
}
