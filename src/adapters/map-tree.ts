import { isRecord, isTensor, type Tensor } from '../subject/kinds.ts';

/** The same lists and records with every leaf replaced, in order; what is neither stays as it is. */
export function mapTree<T>(
  tree: unknown,
  isLeaf: (value: unknown) => value is T,
  change: (leaf: T) => unknown,
): unknown {
  if (isLeaf(tree)) return change(tree);
  if (Array.isArray(tree)) return tree.map((child) => mapTree(child, isLeaf, change));
  if (!isRecord(tree)) return tree;
  return Object.fromEntries(
    Object.entries(tree).map(([key, child]) => [key, mapTree(child, isLeaf, change)]),
  );
}

/** A cotangent's part for one output: a number for a scalar, else the numbers and their shape. */
export function isCotangent(value: unknown): value is number | Tensor {
  return typeof value === 'number' || isTensor(value);
}
