import { asArray } from '../arrays.ts';
import { type Cells, numberCell } from '../cells.ts';
import { isObject, isTensor, tagOf } from '../kinds.ts';
import { memberPath } from '../path.ts';
import { isPromise } from '../then.ts';
import { isOneOf, PARAMETER_CONTAINERS, PARAMETER_LISTS } from './names.ts';
import { keysOf, member, type Trail } from './trail.ts';

/** An array of floats, or a number, that a layer holds. */
export interface Holding {
  /** As people write it: `W`, `layers[2].bias`. */
  readonly path: string;
  readonly trail: Trail;
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
  const found: Holding[] = [];
  explore({ holder: layer, path: '', trail: [] }, new Set([layer]), found);
  return found;
}

function explore(shelf: Shelf, seen: Set<unknown>, found: Holding[]): void {
  for (const key of keysOf(shelf.holder)) {
    const value = member(shelf.holder, key);
    if (seen.has(value) || OUTWARD.test(key)) continue;
    if (isObject(value)) seen.add(value);
    const trail = [...shelf.trail, key];
    const cells = cellsIn(shelf.holder, key);
    if (cells !== undefined) found.push({ path: pathOf(shelf, key), trail, shelf, value, cells });
    else if (isShelf(value) && trail.length < DEEPEST)
      explore({ holder: value, path: shelfPath(shelf, key, value), trail }, seen, found);
  }
}

function cellsIn(holder: object, key: string): Cells | undefined {
  const value = member(holder, key);
  if (typeof value === 'number')
    return Object.hasOwn(holder, key) ? numberCell(holder, key) : undefined;
  if (isListOfParameters(key, value)) return undefined;
  const cells = asArray(value, 'typed');
  return cells === undefined || cells.size === 0 ? undefined : cells;
}

// Arrays of equal lengths are one array, except where the name says that they are a list.
function isListOfParameters(key: string, value: unknown): boolean {
  const isList = isOneOf(['params', 'parameters', 'variables', ...PARAMETER_LISTS], key);
  return isList && Array.isArray(value) && typeof value[0] !== 'number';
}

function isShelf(value: unknown): value is object {
  if (!isObject(value) || isTensor(value) || isPromise(value)) return false;
  return Array.isArray(value) || tagOf(value) === 'Object';
}

function pathOf(shelf: Shelf, key: string): string {
  return memberPath(shelf.path, Array.isArray(shelf.holder) ? Number(key) : key);
}

// `params: { W }` is reported as `W`, and what a method lists as `params[0]`.
function shelfPath(shelf: Shelf, key: string, value: object): string {
  if (!isOneOf([...PARAMETER_CONTAINERS, ...PARAMETER_LISTS, 'getParams', 'getParameters'], key))
    return pathOf(shelf, key);
  return Array.isArray(value) ? pathOf(shelf, 'params') : shelf.path;
}
