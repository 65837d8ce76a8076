import type { Dtype } from '../numeric/dtype.ts';
import { arrived } from '../subject/arrived.ts';
import { type Cells, rowCells, sizeOf, valuesOf } from '../subject/cells.ts';
import { fitGradient } from '../subject/fit-gradient.ts';
import { isRecord } from '../subject/kinds.ts';
import { memberPath } from '../subject/path.ts';
import type { Tree } from '../subject/tree.ts';
import { mapTree } from './map-tree.ts';

/** What an array of a library is to a check. */
export interface Leaf<T> {
  readonly path: string;
  readonly array: T;
  readonly shape: readonly number[];
  /** Absent for an array of integers or booleans: it is handed on and not differentiated. */
  readonly dtype?: Dtype;
}

/** Arrays of a library inside lists and records, laid out in a row, and the way back. */
export interface Point<T> {
  readonly leaves: readonly Leaf<T>[];
  readonly tree: Tree;
  /** The same lists and records around other arrays. */
  build(arrays: readonly unknown[]): unknown;
}

/** How a library's arrays are recognised and spoken of. */
export interface ArrayKind<T> {
  /** `a tf.Tensor`. */
  readonly name: string;
  is(value: unknown): value is T;
  shapeOf(array: T): readonly number[];
  /** The format of a float array, `undefined` for integers; throws for what no check can handle. */
  dtypeOf(array: T, place: string): Dtype | undefined;
}

/** Where a tree hangs. */
export interface Root {
  /** What errors call it: `at`, `input`. */
  readonly name: string;
  /** The path of an array that stands alone. */
  readonly bare: string;
  /** The path of what is inside lists and records. */
  readonly root: string;
  /** The paths of the items of a list, where a function names its arguments. */
  readonly names?: readonly string[] | undefined;
}

/** Whether an array of this kind is among the lists and records of a value. */
export function holds<T>(
  value: unknown,
  kind: ArrayKind<T>,
  around: readonly unknown[] = [],
): boolean {
  if (kind.is(value)) return true;
  const isContainer = Array.isArray(value) ? typeof value[0] !== 'number' : isRecord(value);
  if (!isContainer || around.includes(value)) return false;
  return Object.values(value as object).some((item) => holds(item, kind, [...around, value]));
}

/**
 * Lays out the arrays of a tree.
 *
 * @throws TypeError - for anything that is no array of this kind, naming the place
 */
export function readPoint<T>(value: unknown, root: Root, kind: ArrayKind<T>): Point<T> {
  const leaves: Leaf<T>[] = [];
  const walk = (node: unknown, path: string, { place, around }: Way): Tree => {
    const inside = (child: unknown, key: string | number) =>
      walk(child, childPath(root, { path, key, isTop: node === value }), {
        place: memberPath(place, key),
        around: [...around, node],
      });
    const isNew = !around.includes(node);
    if (isNew && Array.isArray(node)) return { kind: 'list', path, children: node.map(inside) };
    if (isNew && isRecord(node)) {
      const children = Object.entries(node).map(([key, child]) => [key, inside(child, key)]);
      return { kind: 'record', path, children: new Map(children as [string, Tree][]) };
    }
    const leaf = leafAt(node, { path, place }, kind);
    leaves.push(node === value ? { ...leaf, path: root.bare } : leaf);
    return treeOf(leaves.at(-1) as Leaf<T>);
  };
  const tree = walk(value, root.root, { place: root.name, around: [] });
  return { leaves, tree, build: (arrays) => replaceIn(value, kind, arrays) };
}

/** The expression that reaches a node, and what it is inside of. */
interface Way {
  readonly place: string;
  readonly around: readonly unknown[];
}

function childPath(
  { names }: Root,
  { path, key, isTop }: { path: string; key: string | number; isTop: boolean },
): string {
  const given = isTop && typeof key === 'number' ? names?.[key] : undefined;
  return given ?? memberPath(path, key);
}

function leafAt<T>(
  array: unknown,
  { path, place }: { path: string; place: string },
  { is, name, shapeOf, dtypeOf }: ArrayKind<T>,
): Leaf<T> {
  if (!is(array))
    throw new TypeError(`\`${place}\` must be ${name}, like the others, got ${arrived(array)}`);
  const dtype = dtypeOf(array, place);
  return { path, array, shape: shapeOf(array), ...(dtype !== undefined && { dtype }) };
}

function treeOf({ path, shape, dtype }: Leaf<unknown>): Tree {
  if (dtype === undefined) return { kind: 'constant' };
  return { kind: 'array', path, cells: outline({ shape, dtype }) };
}

/** Cells that are asked for nothing but their outline. */
function outline({ shape, dtype }: Pick<Cells, 'shape' | 'dtype'>): Cells {
  return rowCells({ shape, dtype, rows: [new Float64Array(sizeOf(shape))] });
}

function replaceIn<T>(value: unknown, kind: ArrayKind<T>, arrays: readonly unknown[]): unknown {
  const next = arrays.values();
  return mapTree(value, kind.is, () => next.next().value);
}

/** The leaves that are variables. */
export function variablesOf<T>({ leaves }: Point<T>): readonly (Leaf<T> & { dtype: Dtype })[] {
  return leaves.filter((leaf): leaf is Leaf<T> & { dtype: Dtype } => leaf.dtype !== undefined);
}

/**
 * Takes a gradient apart, by the paths of the point's variables.
 *
 * The gradient of a function of one argument that is a list may come without the list of arguments around it.
 *
 * @throws TypeError - naming the path and both shapes
 */
export function partsOf(point: Pick<Point<unknown>, 'tree'>, gradient: unknown): object {
  const parts = fitGradient(argumentIn(point.tree, gradient), gradient);
  return Object.fromEntries(parts.map(({ path, cells }) => [path, copyOf(cells)]));
}

function copyOf(cells: Cells): object {
  const values = valuesOf(cells);
  const data = cells.dtype === 'float32' ? Float32Array.from(values) : values;
  return { data, shape: cells.shape };
}

function argumentIn(tree: Tree, gradient: unknown): Tree {
  const [only, ...more] = tree.kind === 'list' ? tree.children : [];
  if (only === undefined || more.length > 0) return tree;
  return Array.isArray(gradient) && gradient.length === 1 ? tree : only;
}
