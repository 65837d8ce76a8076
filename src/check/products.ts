import { diagnosisOfProducts } from '../diagnosis/products.ts';
import { SEVERITY } from '../judge/verdict.ts';
import { nameOfEntry } from '../naming.ts';
import type { GradientCheck } from '../record.ts';
import { type JacobianFunctions, jacobianSubject } from '../subject/jacobian/jacobian-subject.ts';
import { type Along, alongTangents } from '../subject/products/along-tangents.ts';
import { matrixFunctions } from '../subject/products/as-matrix.ts';
import { contracted } from '../subject/products/contracted.ts';
import type { Product } from '../subject/products/product.ts';
import type { Products } from '../subject/products/products.ts';
import { type Key, signedUnit, uniformNumbers } from '../subject/random.ts';
import { andThen, type MaybePromise } from '../subject/then.ts';
import { apartIn, innerApart, isSame } from './adjoint.ts';
import { type Asking, asked, driveAsking } from './asking.ts';
import { checkSubject } from './gradient.ts';
import { checkJacobianSubject } from './jacobian.ts';
import { evaluationsFor, likelyRows } from './likely-rows.ts';
import { nameIn, recordOf, withMismatch } from './product-record.ts';
import { type ProductTerms, type Studied, study } from './product-study.ts';

/**
 * Checks products with a Jacobian: first what they show without differences, the laws of linear maps and that both belong to one matrix;
 * then the matrix that they make up, row by row, or where it is large a few products.
 *
 * @param own - which of the two was asked for
 */
export function checkProducts(
  own: Product['kind'],
  terms: ProductTerms,
): MaybePromise<GradientCheck> {
  return driveAsking(checkAll(own, terms));
}

function* checkAll(own: Product['kind'], terms: ProductTerms): Asking<GradientCheck> {
  const { products } = terms;
  const first = yield* study(products[own] as Product, terms);
  const other = products[own === 'jvp' ? 'vjp' : 'jvp'];
  if (other === undefined || first.broken) return yield* checkOne(first, terms);
  const second = yield* study(other, terms);
  if (second.broken) return yield* checkOne(second, terms);
  return yield* checkBoth({ first, second }, terms);
}

function* checkOne(studied: Studied, terms: ProductTerms): Asking<GradientCheck> {
  const found = yield* compared(studied, terms);
  const { kind } = studied.product;
  return recordOf(found, studied, terms.products.second === undefined ? kind : 'hessian');
}

interface Pair {
  readonly first: Studied;
  readonly second: Studied;
}

/** What holds of one holds of the other, where both make up the same matrix. */
function* checkBoth({ first, second }: Pair, terms: ProductTerms): Asking<GradientCheck> {
  const apart = yield* unlikeness({ first, second }, terms);
  if (apart === 'same') return together(yield* checkOne(first, terms), { second });
  const own = yield* checkOne(first, terms);
  const other = yield* checkOne(second, terms);
  const graver = SEVERITY[other.verdict] < SEVERITY[own.verdict] ? other : own;
  const shown = together(graver, { second: graver === own ? second : first });
  if (apart === undefined) return shown;
  const sideOf = (studied: Studied, record: GradientCheck, found: number) => ({
    name: studied.product.name,
    found,
    isRight: record.verdict === 'inconclusive' ? undefined : record.verdict === 'match',
  });
  const [a, b] = [sideOf(first, own, apart.one), sideOf(second, other, apart.other)];
  const [forwards, backwards] = first.product.kind === 'jvp' ? [a, b] : [b, a];
  const said = diagnosisOfProducts({
    unlike: { forwards, backwards, ...(apart.entry && { entry: apart.entry }) },
  });
  const error = Math.abs(apart.one - apart.other) / (Math.abs(apart.one) + Math.abs(apart.other));
  return { ...withMismatch(shown, error), diagnoses: [...shown.diagnoses, ...said] };
}

function together(record: GradientCheck, { second }: Pick<Pair, 'second'>): GradientCheck {
  const { value, gradient } = record.evaluations;
  return {
    ...record,
    contract: [...record.contract, ...second.contract],
    evaluations: { value, gradient: gradient + second.product.calls() },
  };
}

/** Where two products are not those of one matrix, as far as that is certain. */
interface Unlike {
  readonly one: number;
  readonly other: number;
  readonly entry?: string;
}

/** How many inner products are compared, where there are no matrices. */
const PAIRS = 2;

function* unlikeness(
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

/** Compares a product with differences: all of its matrix, or what a few vectors show of it. */
function* compared(studied: Studied, terms: ProductTerms): Asking<GradientCheck> {
  const { product, matrix: first } = studied;
  const { products, options, budget } = terms;
  const vectors = vectorsFor(product, terms);
  if (first)
    return yield* asked(() =>
      asMatrix(matrixFunctions(products, { product, first }), products.point().handOut(), terms),
    );
  if (product.kind === 'jvp') return yield* alongVectors(studied, vectors, terms);
  const subject = contracted(products, { product, cotangents: vectors });
  return yield* asked(() => checkSubject(subject, options, budget));
}

function* alongVectors(
  { product, times }: Studied,
  tangents: readonly Float64Array[],
  terms: ProductTerms,
): Asking<GradientCheck> {
  const { products, options, budget } = terms;
  const { functions, at } = alongTangents(products, { product, tangents });
  const columns: Float64Array[] = [];
  for (const tangent of tangents) columns.push((yield* times(tangent)).values);
  const output = (along: Along) =>
    budget.ask(
      () => functions.value.call(along),
      () => {},
    );
  const large = { outputs: products.outputs, output, columns, at, seed: options.seed };
  const names = options.variables ?? (yield* likelyRows(large));
  const some = { ...options, variables: names };
  const found = yield* asked(() => asMatrix(functions, at, { ...terms, options: some }));
  const { value, gradient } = found.evaluations;
  const more = options.variables ? 0 : evaluationsFor(large);
  return { ...found, evaluations: { value: value + more, gradient } };
}

function asMatrix(
  functions: JacobianFunctions,
  at: unknown,
  { options, budget }: Pick<ProductTerms, 'options' | 'budget'>,
): MaybePromise<GradientCheck> {
  return andThen(jacobianSubject(functions, { at, ask: budget.ask }), (subject) =>
    checkJacobianSubject(subject, options, budget),
  );
}

/** A few random vectors; a change of the point is as large as its numbers, and at least 1. */
function vectorsFor(
  { kind, from }: Product,
  { products, options }: Omit<ProductTerms, 'budget'>,
): readonly Float64Array[] {
  const { seed, cotangents } = options;
  const draw = drawing({ seed, purpose: kind === 'vjp' ? 'cotangent' : 'direction', set: kind });
  const point = products.point();
  const sizeAt = (k: number) => 2 ** Math.round(Math.log2(Math.max(Math.abs(point.read(k)), 1)));
  return Array.from({ length: cotangents }, () => {
    const drawn = draw(from.side.size);
    return kind === 'vjp' ? drawn : drawn.map((x, k) => x * sizeAt(k));
  });
}

function drawing(key: Key): (size: number) => Float64Array {
  const uniform = uniformNumbers(key);
  return (size) => Float64Array.from({ length: size }, () => signedUnit(uniform));
}
