import type { Dtype } from '../../numeric/dtype.ts';
import { andThen, type MaybePromise } from '../../subject/then.ts';
import { mapTree } from '../map-tree.ts';
import type { ArrayKind } from '../point.ts';
import type { Jax, JaxArray } from './namespace.ts';

const FLOATS: readonly string[] = ['float32', 'float64', 'float16'] satisfies Dtype[];

/** Arrays of jax-js, as a point holds them. */
export function jaxKind(jax: Jax): ArrayKind<JaxArray> {
  return {
    name: 'an array of jax-js',
    is: (value): value is JaxArray => value instanceof jax.Array,
    shapeOf: ({ shape }) => shape,
    dtypeOf: ({ dtype }) => (isFloat(dtype) ? dtype : undefined),
  };
}

function isFloat(dtype: string): dtype is Dtype {
  return FLOATS.includes(dtype);
}

/** What an array is besides its numbers. */
export type Layout = Pick<JaxArray, 'shape' | 'dtype' | 'device'>;

/** Makes an array, with one reference. */
export function newArray(
  jax: Jax,
  numbers: ArrayLike<number>,
  { shape, dtype, device }: Layout,
): JaxArray {
  const values = Array.from<number, unknown>(numbers, dtype === 'bool' ? Boolean : Number);
  return jax.numpy.array(values, { shape: [...shape], dtype, device });
}

/** Something with each array in its lists and records replaced. */
export function mapArrays(jax: Jax, value: unknown, change: (array: JaxArray) => unknown): unknown {
  return mapTree(value, jaxKind(jax).is, change);
}

/** Reads the numbers of an array and leaves its references as they are; later where the device can only do that. */
export function peek(array: JaxArray): MaybePromise<ArrayLike<number>> {
  const count = array.refCount;
  try {
    return array.ref.dataSync() as Float32Array;
  } catch {
    leave(array, count);
    return array.ref.data() as Promise<Float32Array>;
  }
}

/** Gives back every reference above a count. */
export function leave(array: JaxArray, count: number): void {
  while (array.refCount > count) array.dispose();
}

/** Reads every array of a result and gives it back: numbers for scalars, `{ data, shape }` for the others. */
export function readAll(jax: Jax, result: unknown): unknown {
  const readings: unknown[] = [];
  let all: MaybePromise<unknown>;
  mapArrays(jax, result, (array) => {
    all = andThen(all, () =>
      andThen(peek(array), (data) => {
        readings.push(readingOf(data, array));
        array.dispose();
      }),
    );
  });
  return andThen(all, () => {
    const next = readings.values();
    return mapArrays(jax, result, () => next.next().value);
  });
}

function readingOf(data: ArrayLike<number>, { shape, dtype }: Layout): unknown {
  if (shape.length === 0) return Number(data[0]);
  // `{ data, shape }` must hold floating-point numbers
  return { data: isFloat(dtype) ? data : Float64Array.from(data), shape: [...shape] };
}
