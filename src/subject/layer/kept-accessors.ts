import { asArray } from '../arrays.ts';
import { sameShape, valuesOf } from '../cells.ts';
import { descriptorOf, pairedAccessors } from '../members.ts';
import { ownNames } from '../own-names.ts';
import { putBackEach } from '../put-back.ts';
import { callUsers } from '../users-code.ts';
import { inside, type Kept, type Place, put } from './kept.ts';

/**
 * Remembers what the accessors of an object give, which may be `#private`: its own, and the getters with setters of its class.
 *
 * To be put back after everything else: a setter may copy what it is given, and must find the numbers that were there.
 */
export function keepAccessors(place: Place): Kept {
  const { object } = place;
  const before = new Map(accessorsOf(object).map((key) => [key, givenBy(object, key)]));
  const putBack = () =>
    putBackEach(before, ([key, was]) => {
      const { set } = descriptorOf(object, key) ?? {};
      if (set === undefined || was === undefined || isSame(was, givenBy(object, key))) return;
      put(inside(place, key), () => Reflect.set(object, key, was.value));
    });
  const held = [...before].flatMap(([key, was]) =>
    was === undefined || was.isCopy ? [] : [[key, was.value] as const],
  );
  return { putBack, held, isLast: true };
}

function accessorsOf(object: object): readonly PropertyKey[] {
  const own = ownNames(object).filter((key) => descriptorOf(object, key)?.get !== undefined);
  return [...new Set([...own, ...pairedAccessors(object)])];
}

/** What an accessor gave. */
interface Given {
  readonly value: unknown;
  /** Whether it gives another copy of the same numbers each time: then this one is nobody else's. */
  readonly isCopy: boolean;
}

/** Nothing for an accessor that throws, or gives something else each time. */
function givenBy(object: object, key: PropertyKey): Given | undefined {
  try {
    const get = () => callUsers<unknown>(() => Reflect.get(object, key));
    const [value, again] = [get(), get()];
    if (Object.is(value, again)) return { value, isCopy: false };
    return hasNumbersOf(value, again) ? { value, isCopy: true } : undefined;
  } catch {
    return undefined;
  }
}

function isSame(was: Given, now: Given | undefined): boolean {
  if (now === undefined) return false;
  return Object.is(was.value, now.value) || (was.isCopy && hasNumbersOf(was.value, now.value));
}

function hasNumbersOf(one: unknown, other: unknown): boolean {
  const [before, now] = [asArray(one, 'typed'), asArray(other, 'typed')];
  if (before === undefined || now === undefined || !sameShape(before.shape, now.shape))
    return false;
  return valuesOf(before).every((number, i) => Object.is(number, now.read(i)));
}
