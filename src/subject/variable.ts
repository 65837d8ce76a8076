import type { Dtype } from '../numeric/dtype.ts';

/** One named array the objective depends on: the input, `W`, `layers[2].bias`. */
export interface Variable {
  /** Where it lives, as the user would write it; `x` for a bare point. */
  readonly path: string;
  /** Sizes of its axes, outermost first; empty for a single number. */
  readonly shape: readonly number[];
  readonly dtype: Dtype;
  /** Number of coordinates: the product of the shape. */
  readonly size: number;
  /** Position of its first coordinate in the flat vector of all coordinates. */
  readonly offset: number;
}

/** The index of the variable that a flat coordinate belongs to, by bisection. */
export function indexOfVariable(variables: readonly Variable[], coordinate: number): number {
  let low = 0;
  let high = variables.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((variables[middle] as Variable).offset <= coordinate) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The variable that a flat coordinate belongs to. */
export function variableAt(variables: readonly Variable[], coordinate: number): Variable {
  return variables[indexOfVariable(variables, coordinate)] as Variable;
}
