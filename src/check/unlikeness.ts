import { nameOfEntry } from '../naming.ts';
import type { Products } from '../subject/products/products.ts';
import { apartIn, innerApart, isSame } from './adjoint.ts';
import type { Asking } from './asking.ts';
import { nameIn } from './product-record.ts';
import type { ProductTerms, Studied } from './product-study.ts';
import { drawing } from './short-numbers.ts';

/** Two products with one Jacobian, of which the first was asked for. */
export interface Pair {
  readonly first: Studied;
  readonly second: Studied;
}

/** Where two products are not those of one matrix, as far as that is certain. */
export interface Unlike {
  readonly one: number;
  readonly other: number;
  readonly entry?: string;
}

/** How many inner products are compared, where there are no matrices. */
const PAIRS = 2;

/** Compares products forwards and backwards without differences: entry by entry, or by inner products with random vectors. */
export function* unlikeness(
  { first, second }: Pair,
  { products, options }: ProductTerms,
): Asking<Unlike | 'same' | undefined> {
  const threshold = Math.max(first.threshold, second.threshold);
  if (first.matrix && second.matrix) {
    const both = { one: first.matrix, other: second.matrix, threshold };
    if (isSame(both)) return 'same';
    const apart = apartIn(both);
    return apart && { ...apart, entry: nameOfPlace(products, apart.entry) };
  }
  const draw = drawing({ seed: options.seed, purpose: 'cotangent', set: 'inner' });
  for (let i = 0; i < PAIRS; i++) {
    const [to, back] = [draw(first.product.from.side.size), draw(second.product.from.side.size)];
    const [forth, returned] = [yield* first.times(to), yield* second.times(back)];
    const inner = { w: back, forwards: forth.values, backwards: returned.values, v: to };
    const apart = innerApart(inner, threshold);
    if (apart !== undefined) return apart;
  }
  return undefined;
}

function nameOfPlace({ inputs, outputs }: Products, entry: number): string {
  const { size } = inputs.side;
  const [of, by] = [nameIn(outputs, Math.floor(entry / size)), nameIn(inputs, entry % size)];
  return nameOfEntry({ path: '', shape: [], derivative: { of, by, axes: 0 } }, 0);
}

/** Where a Hessian that is too large to be put together is not its own transpose: ⟨w, H·v⟩ is not ⟨H·w, v⟩. */
export function* asymmetry(
  { product, times, matrix, threshold }: Studied,
  { options }: ProductTerms,
): Asking<Unlike | undefined> {
  if (matrix !== undefined) return undefined;
  const draw = drawing({ seed: options.seed, purpose: 'cotangent', set: 'inner' });
  const [v, w] = [draw(product.from.side.size), draw(product.from.side.size)];
  const [forwards, backwards] = [(yield* times(v)).values, (yield* times(w)).values];
  return innerApart({ w, forwards, backwards, v }, threshold);
}
