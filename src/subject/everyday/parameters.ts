import { isObject } from '../kinds.ts';
import { gradientRank } from '../layer/names.ts';
import { fieldsOf, lonelyGetters, memberOf } from '../members.ts';
import { memberPath } from '../path.ts';
import { GRADIENT_CONTAINERS, LABELS } from '../spellings.ts';
import { carrierOf, copyOf, numbersOf, storeAt } from './carrier.ts';
import { labelOf } from './labels.ts';
import { listed, listingOf } from './listing.ts';
import { carriedSlot, type Slot, storeInto } from './slot.ts';

/** A parameter that an object holds. */
export interface Parameter {
  readonly path: string;
  /** Whether it is listed as one, and not just an array with something beside it that is named like its gradient. */
  readonly isListed: boolean;
  /** Where its numbers and its gradient are; `undefined` where it has no place for a gradient yet. */
  slot(): Slot | undefined;
  /** Whether there is a gradient now. */
  isFilled(): boolean;
}

/** Where a member is: an item of a list, of a record, of a map. */
interface Place {
  /** An object of which it is a member by this name. */
  readonly holder: Record<string, unknown>;
  readonly key: string;
}

/** Where gradients may be: under the same keys, or only under names that are made of them. */
interface Shelf {
  readonly look: () => unknown;
  readonly isParallel: boolean;
}

/** The parameters of an object, by the names they have: what it lists as such, or whatever has its gradient beside it. */
export function parametersIn(owner: object): readonly Parameter[] {
  const list = listingOf(owner);
  const container = list === undefined ? owner : listed(owner, list);
  const shelves = GRADIENT_CONTAINERS.map((name) => ({
    look: () => listed(owner, name),
    isParallel: true,
  }));
  const found: Parameter[] = [];
  explore(
    container,
    { path: '', list: calledAs(list ?? ''), shelves: [...shelves, besides(owner)] },
    { found, isListed: list !== undefined, met: new Set() },
  );
  return found;
}

// `getParameters()[1]` is `parameters[1]`
function calledAs(list: string): string {
  const [, name] = /^get([A-Z].*)$/.exec(list) ?? [];
  return name === undefined ? list : name.charAt(0).toLowerCase() + name.slice(1);
}

function besides(holder: unknown): Shelf {
  return { look: () => holder, isParallel: false };
}

interface Search {
  readonly found: Parameter[];
  readonly isListed: boolean;
  readonly met: Set<unknown>;
}

interface Here {
  readonly path: string;
  /** What a list is called whose items are its parameters. */
  readonly list: string;
  readonly shelves: readonly Shelf[];
}

function explore(container: unknown, here: Here, search: Search): void {
  if (!isObject(container) || search.met.has(container)) return;
  search.met.add(container);
  const shelves = [...here.shelves, besides(container)];
  for (const { key, path, place } of itemsOf(container, here)) {
    const item = place.holder[place.key];
    if (isObject(item) && search.met.has(item)) continue;
    const slot = slotAt({ item, path, place, container }, () => gradientOf(shelves, key));
    if (slot !== undefined) {
      if (isGradientOfAnother(key, container)) continue;
      search.met.add(item);
      search.found.push({ ...slot, isListed: search.isListed });
    } else if (search.isListed) {
      const inside = here.shelves.filter(({ isParallel }) => isParallel);
      explore(
        item,
        { path, list: path, shelves: inside.map((shelf) => below(shelf, key)) },
        search,
      );
    }
  }
}

interface Member {
  readonly item: unknown;
  readonly path: string;
  readonly place: Place;
  readonly container: object;
}

function slotAt(
  { item, path, place, container }: Member,
  gradient: () => Place | undefined,
): Omit<Parameter, 'isListed'> | undefined {
  if (isObject(item) && (carrierOf(item) !== undefined || isLabelled(item))) {
    const named = Array.isArray(container) ? (labelOf(item, container) ?? path) : path;
    const carrier = () => carrierOf(place.holder[place.key]);
    const slot = () => {
      const found = carrier();
      return found && carriedSlot(named, found);
    };
    return { path: named, slot, isFilled: () => carrier() !== undefined };
  }
  if (numbersOf(item) === undefined) return undefined;
  return {
    path,
    slot: () => heldSlot(path, place, gradient),
    isFilled: () => gradient() !== undefined,
  };
}

// `{ name, w }`: its gradient may come with the first backward pass
function isLabelled(item: object): boolean {
  return LABELS.some((name) => typeof memberOf(item, name) === 'string');
}

/** The slot of an array or a number whose gradient lies elsewhere. */
function heldSlot(path: string, place: Place, gradient: () => Place | undefined): Slot {
  const read = () => copyOf(numbersAt(place));
  const { shape, dtype, size } = numbersAt(place);
  const held = place.holder[place.key];
  return {
    path,
    holder: isObject(held) ? held : place.holder,
    array: {
      shape,
      dtype,
      read,
      write: (numbers) => storeInto(path, place, numbers),
    },
    clear: () => {
      const there = gradient();
      if (there) storeIfPossible(there, new Float64Array(size));
    },
    gradient: () => {
      const there = gradient();
      const held = there?.holder[there.key];
      const numbers = numbersOf(held);
      return numbers?.size === size ? { data: copyOf(numbers), shape } : held;
    },
    putBack: () => {},
  };
}

// an engine may keep its gradient to itself
function storeIfPossible({ holder, key }: Place, numbers: Float64Array): void {
  try {
    storeAt(holder, key, numbers);
  } catch {}
}

function numbersAt({ holder, key }: Place) {
  const numbers = numbersOf(holder[key]);
  if (numbers === undefined) throw new TypeError(`\`${key}\` must stay numbers`);
  return numbers;
}

interface Item {
  readonly key: string;
  readonly path: string;
  readonly place: Place;
}

function itemsOf(container: object, { path, list }: Here): readonly Item[] {
  if (container instanceof Map)
    return [...container.keys()].map((key) => ({
      key: String(key),
      path: memberPath(path, String(key)),
      place: placeInMap(container, key),
    }));
  const isList = Array.isArray(container) || container instanceof Set;
  const items = container instanceof Set ? [...container] : container;
  return fieldsOf(items).map((key) => ({
    key,
    path: isList ? memberPath(list, Number(key)) : memberPath(path, key),
    place: { holder: items as Record<string, unknown>, key },
  }));
}

function placeInMap(map: Map<unknown, unknown>, key: unknown): Place {
  const holder = {
    get item() {
      return map.get(key);
    },
    set item(value) {
      map.set(key, value);
    },
  };
  return { holder, key: 'item' };
}

function gradientOf(shelves: readonly Shelf[], key: string): Place | undefined {
  const places = shelves.map((shelf) => placeOn(shelf, key));
  return places.find((place) => place && numbersOf(place.holder[place.key]) !== undefined);
}

// The same key, else the name nearest to that of its gradient: `W`, `dW`, `gradW`.
function placeOn({ look, isParallel }: Shelf, key: string): Place | undefined {
  const container = look();
  if (!isObject(container)) return undefined;
  const isMap = container instanceof Map;
  const names = isMap ? [...container.keys()].map(String) : gradientNamesIn(container);
  const name = isParallel && names.includes(key) ? key : nearestGradient(names, key);
  if (name === undefined) return undefined;
  return isMap ? placeInMap(container, name) : { holder: container, key: name };
}

function below(shelf: Shelf, key: string): Shelf {
  const look = () => {
    const place = placeOn(shelf, key);
    return place?.holder[place.key];
  };
  return { look, isParallel: true };
}

// A gradient is looked up by its name: then a getter alone is no search.
function gradientNamesIn(container: object): readonly string[] {
  return [...fieldsOf(container), ...lonelyGetters(container)];
}

function nearestGradient(names: readonly string[], key: string): string | undefined {
  const ranked = names
    .map((name) => ({ name, rank: gradientRank(name, key) ?? Number.POSITIVE_INFINITY }))
    .filter(({ rank }) => rank < Number.POSITIVE_INFINITY);
  return ranked.sort((one, other) => one.rank - other.rank)[0]?.name;
}

function isGradientOfAnother(key: string, container: object): boolean {
  return fieldsOf(container).some((other) => gradientRank(key, other) !== undefined);
}
