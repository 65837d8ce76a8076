import { copyTree } from './copy.ts';
import { type FlatView, flatView } from './flat.ts';
import { rememberStructure } from './intact.ts';
import { readTree, type TreeRules } from './read-tree.ts';
import { type ArrayNode, arraysOf, type Tree } from './tree.ts';

/** A private copy of the user's point: the same structure and types, written to instead of the original. */
export interface WorkingPoint extends FlatView {
  readonly tree: Tree;
  readonly arrays: readonly ArrayNode[];
  /** The copy itself, for the user's functions. */
  handOut(): unknown;
  /** Another copy, of what is written in this one. */
  twin(): WorkingPoint;
  /** Throws when a function has replaced, reordered or resized parts of the copy. */
  checkIntact(by: string): void;
}

/** Copies a point, once it is known to be one. */
export function workingPoint(original: unknown, rules: TreeRules): WorkingPoint {
  readTree({ root: original }, rules);
  const box = { root: copyTree(original) };
  const tree = readTree(box, rules);
  const arrays = arraysOf(tree);
  const findDamage = rememberStructure(box.root, rules.root);
  return {
    ...flatView(arrays),
    tree,
    arrays,
    handOut: () => box.root,
    twin: () => workingPoint(box.root, rules),
    checkIntact: (by) => {
      const damage = findDamage();
      if (damage === undefined) return;
      const what = damage.path === '' ? 'it' : `\`${damage.path}\``;
      throw new TypeError(
        `${by} must leave its argument as it was given, but ${damage.how} ${what}`,
      );
    },
  };
}
