import type { Diagnosis } from '../record.ts';
import type { BrokenProduct, ProductsContext, Sign, UnlikeProducts } from './context.ts';
import { brief } from './prose.ts';

/** A product that is no linear function of its vector. */
export const notLinear: Sign = {
  id: 'not-linear',
  find: (_, { products }) => products?.broken && wordsFor(products.broken),
};

function wordsFor(broken: BrokenProduct): Omit<Diagnosis, 'id'> {
  const { name, vector, entry, found, wanted } = broken;
  const [made, should] = MADE[broken.law](broken);
  return {
    title: `a product that is not linear in ${vector}`,
    evidence: `${name} with ${made} is ${brief(found)} in ${entry}, where ${should} is ${brief(wanted)}`,
    help: helpFor(broken),
  };
}

type Made = (broken: BrokenProduct) => readonly [made: string, should: string];

const MADE: Readonly<Record<BrokenProduct['law'], Made>> = {
  zero: () => ['zeros', 'a product with zeros'],
  scaled: ({ factor = 1, vector }) => {
    const times = factor === -1 ? '−' : `${power(factor)}·`;
    return [
      `${times}${vector}`,
      `${times}${factor === -1 ? '' : '('}the product with ${vector}${factor === -1 ? '' : ')'}`,
    ];
  },
  sum: ({ vector }) => [`${vector} + ${vector}′`, 'the sum of both products'],
  columns: ({ vector }) => [vector, `what the products with unit vectors make up for ${vector}`],
};

function power(factor: number): string {
  const exponent = Math.log2(Math.abs(factor));
  return `${factor < 0 ? '−' : ''}2${[...String(exponent)].map((digit) => SUPERSCRIPTS[digit] ?? digit).join('')}`;
}

const SUPERSCRIPTS: Readonly<Record<string, string>> = {
  '-': '⁻',
  0: '⁰',
  1: '¹',
  2: '²',
  3: '³',
  4: '⁴',
  5: '⁵',
  6: '⁶',
  7: '⁷',
  8: '⁸',
  9: '⁹',
};

function helpFor({ law, factor = 0, degree, vector, found }: BrokenProduct): string {
  if (law === 'zero' && Number.isNaN(found)) return `is ${vector} divided by its own size?`;
  if (law === 'zero')
    return 'is something added that has no factor of it: the value, a constant, an offset?';
  if (factor === -1 && degree === 0) return `is it made of |${vector}| or of squares?`;
  if (degree === 0) return `is ${vector} normalised on the way?`;
  if (degree === 2) return `is ${vector} multiplied by itself?`;
  if (Math.abs(factor) > 1) return `is ${vector}, or the product, clipped?`;
  if (law === 'scaled')
    return `is ${vector} rounded, cut off, or compared with something on the way?`;
  return `does anything on the way depend on ${vector} otherwise than as a factor: a maximum, a sign, a mask?`;
}

/** Products that contradict each other: one of them at least is wrong, whatever differences say. */
export const notAdjoint: Sign = {
  id: 'not-adjoint',
  find: (_, { products }) => products?.unlike && unlikeWords(products.unlike),
};

function unlikeWords({ forwards, backwards, entry }: UnlikeProducts): Omit<Diagnosis, 'id'> {
  const sides = [forwards, backwards];
  const wrong = sides.filter(({ isRight }) => isRight === false);
  const right = sides.find(({ isRight }) => isRight === true);
  const [first] = wrong;
  const [a, b] = apart(forwards.found, backwards.found);
  const what = entry === undefined ? ['⟨w, J·v⟩', '⟨Jᵀ·w, v⟩'] : [entry, 'it'];
  return {
    title:
      first !== undefined && right !== undefined
        ? `a wrong ${first.name} beside a right ${right.name}`
        : 'a Jacobian that is another forwards than backwards',
    evidence: `${what[0]} is ${a} by ${forwards.name}, and ${what[1]} is ${b} by ${backwards.name}`,
    help:
      first !== undefined && right !== undefined
        ? `the differences agree with ${right.name}: look at ${first.name}`
        : 'both are products of the same matrix, so that one of them at least is wrong',
  };
}

/** Two numbers with as many digits as it takes to tell them apart, and two more. */
function apart(a: number, b: number): readonly [string, string] {
  for (let digits = 3; digits < 15; digits++)
    if (a.toPrecision(digits) !== b.toPrecision(digits))
      return [a.toPrecision(digits + 2), b.toPrecision(digits + 2)];
  return [String(a), String(b)];
}

/** A product that is added to what the call before has left. */
export function accumulatedProduct(name: string): Diagnosis {
  return {
    id: 'accumulated',
    title: 'a product added to that of the call before',
    evidence: `${name} with the same vector at the same point returned twice as much the second time`,
    help: 'set what it is added up in to zero at each call, or return a new array',
  };
}

/** A Hessian that multiplies, and is not its own transpose. */
export function asymmetricProduct(
  name: string,
  { one, other }: { readonly one: number; readonly other: number },
): Diagnosis {
  const [a, b] = apart(one, other);
  return {
    id: 'asymmetric',
    title: 'a matrix that is not symmetric',
    evidence: `by ${name} ⟨w, H·v⟩ is ${a}, and ⟨H·w, v⟩ is ${b}`,
    help: 'a Hessian is its own transpose: look at what is done to one of a pair of variables and not to the other',
  };
}

/** What is seen of products without differences, as a mistake with a name. */
export function diagnosisOfProducts(products: ProductsContext): readonly Diagnosis[] {
  return [notLinear, notAdjoint].flatMap(({ id, find }) => {
    const found = find([], { repeatable: true, products });
    return found ? [{ id, ...found }] : [];
  });
}
