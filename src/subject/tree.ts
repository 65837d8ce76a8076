import type { Cells } from './cells.ts';

/** A point, an input or an output, once understood: arrays of numbers inside lists and records. */
export type Tree = ArrayNode | ConstantNode | ListNode | RecordNode;

/** One array of numbers, or a single number: a variable. */
export interface ArrayNode {
  readonly kind: 'array';
  readonly path: string;
  readonly cells: Cells;
  /** The member that holds it, where it is all of an instance: its gradient may be an instance too. */
  readonly member?: string;
}

/** An array of integers in a place that allows them: handed on, not differentiated. */
export interface ConstantNode {
  readonly kind: 'constant';
}

export interface ListNode {
  readonly kind: 'list';
  readonly path: string;
  readonly children: readonly Tree[];
}

export interface RecordNode {
  readonly kind: 'record';
  readonly path: string;
  readonly children: ReadonlyMap<string, Tree>;
  /** Whether it is of a class: then it has members that are none of its numbers. */
  readonly isInstance?: boolean;
}

/** The arrays of a tree, in the order of its keys. */
export function arraysOf(tree: Tree): readonly ArrayNode[] {
  if (tree.kind === 'array') return [tree];
  if (tree.kind === 'constant') return [];
  return [...tree.children.values()].flatMap(arraysOf);
}
