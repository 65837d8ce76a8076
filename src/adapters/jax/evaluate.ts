import { andThen, type MaybePromise, whenDone } from '../../subject/then.ts';
import type { Leaf, Point } from '../point.ts';
import { type Layout, leave, newArray, peek, readAll } from './arrays.ts';
import type { Jax, JaxArray } from './namespace.ts';

/** A point of arrays as numbers: every call gets arrays of its own, the user's are only read. */
export interface NumberPoint {
  readonly jax: Jax;
  readonly point: Point<JaxArray>;
  /** What each array of the point holds now. */
  readonly numbers: ArrayLike<number>[];
}

/** Reads the arrays of a point. */
export function numbersAt(jax: Jax, point: Point<JaxArray>): MaybePromise<NumberPoint> {
  const start: MaybePromise<ArrayLike<number>[]> = [];
  const read = point.leaves.reduce<MaybePromise<ArrayLike<number>[]>>(
    (before, { array }) =>
      andThen(before, (numbers) => andThen(peek(array), (data) => [...numbers, data])),
    start,
  );
  return andThen(read, (numbers) => ({ jax, point, numbers }));
}

/** Makes an array that is given back at the end of the call. */
export type Make = (numbers: ArrayLike<number>, layout: Layout) => JaxArray;

/** Runs code on fresh arrays, reads what it returns, and gives back every reference, also when it throws. */
export function evaluate(
  { jax, point, numbers }: NumberPoint,
  run: (arrays: readonly JaxArray[], make: Make) => unknown,
): unknown {
  const made: JaxArray[] = [];
  const make: Make = (values, layout) => {
    const array = newArray(jax, values, layout);
    made.push(array);
    return array;
  };
  return whenDone(
    () => {
      const arrays = point.leaves.map(({ array }, i) => make(numbers[i] ?? [], array));
      return andThen(run(arrays, make), (result) => readAll(jax, result));
    },
    () => {
      for (const array of made) leave(array, 0);
    },
  );
}

/** The arguments a point stands for: a list of arrays is several, as in `grad(f, { argnums })`. */
export function argumentsOf(
  { point }: Pick<NumberPoint, 'point'>,
  arrays: readonly unknown[],
): readonly unknown[] {
  const built = point.build(arrays);
  return Array.isArray(built) ? built : [built];
}

/** Whether an array of the point is differentiated. */
export function isVariable(leaf: Leaf<JaxArray> | undefined): boolean {
  return leaf?.dtype !== undefined;
}
