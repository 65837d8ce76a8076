import { DEFAULT_THRESHOLD } from '../judge/threshold.ts';
import { otherPrimal } from '../judge/violations.ts';
import { coarsest, type Dtype } from '../numeric/dtype.ts';
import type { ResolvedOptions } from '../options/options.ts';
import type { Budget } from '../probe/budget.ts';
import type { ContractViolation } from '../record.ts';
import { COMPLETE } from '../strategy/selection.ts';
import { callAt } from '../subject/function-subject.ts';
import { type Assembled, assembledAt } from '../subject/products/as-matrix.ts';
import type { Multiplied, Product } from '../subject/products/product.ts';
import type { Products } from '../subject/products/products.ts';
import type { MaybePromise } from '../subject/then.ts';
import { type Asking, asked } from './asking.ts';
import {
  type BrokenLaw,
  brokenLaw,
  entriesApart,
  notRepeated,
  type Times,
  type Wanted,
} from './linearity.ts';

/** What a check of products goes by. */
export interface ProductTerms {
  readonly products: Products;
  readonly options: ResolvedOptions;
  readonly budget: Budget;
}

/** What a product shows at the point, without differences. */
export interface Studied {
  readonly product: Product;
  readonly times: Times;
  /** All of its matrix, where that is not too much. */
  readonly matrix?: Assembled;
  /** The relative error that counts as correct, by the formats that were seen. */
  readonly threshold: number;
  readonly broken?: BrokenLaw;
  readonly contract: readonly ContractViolation[];
}

/** A matrix of more entries is not put together: it would be compared entry by entry. */
const LARGEST_MATRIX = 2 ** 16;

/** Multiplies with unit vectors, where they are few enough, and with others, to see whether it is a linear map. */
export function* study(product: Product, terms: ProductTerms): Asking<Studied> {
  const { options } = terms;
  const times = timesAt(product, terms);
  const thresholdOf = (dtype: Dtype) =>
    options.threshold ?? DEFAULT_THRESHOLD[coarsest(dtype, ...formatsOf(terms))];
  const tested = {
    times,
    size: product.from.side.size,
    seed: options.seed,
    tolerance: (dtype: Dtype) => Math.sqrt(thresholdOf(dtype)),
  };
  const repeated = yield* notRepeated(tested);
  const matrix = isSmall(product, options)
    ? yield* asked(() => here(terms, product.name, (x) => assembledAt(product, x)))
    : undefined;
  const contract = yield* primalAt(product, { ...terms, times });
  const byColumns = matrix && {
    byColumns: (vector: Float64Array) => columnsTimes(product, matrix, vector),
  };
  const broken = repeated ?? (yield* brokenLaw({ ...tested, ...byColumns }));
  const format =
    matrix === undefined || matrix.data instanceof Float64Array ? 'float64' : 'float32';
  return {
    product,
    times,
    threshold: thresholdOf(format),
    contract,
    ...(matrix && { matrix }),
    ...(broken && { broken }),
  };
}

function isSmall({ from, to }: Product, options: ResolvedOptions): boolean {
  const { coordinates = COMPLETE[options.mode] } = options;
  const [count, length] = [from.side.size, to.side.size];
  if (coordinates === Number.POSITIVE_INFINITY) return true;
  return count <= coordinates && count * length <= LARGEST_MATRIX;
}

function formatsOf({ products }: ProductTerms): readonly Dtype[] {
  return products.inputs.variables.map(({ dtype }) => dtype);
}

/** Calls a function of the user's at a copy of the point. */
function here<T>(
  { products }: ProductTerms,
  name: string,
  call: (point: unknown) => MaybePromise<T>,
): MaybePromise<T> {
  return callAt({ name, call }, products.point()) as MaybePromise<T>;
}

function timesAt(product: Product, terms: ProductTerms): Times {
  return (vector) => asked(() => here(terms, product.name, (x) => product.times(vector, x)));
}

/** The output beside a product is to be that of the function itself. */
function* primalAt(
  { name, from }: Product,
  { products, times }: ProductTerms & { readonly times: Times },
): Asking<readonly ContractViolation[]> {
  const { first, value } = products;
  const { primal, dtype }: Multiplied = yield* times(new Float64Array(from.side.size).fill(1));
  if (primal === undefined) return [];
  const [entry] = entriesApart({ values: primal, dtype }, first);
  if (entry === undefined) return [];
  const [found, wanted] = [primal, first.values].map((values) => String(values[entry]));
  return [otherPrimal([name, value.name], [found, wanted])];
}

/** The product with a vector that the matrix makes, and what is added up in each of its numbers. */
function columnsTimes(
  { kind }: Product,
  { data, shape }: Assembled,
  vector: Float64Array,
): Omit<Wanted, 'lost'> {
  const [rows, columns] = shape;
  const isForwards = kind === 'jvp';
  const length = isForwards ? rows : columns;
  const at = (i: number, k: number) => data[isForwards ? i * columns + k : k * columns + i];
  const summed = (term: (i: number, k: number) => number) =>
    Float64Array.from({ length }, (_, i) => vector.reduce((sum, _x, k) => sum + term(i, k), 0));
  return {
    values: summed((i, k) => at(i, k) * vector[k]),
    sizes: summed((i, k) => Math.abs(at(i, k) * vector[k])),
  };
}
