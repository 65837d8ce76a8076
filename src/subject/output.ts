import { shapeText, valuesOf } from './cells.ts';
import { readTree } from './read-tree.ts';
import { type ArrayNode, arraysOf } from './tree.ts';
import { volumeOf } from './volume.ts';

/** The arrays that an output is made of; NaN and infinities are let through. */
export function arraysIn(
  output: unknown,
  name: string,
  box = { root: output },
): readonly ArrayNode[] {
  const volume = volumeOf(output);
  if (volume !== undefined) return arraysIn(volume.holder[volume.values], name);
  return arraysOf(readTree(box, { name, root: 'output', anyNumber: true }));
}

/** All numbers of an output, one after the other. */
export function numbersOf(arrays: readonly ArrayNode[]): Float64Array {
  const numbers = new Float64Array(arrays.reduce((size, { cells }) => size + cells.size, 0));
  let offset = 0;
  for (const { cells } of arrays) {
    numbers.set(valuesOf(cells), offset);
    offset += cells.size;
  }
  return numbers;
}

/** What has to stay the same from call to call. */
export function shapesOf(arrays: readonly ArrayNode[]): string {
  const shapes = arrays.map(
    ({ path, cells }) => path.replace(/^output\.?/, '') + shapeText(cells.shape),
  );
  return shapes.join(', ');
}
