import { canRefuse, storeArriving, writeArriving } from './arriving.ts';
import { ofArray } from './blocks.ts';
import type { ArrayNode } from './tree.ts';
import { indexOfVariable, type Variable } from './variable.ts';

/** All coordinates of several arrays, one after the other, as one vector. */
export interface FlatView {
  readonly variables: readonly Variable[];
  /** Number of coordinates of all variables together. */
  readonly size: number;
  /** The number stored at a flat coordinate now. */
  read(coordinate: number): number;
  /** Stores a number at a flat coordinate, rounded to the variable's format. Throws `TypeError` where it does not arrive. */
  write(coordinate: number, value: number): void;
  /** Copies all coordinates out, block by block. */
  load(into: Float64Array): void;
  /** Stores all coordinates, each rounded to its variable's format. Throws `TypeError` where one does not arrive. */
  store(from: Float64Array): void;
  /** The variables that no longer hold these numbers. */
  changedFrom(expected: Float64Array): readonly Variable[];
}

const UNCHANGED: readonly Variable[] = [];

/** Lays arrays out as one flat vector, in the order given. */
export function flatView(arrays: readonly ArrayNode[]): FlatView {
  const variables = variablesOf(arrays);
  const last = variables.at(-1);
  const blocks = arrays.map((array, i) => ({
    array,
    cells: array.cells,
    isRefusing: canRefuse(array.cells),
    variable: variables[i] as Variable,
  }));
  const blockAt = variables.length === 1 ? () => blocks[0] : finderOf(variables, blocks);
  return {
    variables,
    size: last === undefined ? 0 : last.offset + last.size,
    read: (coordinate) => {
      const { cells, variable } = blockAt(coordinate);
      return cells.read(coordinate - variable.offset);
    },
    write: (coordinate, value) => {
      const { cells, variable, array, isRefusing } = blockAt(coordinate);
      const index = coordinate - variable.offset;
      if (isRefusing) writeArriving(array, index, value);
      else cells.write(index, value);
    },
    load: (into) => {
      for (const { cells, variable } of blocks)
        named(variable, () => cells.load(into, variable.offset));
    },
    store: (from) => {
      for (const { cells, variable, array, isRefusing } of blocks)
        if (isRefusing) storeArriving(array, from, variable.offset);
        else named(variable, () => cells.store(from, variable.offset));
    },
    changedFrom: (expected) => {
      const holds = ({ cells, variable }: (typeof blocks)[number]) =>
        cells.holds(expected, variable.offset);
      // asked after every evaluation: nothing is made where nothing has changed
      if (blocks.every(holds)) return UNCHANGED;
      return blocks.filter((block) => !holds(block)).map(({ variable }) => variable);
    },
  };
}

function named({ path }: Variable, move: () => void): void {
  try {
    move();
  } catch (error) {
    throw ofArray(path, error);
  }
}

function finderOf<T>(variables: readonly Variable[], items: readonly T[]) {
  return (coordinate: number) => items[indexOfVariable(variables, coordinate)] as T;
}

function variablesOf(arrays: readonly ArrayNode[]): readonly Variable[] {
  let offset = 0;
  return arrays.map(({ path, cells: { shape, dtype, size } }) => {
    const variable = { path, shape, dtype, size, offset };
    offset += size;
    return variable;
  });
}
