import { coarsest, type Dtype } from '../../numeric/dtype.ts';
import { asArray } from '../arrays.ts';
import { sameShape, shapeText, squeezed } from '../cells.ts';
import { copyTree } from '../copy.ts';
import { fitGradient } from '../fit-gradient.ts';
import { flatView } from '../flat.ts';
import type { GradientPart } from '../gradient-array.ts';
import { type Side, sideOf } from '../jacobian/side.ts';
import { isNumberRow } from '../kinds.ts';
import { numbersOf } from '../output.ts';
import { readTree, type TreeRules } from '../read-tree.ts';
import { readingOf } from '../reading.ts';
import { type ArrayNode, arraysOf, type Tree } from '../tree.ts';
import type { Variable } from '../variable.ts';
import type { WorkingPoint } from '../working-point.ts';

/** What the vectors of a product are: changes of the point, or numbers by those of an output; in the structure of either. */
export interface Space {
  readonly side: Side;
  readonly variables: readonly Variable[];
  /** A vector in that structure, to be given away. */
  vector(numbers: Float64Array): unknown;
  /** The numbers of one that came back. Throws `TypeError` for what has another structure, by what it is called. */
  read(found: unknown, called?: string): Reading;
}

/** A vector, one number after the other. */
export interface Reading {
  readonly values: Float64Array;
  /** The coarsest format that some of it came in. */
  readonly dtype: Dtype;
}

/** Changes of a point; they come back in any form in which a gradient may. */
export function inputSpace(point: WorkingPoint): Space {
  const { tree, variables } = point;
  return {
    side: sideOf(tree),
    variables,
    vector: (numbers) => {
      const twin = point.twin();
      twin.store(numbers);
      return twin.handOut();
    },
    read: (found) => lineIn(tree, found) ?? structured(tree, found),
  };
}

function structured(tree: Tree, found: unknown): Reading {
  const parts = fitArguments(tree, found);
  const { values, dtypes } = readingOf(parts, { aliasesPoint: [], reused: [] });
  return { values, dtype: coarsest(...dtypes) };
}

/** The numbers of a matrix of one row, or one column, that is held as a flat array in the point, or the other way round. */
function lineIn(tree: Tree, found: unknown): Reading | undefined {
  const cells = tree.kind === 'array' ? asArray(found, 'typed') : undefined;
  if (tree.kind !== 'array' || cells === undefined) return undefined;
  const { shape } = tree.cells;
  const isSame = sameShape(shape, cells.shape);
  if (isSame || !sameShape(squeezed(shape), squeezed(cells.shape))) return undefined;
  const values = Float64Array.from({ length: cells.size }, (_, k) => cells.read(k));
  return { values, dtype: cells.dtype };
}

// the pullback of a function of one argument may return a list of that one gradient
function fitArguments(tree: Tree, found: unknown): readonly GradientPart[] {
  const isTuple = tree.kind !== 'list' && Array.isArray(found) && found.length === 1;
  if (!isTuple) return fitGradient(tree, found);
  try {
    return fitGradient(tree, found);
  } catch {
    return fitGradient(tree, found[0]);
  }
}

/** Whose output it is, and what it is called where it has no name of its own. */
interface Naming {
  readonly name: string;
  readonly bare: string;
}

/** Changes, or cotangents, of an output like the one that is given. */
export function outputSpace(output: unknown, { name, bare }: Naming): Space {
  const own = `${name.replaceAll('`', '')}(…)`;
  const root = Array.isArray(output) && !isNumberRow(output) ? bare : '';
  const rulesFor = (called: string): TreeRules => ({ name: called, root, bare, anyNumber: true });
  const rules = rulesFor(own);
  const arraysIn = (found: unknown, called = own) =>
    arraysOf(readTree({ root: found }, rulesFor(called)));
  const first = arraysIn(output);
  return {
    side: sideOf(readTree({ root: output }, rules)),
    variables: flatView(first).variables,
    vector: (numbers) => {
      const box = { root: copyTree(output) };
      flatView(arraysOf(readTree(box, rules))).store(numbers);
      return box.root;
    },
    read: (found, called = own) => {
      const arrays = arraysIn(found, called);
      if (!isLike(first, arrays))
        throw new TypeError(
          `${called === own ? `\`${own}\`` : called} must have the structure of the output, ${shapesOf(first)}, got ${shapesOf(arrays)}`,
        );
      return {
        values: numbersOf(arrays),
        dtype: coarsest(...arrays.map(({ cells }) => cells.dtype)),
      };
    },
  };
}

/** Whether arrays are at the same paths and have the same shapes; axes of one entry may be left out. */
function isLike(first: readonly ArrayNode[], arrays: readonly ArrayNode[]): boolean {
  return (
    first.length === arrays.length &&
    first.every(({ path, cells }, i) => {
      const other = arrays[i] as ArrayNode;
      return path === other.path && sameShape(squeezed(cells.shape), squeezed(other.cells.shape));
    })
  );
}

function shapesOf(arrays: readonly ArrayNode[]): string {
  return arrays.map(({ path, cells }) => path + shapeText(cells.shape)).join(', ');
}
