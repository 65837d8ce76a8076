import type { Subject, Variable } from './subject.ts';
import type { ArrayNode } from './tree.ts';

/** All coordinates of several arrays, one after the other, as one vector. */
export type FlatView = Pick<Subject, 'variables' | 'size' | 'read' | 'write'>;

/** Lays arrays out as one flat vector, in the order given. */
export function flatView(arrays: readonly ArrayNode[]): FlatView {
  const variables = variablesOf(arrays);
  const last = variables.at(-1);
  const size = last === undefined ? 0 : last.offset + last.size;
  const locate = (coordinate: number) => {
    const i = lastAtOrBefore(variables, coordinate);
    return {
      cells: (arrays[i] as ArrayNode).cells,
      index: coordinate - (variables[i] as Variable).offset,
    };
  };
  return {
    variables,
    size,
    read: (coordinate) => {
      const { cells, index } = locate(coordinate);
      return cells.read(index);
    },
    write: (coordinate, value) => {
      const { cells, index } = locate(coordinate);
      cells.write(index, value);
    },
  };
}

function variablesOf(arrays: readonly ArrayNode[]): readonly Variable[] {
  let offset = 0;
  return arrays.map(({ path, cells: { shape, dtype, size } }) => {
    const variable = { path, shape, dtype, size, offset };
    offset += size;
    return variable;
  });
}

function lastAtOrBefore(variables: readonly Variable[], coordinate: number): number {
  let low = 0;
  let high = variables.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((variables[middle] as Variable).offset <= coordinate) low = middle;
    else high = middle - 1;
  }
  return low;
}
