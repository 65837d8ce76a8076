import { asArray, DEEPEST, tensorFault } from './arrays.ts';
import { type Cells, indexAt, numberCell } from './cells.ts';
import { needsAdapter } from './everyday/way-out.ts';
import { isInstance, numbersOfInstance } from './instances.ts';
import { isIntegerArray, isRecord, isTensor, type Tensor } from './kinds.ts';
import { memberPath } from './path.ts';
import {
  holeAt,
  integersInside,
  mixedList,
  type NamedPlace,
  notFinite,
  nothingInside,
  notNumber,
  notNumbers,
  selfContaining,
  tooDeep,
} from './reject.ts';
import { isPromise } from './then.ts';
import { type ArrayNode, arraysOf, type ListNode, type RecordNode, type Tree } from './tree.ts';

/** What a place allows, and how its errors speak. */
export interface TreeRules {
  /** What the root is called in errors: `at`, `input`. */
  readonly name: string;
  /** Path of the root's variables: empty where the keys of a container stand for themselves. */
  readonly root: string;
  /** Path of the root when it is an array or a number itself; the root's when left out. */
  readonly bare?: string;
  /** Paths of the items of a root that is a list; then it is one even where its items are all numbers. */
  readonly names?: readonly string[];
  /** Whether NaN and infinities are let through. */
  readonly anyNumber?: boolean;
  /** Whether integer arrays are let through, as constants. */
  readonly integers?: boolean;
  /** What to do with what is no number, for the end of an error. */
  readonly remedy?: string;
}

/**
 * Understands a value as a tree of arrays of numbers; reading and writing go to the value itself, nothing is copied.
 *
 * @param box - holds the value under `root`, so that a bare number has a cell to be written in
 * @throws TypeError, RangeError - naming the place and what was found there
 */
export function readTree(box: { root: unknown }, rules: TreeRules): Tree {
  const { name, root, remedy, names } = rules;
  const place = {
    holder: box,
    key: 'root',
    path: root,
    name,
    isRoot: true,
    ancestors: [],
    remedy,
    rules,
  };
  const tree =
    names && Array.isArray(box.root)
      ? namedList(place, { list: box.root, names })
      : readNode(place);
  if (!rules.integers && arraysOf(tree).length === 0) throw nothingInside(name, box.root);
  return tree;
}

/** Where a value sits: what holds it, and its variable path. */
interface Place extends NamedPlace {
  readonly holder: object;
  readonly key: string | number;
  readonly path: string;
  readonly ancestors: readonly unknown[];
  readonly rules: TreeRules;
}

function readNode(place: Place): Tree {
  const value = (place.holder as Record<string | number, unknown>)[place.key];
  if (typeof value === 'number') return arrayNode(place, numberCell(place.holder, place.key));
  if (place.ancestors.includes(value)) throw selfContaining(place.name);
  if (place.ancestors.length > DEEPEST) throw tooDeep(place.rules.name, DEEPEST);
  if (isTensor(value)) return tensorNode(place, value);
  if (isIntegerArray(value)) return constantNode(place, value);
  const array = asArray(value);
  if (array !== undefined) return arrayNode(place, array);
  if (Array.isArray(value)) return listNode(place, value);
  if (isRecord(value) && !isPromise(value)) return recordNode(place, value, Object.keys(value));
  if (isInstance(value)) return instanceNode(place, value);
  throw notNumbers(place, value);
}

function tensorNode(place: Place, tensor: Tensor): Tree {
  const array = asArray(tensor);
  if (array !== undefined)
    return arrayNode({ ...place, name: `${place.name}.data` }, array, [array.size]);
  if (isIntegerArray(tensor.data)) return constantNode(place, tensor.data);
  throw new RangeError(`\`${place.name}\` ${tensorFault(tensor)}`);
}

function constantNode(place: Place, value: unknown): Tree {
  if (!place.rules.integers) throw integersInside(place, value);
  return { kind: 'constant' };
}

function listNode(place: Place, list: readonly unknown[]): ListNode {
  const children: Tree[] = [];
  for (let i = 0; i < list.length; i++) {
    if (!(i in list)) throw holeAt(memberPath(place.name, i));
    children.push(readNode(member(place, list, i)));
  }
  // of a list that has lost its prototype
  const items = Array.from(list);
  if (items.some((item) => typeof item === 'number') && items.some((item) => Array.isArray(item)))
    throw mixedList(place.name);
  return { kind: 'list', path: place.path, children };
}

function namedList(
  place: Place,
  { list, names }: { readonly list: readonly unknown[]; readonly names: readonly string[] },
): ListNode {
  const children = list.map((_, i) =>
    readNode({ ...member(place, list, i), path: names[i] as string }),
  );
  return { kind: 'list', path: place.path, children };
}

function recordNode(
  place: Place,
  record: Record<string, unknown>,
  keys: readonly string[],
): RecordNode {
  const children = keys.map((key) => [key, readNode(member(place, record, key))] as const);
  return { kind: 'record', path: place.path, children: new Map(children) };
}

// An instance of one array is that array.
function instanceNode(place: Place, instance: Record<string, unknown>): Tree {
  const foreign = needsAdapter(instance);
  if (foreign !== undefined) throw foreign;
  const keys = numbersOfInstance(instance);
  const [only] = keys;
  if (only === undefined) throw notNumbers(place, instance);
  const array = keys.length === 1 ? asArray(instance[only], 'typed') : undefined;
  if (array !== undefined) return { ...arrayNode(place, array), member: only };
  return { ...recordNode(place, instance, keys), isInstance: true };
}

function member(place: Place, holder: object, key: string | number): Place {
  return {
    ...place,
    holder,
    key,
    path: memberPath(place.path, key),
    name: memberPath(place.name, key),
    isRoot: false,
    ancestors: [...place.ancestors, holder],
  };
}

// `entries` is the shape by which its numbers are reached: a tensor's lie flat, whatever its shape.
function arrayNode(place: Place, cells: Cells, entries = cells.shape): ArrayNode {
  if (cells.size === 0) throw nothingInside(place.name, []);
  const entry = firstUnfit(cells, place.rules);
  if (entry >= 0) {
    const name = indexAt({ shape: entries, entry }).reduce(memberPath, place.name);
    const value: unknown = cells.read(entry);
    throw typeof value === 'number' ? notFinite(name, value) : notNumber(name, value);
  }
  const path = place.isRoot ? (place.rules.bare ?? place.path) : place.path;
  return { kind: 'array', path, cells };
}

function firstUnfit(cells: Cells, { anyNumber }: TreeRules): number {
  for (let entry = 0; entry < cells.size; entry++) {
    const value: unknown = cells.read(entry);
    if (typeof value !== 'number' || !(anyNumber || Number.isFinite(value))) return entry;
  }
  return -1;
}
