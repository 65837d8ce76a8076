import { isObject, isTensor, tagOf } from '../kinds.ts';
import { isList } from '../own-names.ts';
import { memberPath } from '../path.ts';
import { type PutBack, putBackAll } from '../put-back.ts';
import { isPromise } from '../then.ts';
import type { Kept, Place } from './kept.ts';
import { keepAccessors } from './kept-accessors.ts';
import { keepBytes } from './kept-bytes.ts';
import { keepEntries } from './kept-entries.ts';
import { keepItems } from './kept-items.ts';
import { keepMembers } from './kept-members.ts';

/** What objects and everything that hangs from them were like. */
export interface Snapshot {
  /** Remembers an object too, which does not hang from those before it. */
  remember(object: unknown, path: string): void;
  /** Every object that was remembered. */
  readonly reached: ReadonlySet<unknown>;
  /** Puts everything back, entry by entry, and only what has changed. */
  readonly putBack: PutBack;
}

/**
 * Remembers an object and the objects it holds, bit for bit: members, items, entries, numbers.
 *
 * Not what no one can see from outside: closures, WeakMaps, and `#private` members but for those that the class gives and takes; nor what is inside of a Date or of an object of
 * the platform.
 *
 * @param owner - what it is called in errors: `layer Dense`
 */
export function snapshotOf(object: object, owner: string): Snapshot {
  const met = new Set<unknown>();
  const putBacks: PutBack[] = [];
  const last: PutBack[] = [];
  const remember = (root: unknown, path: string) => {
    const open: Place[] = [];
    const meet = (found: unknown, at: string) => {
      met.add(found);
      open.push({ object: found as object, path: at, owner });
    };
    if (isObject(root) && !met.has(root)) meet(root, path);
    // the list grows while it is gone through, so that no depth is too deep
    for (const place of open)
      for (const { putBack, held, isLast } of keep(place)) {
        (isLast ? last : putBacks).push(putBack);
        for (const [key, value] of held)
          if (isObject(value) && !met.has(value)) meet(value, memberPath(place.path, key));
      }
  };
  remember(object, '');
  return { remember, reached: met, putBack: () => putBackAll([...putBacks, ...last]) };
}

/** Each kind of object in its own way; nothing for those that it cannot be told of what they consist. */
function keep(place: Place): readonly Kept[] {
  const { object } = place;
  if (ArrayBuffer.isView(object)) return [keepBytes({ ...place, object }), ...keepNamed(place)];
  if (isList(object)) return [keepItems({ ...place, object }), ...keepNamed(place)];
  const tag = tagOf(object);
  if (tag === 'Map' || tag === 'Set') return [...keepEntries(place, tag), ...keepNamed(place)];
  if (tag === 'ArrayBuffer' || tag === 'SharedArrayBuffer')
    return [keepBytes({ ...place, object: object as ArrayBuffer })];
  const isPlain = tag === 'Object' || Array.isArray(object) || isTensor(object);
  return isPlain && !isPromise(object) ? keepNamed(place) : [];
}

function keepNamed(place: Place): readonly Kept[] {
  return [keepMembers(place), keepAccessors(place)];
}
