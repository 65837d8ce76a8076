import { isNumberRow, isObject } from './kinds.ts';

/**
 * Where objects that are one array keep its numbers, and where its sizes: `Matrix { data, rows, columns }`, a `DenseMatrix` of
 * mathjs. What has a `shape` is no such thing, but `{ data, shape }`.
 */
const MATRICES = [
  { numbers: 'data', sizes: ['rows', 'columns'] },
  { numbers: 'data', sizes: ['rows', 'cols'] },
  { numbers: '_data', sizes: ['_size'] },
] as const;

/** An object that is one array. */
export interface Matrix {
  /** The member that holds its numbers: one row after the other, or all of them in one. */
  readonly numbers: string;
  readonly shape: readonly number[];
}

/** How an object is one array; `undefined` when it is not. */
export function matrixIn(value: unknown): Matrix | undefined {
  if (!isObject(value) || Array.isArray(value) || 'shape' in value) return undefined;
  for (const { numbers, sizes } of MATRICES) {
    const shape = sizes.flatMap((size) => value[size] as number);
    const isSized = sizes.every((size) => Object.hasOwn(value, size)) && isNumberRow(shape);
    if (isSized && Object.hasOwn(value, numbers)) return { numbers, shape };
  }
  return undefined;
}
