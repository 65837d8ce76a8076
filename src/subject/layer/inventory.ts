import { asArray } from '../arrays.ts';
import { type Cells, numberCell } from '../cells.ts';
import { isMap, isObject, isTensor, tagOf } from '../kinds.ts';
import { descriptorOf } from '../members.ts';
import { memberPath } from '../path.ts';
import { PARAMETER_LISTS } from '../spellings.ts';
import { isPromise } from '../then.ts';
import { isOneOf, isParameterContainer } from './names.ts';
import { keysOf, member, type Trail } from './trail.ts';

/** An array of floats, or a number, that a layer holds. */
export interface Holding {
  /** As people write it: `W`, `layers[2].bias`. */
  readonly path: string;
  readonly trail: Trail;
  /** Other ways to it, by other names. */
  readonly aliases: readonly Trail[];
  /** The object it is a member of, and that object's path. */
  readonly shelf: Shelf;
  readonly value: unknown;
  readonly cells: Cells;
}

/** An object that holds arrays. */
export interface Shelf {
  readonly holder: object;
  readonly path: string;
  readonly trail: Trail;
}

/** How deep parameters are looked for: model, layers, layer, params, parameter, values. */
const DEEPEST = 6;

/** Members that lead out of a layer, to what it is part of. */
const OUTWARD = /^_*(parent|model|net|network|prev|previous|next|optimizer|optim|graph)$/i;

/** Finds the arrays and numbers a layer holds, in the order of its members; one array under two names is found once. */
export function inventoryOf(layer: object): readonly Holding[] {
  const found: Found = { holdings: [], aliases: new Map([[layer, []]]) };
  explore({ holder: layer, path: '', trail: [] }, found);
  return found.holdings;
}

interface Found {
  readonly holdings: Holding[];
  /** For every object met, the further trails on which it was met. */
  readonly aliases: Map<unknown, Trail[]>;
}

function explore(shelf: Shelf, { holdings, aliases }: Found): void {
  for (const key of keysOf(shelf.holder)) {
    const value = member(shelf.holder, key);
    const trail = [...shelf.trail, key];
    aliases.get(value)?.push(trail);
    if (aliases.has(value) || OUTWARD.test(key)) continue;
    const others: Trail[] = [];
    if (isObject(value)) aliases.set(value, others);
    const cells = cellsIn(shelf, key, value);
    if (cells !== undefined)
      holdings.push({ path: pathOf(shelf, key), trail, aliases: others, shelf, value, cells });
    else if (isShelf(value) && trail.length < DEEPEST)
      explore({ holder: value, path: shelfPath(shelf, key, value), trail }, { holdings, aliases });
  }
}

// The value is not asked for again: an accessor may give another copy each time.
function cellsIn({ holder, trail }: Shelf, key: string, value: unknown): Cells | undefined {
  if (typeof value === 'number') return numberIn(holder, key);
  const isInList = trail.some((name) => isOneOf(PARAMETER_LISTS, name));
  if (!isInList && isListOfParameters(key, value)) return undefined;
  const cells = asArray(value, 'typed');
  return cells === undefined || cells.size === 0 ? undefined : cells;
}

function numberIn(holder: object, key: string): Cells | undefined {
  if (isMap(holder)) return numberCell(entryOf(holder, key), 'value');
  const { writable, set } = descriptorOf(holder, key) ?? {};
  return writable || set !== undefined ? numberCell(holder, key) : undefined;
}

/** An entry of a Map as a member of its own. */
function entryOf(map: Map<unknown, unknown>, key: string): object {
  return {
    get value() {
      return map.get(key);
    },
    set value(value) {
      map.set(key, value);
    },
  };
}

// Arrays of equal lengths are one array, except where the name says that they are a list.
function isListOfParameters(key: string, value: unknown): boolean {
  const isList = isOneOf(['params', 'parameters', 'variables', ...PARAMETER_LISTS], key);
  return isList && Array.isArray(value) && typeof value[0] !== 'number';
}

function isShelf(value: unknown): value is object {
  if (!isObject(value) || isTensor(value) || isPromise(value)) return false;
  return Array.isArray(value) || isMap(value) || tagOf(value) === 'Object';
}

function pathOf(shelf: Shelf, key: string): string {
  return memberPath(shelf.path, Array.isArray(shelf.holder) ? Number(key) : key);
}

// `params: { W }` is reported as `W`, and what a method lists as `params[0]`.
function shelfPath(shelf: Shelf, key: string, value: object): string {
  if (!isParameterContainer(key) && !isOneOf(PARAMETER_LISTS, key)) return pathOf(shelf, key);
  return Array.isArray(value) ? pathOf(shelf, 'params') : shelf.path;
}
