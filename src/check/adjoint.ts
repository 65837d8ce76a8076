import { UNIT_ROUNDOFF } from '../numeric/dtype.ts';
import { norm } from '../numeric/norm.ts';
import type { Assembled } from '../subject/products/as-matrix.ts';

/** Where two matrices that should be the same are furthest apart. */
export interface Apart {
  readonly entry: number;
  readonly one: number;
  readonly other: number;
}

/** Two matrices that are to be one. */
export interface Both {
  readonly one: Assembled;
  readonly other: Assembled;
  readonly threshold: number;
}

/** Whether two matrices are the same, each row by its own size: then what holds of one holds of the other. */
export function isSame({ one, other, threshold }: Both): boolean {
  const [rows, columns] = one.shape;
  return Array.from({ length: rows }, (_, i) => i * columns).every((start) => {
    const [a, b] = [one, other].map(({ data }) => data.slice(start, start + columns));
    const off = norm(a.map((entry, k) => entry - b[k]));
    return off <= threshold * (norm(a) + norm(b));
  });
}

/** What is lost in other terms may be all that there is of a number. */
const LOST = 2 ** 10;

/** The entry in which two matrices are certainly not the same: by more than its own size allows, and than is lost in the largest. */
export function apartIn({ one, other, threshold }: Both): Apart | undefined {
  const own = Math.sqrt(threshold);
  const largest = [one, other].reduce((most, { data }) => Math.max(most, largestIn(data)), 0);
  const lost = LOST * UNIT_ROUNDOFF[formatOf(one, other)] * largest;
  let worst: Apart | undefined;
  for (const [entry, a] of one.data.entries()) {
    const b = other.data[entry];
    const isApart = Math.abs(a - b) > own * (Math.abs(a) + Math.abs(b)) + lost;
    if (isApart && Math.abs(a - b) > distance(worst)) worst = { entry, one: a, other: b };
  }
  return worst;
}

function distance(apart: Apart | undefined): number {
  return apart === undefined ? 0 : Math.abs(apart.one - apart.other);
}

function largestIn(data: ArrayLike<number>): number {
  return Array.from(data).reduce(
    (most, x) => (Number.isFinite(x) ? Math.max(most, Math.abs(x)) : most),
    0,
  );
}

function formatOf(...both: readonly Assembled[]): 'float64' | 'float32' {
  return both.every(({ data }) => data instanceof Float64Array) ? 'float64' : 'float32';
}

/** The vectors and products of one comparison ⟨w, J·v⟩ = ⟨Jᵀ·w, v⟩. */
export interface InnerProducts {
  readonly w: Float64Array;
  readonly forwards: Float64Array;
  readonly backwards: Float64Array;
  readonly v: Float64Array;
}

/** Both sides of ⟨w, J·v⟩ = ⟨Jᵀ·w, v⟩ where they are not the same, by the size of what is added up in them. */
export function innerApart(
  { w, forwards, backwards, v }: InnerProducts,
  threshold: number,
): Omit<Apart, 'entry'> | undefined {
  const [one, other] = [termsOf(w, forwards), termsOf(backwards, v)];
  const off = Math.abs(sum(one) - sum(other));
  const size = sum(one.map(Math.abs)) + sum(other.map(Math.abs));
  return off > threshold * size ? { one: sum(one), other: sum(other) } : undefined;
}

function termsOf(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((x, k) => x * b[k]);
}

function sum(terms: Float64Array): number {
  return terms.reduce((total, term) => total + term, 0);
}
