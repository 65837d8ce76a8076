import { putBackEach } from '../put-back.ts';
import { inside, type Kept, type Place, put } from './kept.ts';

type List = unknown[];

/** Remembers the items of an array, its holes and its length. */
export function keepItems(place: Place<List>): Kept {
  const before = copyOf(place.object);
  return { putBack: () => putBack(place, before), held: before.entries() };
}

// Not by `slice`: the constructor of a subclass may want other arguments than a length.
function copyOf(list: List): List {
  const items = new Array<unknown>(list.length);
  for (let i = 0; i < items.length; i++) if (isItem(list, i)) items[i] = list[i];
  return items;
}

function isItem(list: List, i: number): boolean {
  return list[i] !== undefined || Object.hasOwn(list, i);
}

function putBack(place: Place<List>, before: List): void {
  const { object: list } = place;
  // each in its turn, and each whatever becomes of the others
  putBackEach(['longer', 'items', 'shorter'] as const, (part) => {
    if (part === 'items') putItems(place, before);
    else if (list.length !== before.length && list.length > before.length === (part === 'longer'))
      put(place, () => Reflect.set(list, 'length', before.length));
  });
}

function putItems(place: Place<List>, before: List): void {
  putBackEach(before.keys(), (i) => {
    if (!isSame(place.object, before, i))
      put(inside(place, i), () => putItem(place.object, before, i));
  });
}

function isSame(list: List, before: List, i: number): boolean {
  return Object.is(list[i], before[i]) && isItem(list, i) === isItem(before, i);
}

function putItem(list: List, before: List, i: number): boolean {
  if (!isItem(before, i)) return Reflect.deleteProperty(list, i);
  return Reflect.set(list, i, before[i]) && isSame(list, before, i);
}
