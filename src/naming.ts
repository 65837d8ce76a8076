import type { VariableCheck } from './record.ts';

/** What one number of an array is named by. */
export type Named = Pick<VariableCheck, 'path' | 'shape' | 'derivative'>;

/** One number of an array as people write it: `W[2,3]`, the bare path of a single number, `∂y[1]/∂x[2]` in a Jacobian. */
export function nameOfEntry({ path, shape, derivative }: Named, flat: number): string {
  const index = indexIn(shape, flat);
  if (derivative === undefined) return nameAt(path, index);
  const { of, by, axes, second } = derivative;
  const [first, last] = [nameAt(of, index.slice(0, axes)), nameAt(by, index.slice(axes))];
  return second === undefined ? `∂${first}/∂${last}` : `∂²${second}/∂${first}∂${last}`;
}

/** A place in an array: `W[2,3]`, or the bare path of a single number. */
export function nameAt(path: string, index: readonly number[]): string {
  return index.length === 0 ? path : `${path}[${index.join(',')}]`;
}

/** Position along each axis, row-major. */
export function indexIn(shape: readonly number[], flat: number): readonly number[] {
  const index = new Array<number>(shape.length);
  let rest = flat;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    index[axis] = rest % shape[axis];
    rest = Math.floor(rest / shape[axis]);
  }
  return index;
}
