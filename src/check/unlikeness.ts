import { nameOfEntry } from '../naming.ts';
import type { Products } from '../subject/products/products.ts';
import { type Apart, apartIn, innerApart, isSame } from './adjoint.ts';
import type { Asking } from './asking.ts';
import { nameIn } from './product-record.ts';
import type { ProductTerms, Studied } from './product-study.ts';
import { roundingNoise } from './rounding-noise.ts';
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
    if (apart === undefined || (yield* isRounding(apart, { first, second }))) return undefined;
    return { ...apart, entry: nameOfPlace(products, apart.entry) };
  }
  const draw = drawing({ seed: options.seed, purpose: 'cotangent', set: 'inner' });
  for (let i = 0; i < PAIRS; i++) {
    const apart = yield* innerProducts({ first, second }, { draw, threshold });
    if (apart !== undefined) return apart;
  }
  return undefined;
}

/** How inner products are compared. */
interface Drawing {
  readonly draw: (size: number) => Float64Array;
  readonly threshold: number;
}

/** ⟨w, J·v⟩ and ⟨Jᵀ·w, v⟩ for two random vectors, where they are not the same. */
function* innerProducts(
  { first, second }: Pair,
  { draw, threshold }: Drawing,
): Asking<Omit<Apart, 'entry'> | undefined> {
  const [v, w] = [draw(first.product.from.side.size), draw(second.product.from.side.size)];
  const forwards = (yield* first.times(v)).values;
  const backwards = (yield* second.times(w)).values;
  const apart = innerApart({ w, forwards, backwards, v }, threshold);
  if (apart === undefined) return undefined;
  const [forth, back] = [
    yield* roundingNoise(first.times, v),
    yield* roundingNoise(second.times, w),
  ];
  const noise = sumOfSizes(w, forth) + sumOfSizes(back, v);
  return Math.abs(apart.one - apart.other) > noise ? apart : undefined;
}

function sumOfSizes(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, x, i) => sum + Math.abs(x * b[i]), 0);
}

/** Whether two products may be apart in an entry by what is lost when large numbers cancel. */
function* isRounding({ entry, one, other }: Apart, pair: Pair): Asking<boolean> {
  const columns = pair.first.matrix?.shape[1] ?? 1;
  const [row, column] = [Math.floor(entry / columns), entry % columns];
  let noise = 0;
  for (const { product, times } of [pair.first, pair.second]) {
    const [from, to] = product.kind === 'jvp' ? [column, row] : [row, column];
    const unit = new Float64Array(product.from.side.size);
    unit[from] = 1;
    noise += (yield* roundingNoise(times, unit))[to];
  }
  return Math.abs(one - other) <= noise;
}

function nameOfPlace({ inputs, outputs }: Products, entry: number): string {
  const { size } = inputs.side;
  const [of, by] = [nameIn(outputs, Math.floor(entry / size)), nameIn(inputs, entry % size)];
  return nameOfEntry({ path: '', shape: [], derivative: { of, by, axes: 0 } }, 0);
}

/** Where a Hessian that is too large to be put together is not its own transpose: ⟨w, H·v⟩ is not ⟨H·w, v⟩. */
export function* asymmetry(
  studied: Studied,
  { options }: ProductTerms,
): Asking<Unlike | undefined> {
  const { matrix, threshold } = studied;
  if (matrix !== undefined) return undefined;
  const draw = drawing({ seed: options.seed, purpose: 'cotangent', set: 'inner' });
  return yield* innerProducts({ first: studied, second: studied }, { draw, threshold });
}
