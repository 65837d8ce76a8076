import { shapeText } from '../cells.ts';
import { flatView } from '../flat.ts';
import { isFloatArray, isNumberRow } from '../kinds.ts';
import { numbersOf } from '../output.ts';
import { readTree } from '../read-tree.ts';
import type { Values } from '../subject.ts';
import { type ArrayNode, arraysOf, type Tree } from '../tree.ts';
import type { Variable } from '../variable.ts';
import { type Side, sideOf } from './side.ts';

/** The output of a vector function, once seen: its structure, and how its numbers are read. */
export interface Output {
  readonly side: Side;
  readonly variables: readonly Variable[];
  /** All numbers of an output like the first. Throws `TypeError` for one of another shape. */
  numbers(output: unknown): Values;
}

/** Whose output it is, and what it is called where it has no name of its own. */
interface Naming {
  readonly name: string;
  readonly bare: string;
}

/** Understands the first output of a function. */
export function outputOf(first: unknown, { name, bare }: Naming): Output {
  const rules = { name: `${name.replaceAll('`', '')}(…)`, root: '', bare, anyNumber: true };
  const read = (root: unknown): Tree =>
    readTree({ root }, { ...rules, ...(isList(root) && { root: bare }) });
  const tree = read(first);
  const shapes = shapesOf(arraysOf(tree));
  const length = isRow(first) ? first.length : undefined;
  return {
    side: sideOf(tree),
    variables: flatView(arraysOf(tree)).variables,
    numbers: (output) => {
      if (isRow(output) && output.length === length) return Float64Array.from(output);
      const arrays = arraysOf(read(output));
      const found = shapesOf(arrays);
      if (found !== shapes)
        throw new TypeError(
          `the output of ${name} must keep its shape, got ${found} after ${shapes}`,
        );
      return numbersOf(arrays);
    },
  };
}

function isRow(output: unknown): output is ArrayLike<number> {
  return isFloatArray(output) || isNumberRow(output);
}

function isList(output: unknown): boolean {
  return Array.isArray(output) && !isNumberRow(output);
}

function shapesOf(arrays: readonly ArrayNode[]): string {
  return arrays.map(({ path, cells }) => path + shapeText(cells.shape)).join(', ');
}
