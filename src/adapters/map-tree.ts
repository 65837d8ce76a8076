import { isRecord, isTensor, type Tensor } from '../subject/kinds.ts';

/**
 * The same lists and records with every leaf replaced, in order; what is neither stays as it is.
 *
 * @throws TypeError - for what contains itself
 */
export function mapTree<T>(
  tree: unknown,
  isLeaf: (value: unknown) => value is T,
  change: (leaf: T) => unknown,
): unknown {
  const map = (node: unknown, around: readonly unknown[]): unknown => {
    if (isLeaf(node)) return change(node);
    if (!Array.isArray(node) && !isRecord(node)) return node;
    if (around.includes(node))
      throw new TypeError('a value and a gradient must not contain themselves, got a cycle');
    const inside = [...around, node];
    if (Array.isArray(node)) return node.map((child) => map(child, inside));
    return Object.fromEntries(
      Object.entries(node).map(([key, child]) => [key, map(child, inside)]),
    );
  };
  return map(tree, []);
}

/** A cotangent's part for one output: a number for a scalar, else the numbers and their shape. */
export function isCotangent(value: unknown): value is number | Tensor {
  return typeof value === 'number' || isTensor(value);
}
