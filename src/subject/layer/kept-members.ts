import { ownNames } from '../own-names.ts';
import { putBackEach } from '../put-back.ts';
import { inside, type Kept, type Place, put } from './kept.ts';

/** Remembers the own members of an object, those that are not enumerable and symbols too; of an array those that are no items. */
export function keepMembers(place: Place): Kept {
  const { object } = place;
  const before = new Map(ownNames(object).map((key) => [key, memberAt(object, key)]));
  const putBack = () =>
    putBackEach(new Set([...ownNames(object), ...before.keys()]), (key) => {
      const was = before.get(key);
      if (!isSame(was, memberAt(object, key)))
        put(inside(place, key), () => putMember(object, key, was));
    });
  return { putBack, held: [...before].map(([key, member]) => [key, member?.value] as const) };
}

/** A member as it was. */
interface Member {
  readonly descriptor: PropertyDescriptor;
  /** What an accessor gave; undefined for one that gives something else each time. */
  readonly value: unknown;
}

function memberAt(object: object, key: PropertyKey): Member | undefined {
  const descriptor = Reflect.getOwnPropertyDescriptor(object, key);
  return descriptor && { descriptor, value: givenBy(object, descriptor) };
}

function givenBy(object: object, { get, value }: PropertyDescriptor): unknown {
  if (get === undefined) return value;
  try {
    const [given, again] = [Reflect.apply(get, object, []), Reflect.apply(get, object, [])];
    return Object.is(given, again) ? given : undefined;
  } catch {
    return undefined;
  }
}

const FORM = ['get', 'set', 'writable', 'enumerable', 'configurable'] as const;

function isSame(was: Member | undefined, now: Member | undefined): boolean {
  if (was === undefined || now === undefined) return was === now;
  const hasForm = FORM.every((part) => was.descriptor[part] === now.descriptor[part]);
  return hasForm && Object.is(was.value, now.value);
}

function putMember(object: object, key: PropertyKey, was: Member | undefined): boolean {
  if (was === undefined) return Reflect.deleteProperty(object, key);
  const { descriptor, value } = was;
  if (!Reflect.defineProperty(object, key, descriptor)) return false;
  // an accessor that takes nothing has computed what it gives
  return descriptor.set === undefined || Reflect.set(object, key, value);
}
