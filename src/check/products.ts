import { asymmetricProduct, diagnosisOfProducts } from '../diagnosis/products.ts';
import { SEVERITY } from '../judge/verdict.ts';
import type { GradientCheck } from '../record.ts';
import { type JacobianFunctions, jacobianSubject } from '../subject/jacobian/jacobian-subject.ts';
import { type Along, alongTangents } from '../subject/products/along-tangents.ts';
import { matrixFunctions } from '../subject/products/as-matrix.ts';
import { contracted } from '../subject/products/contracted.ts';
import type { Product } from '../subject/products/product.ts';
import { andThen, type MaybePromise } from '../subject/then.ts';
import { type Asking, asked, driveAsking } from './asking.ts';
import { checkSubject } from './gradient.ts';
import { checkJacobianSubject } from './jacobian.ts';
import { evaluationsFor, likelyRows } from './likely-rows.ts';
import { contractOf, recordOf, withContract, withMismatch } from './product-record.ts';
import { type ProductTerms, type Studied, study } from './product-study.ts';
import { drawing } from './short-numbers.ts';
import { asymmetry, type Pair, type Unlike, unlikeness } from './unlikeness.ts';

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
  if (terms.products.second === undefined) return recordOf(found, studied, kind);
  const record = recordOf(found, studied, 'hessian');
  const apart = yield* asymmetry(studied, terms);
  if (apart === undefined) return record;
  const diagnoses = [...record.diagnoses, asymmetricProduct(studied.product.name, apart)];
  return { ...withMismatch(record, apartBy(apart)), diagnoses };
}

/** What holds of one holds of the other, where both make up the same matrix. */
function* checkBoth(pair: Pair, terms: ProductTerms): Asking<GradientCheck> {
  const apart = yield* unlikeness(pair, terms);
  const own = yield* checkOne(pair.first, terms);
  if (apart === 'same') return besides(own, pair.second, 0);
  const other = yield* checkOne(pair.second, terms);
  const shown =
    SEVERITY[other.verdict] < SEVERITY[own.verdict]
      ? besides(other, pair.first, own.evaluations.value)
      : besides(own, pair.second, other.evaluations.value);
  if (apart === undefined) return shown;
  const diagnoses = [...shown.diagnoses, ...contradiction(pair, { own, other, apart })];
  return { ...withMismatch(shown, apartBy(apart)), diagnoses };
}

/** A record with what else was seen and computed. */
function besides(record: GradientCheck, studied: Studied, values: number): GradientCheck {
  const { value, gradient } = record.evaluations;
  const calls = studied.product.calls();
  return {
    ...withContract(record, contractOf(studied)),
    evaluations: { value: value + values, gradient: gradient + calls },
  };
}

interface Contradiction {
  readonly own: GradientCheck;
  readonly other: GradientCheck;
  readonly apart: Unlike;
}

/** Which of two products is wrong, where they contradict each other. */
function contradiction({ first, second }: Pair, { own, other, apart }: Contradiction) {
  const { one, other: another, entry } = apart;
  const sides = [sideOf(first, own, one), sideOf(second, other, another)] as const;
  const [forwards, backwards] =
    first.product.kind === 'jvp' ? sides : ([sides[1], sides[0]] as const);
  return diagnosisOfProducts({ unlike: { forwards, backwards, ...(entry && { entry }) } });
}

function sideOf({ product }: Studied, { verdict }: GradientCheck, found: number) {
  const isRight = verdict === 'inconclusive' ? undefined : verdict === 'match';
  return { name: product.name, found, isRight };
}

function apartBy({ one, other }: Unlike): number {
  return Math.abs(one - other) / (Math.abs(one) + Math.abs(other));
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
