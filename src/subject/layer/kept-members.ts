import { ownNames } from '../own-names.ts';
import { putBackEach } from '../put-back.ts';
import { inside, type Kept, type Place, put } from './kept.ts';

/** Remembers the own members of an object, those that are not enumerable and symbols too; of an array those that are no items. */
export function keepMembers(place: Place): Kept {
  const { object } = place;
  const before = new Map(
    ownNames(object).map((key) => [key, Reflect.getOwnPropertyDescriptor(object, key)]),
  );
  const putBack = () =>
    putBackEach(new Set([...ownNames(object), ...before.keys()]), (key) => {
      const was = before.get(key);
      if (!isSame(was, Reflect.getOwnPropertyDescriptor(object, key)))
        put(inside(place, key), () => putMember(object, key, was));
    });
  return { putBack, held: [...before].map(([key, member]) => [key, member?.value] as const) };
}

const FORM = ['get', 'set', 'writable', 'enumerable', 'configurable'] as const;

function isSame(was?: PropertyDescriptor, now?: PropertyDescriptor): boolean {
  if (was === undefined || now === undefined) return was === now;
  return FORM.every((part) => was[part] === now[part]) && Object.is(was.value, now.value);
}

function putMember(object: object, key: PropertyKey, was?: PropertyDescriptor): boolean {
  return was === undefined
    ? Reflect.deleteProperty(object, key)
    : Reflect.defineProperty(object, key, was);
}
