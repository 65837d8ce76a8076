import { coarsest, type Dtype, SMALLEST, UNIT_ROUNDOFF } from '../numeric/dtype.ts';
import type { Multiplied } from '../subject/products/product.ts';
import type { Asking } from './asking.ts';
import { drawing } from './short-numbers.ts';

/** A law of linear maps that a product does not keep, and the number that shows it best. */
export interface BrokenLaw {
  readonly law: 'repeated' | 'doubled' | 'zero' | 'scaled' | 'sum' | 'columns';
  /** What the vector was multiplied by, where that is the law. */
  readonly factor?: number;
  /** By what power of it the number has grown, where that says something. */
  readonly degree?: number;
  /** Which number of the product, and what it is and should be. */
  readonly entry: number;
  readonly found: number;
  readonly wanted: number;
}

/** A product as a function of the vector, at the point of the check. */
export type Times = (vector: Float64Array) => Asking<Multiplied>;

/** A product that is put to the test. */
export interface Tested {
  readonly times: Times;
  readonly size: number;
  readonly seed: number;
  /** The part of its own size by which a number may be off; by the format when left out. */
  readonly tolerance: (dtype: Dtype) => number;
  /** The same by its products with unit vectors, and the size of the terms of each of its numbers; where they are known. */
  readonly byColumns?: (vector: Float64Array) => Wanted;
}

/** What a product should be, and what its numbers may be measured by. */
export interface Wanted {
  readonly values: Float64Array;
  readonly sizes: Float64Array;
}

/** Powers of two: a linear function makes the same roundings at each of them. */
const MAGNITUDES: Readonly<Record<Dtype, number>> = {
  float64: 2 ** 30,
  float32: 2 ** 12,
  float16: 2 ** 3,
};

/** Whether a product is the same twice; asked first, when nothing is left behind by other calls. */
export function* notRepeated(tested: Tested): Asking<BrokenLaw | undefined> {
  const [u] = vectorsFor(tested);
  return changed(yield* tested.times(u), yield* tested.times(u));
}

/**
 * Puts a product to the laws of linear maps, which take no differences: zero for zero, a multiple for a multiple, a sum for a sum, and what
 * the products with unit vectors make up.
 *
 * Vectors are small whole numbers, so that their sums and multiples are exact in any format. What clips is linear on small vectors, what has
 * a dead zone on large ones.
 *
 * @returns the first law that is broken, when a second call shows the same
 */
export function* brokenLaw(tested: Tested): Asking<BrokenLaw | undefined> {
  const { times, tolerance } = tested;
  const [u, v] = vectorsFor(tested);
  const [once, other] = [yield* times(u), yield* times(v)];
  const dtype = coarsest(once.dtype, other.dtype);
  const allowed = tolerance(dtype);
  for (const trial of trials({ u, v, once, other, dtype, ...tested })) {
    const found = yield* times(trial.vector);
    const entry = worstOf(found.values, trial.wanted, { allowed, dtype });
    if (entry === undefined) continue;
    const second = yield* times(trial.vector);
    return changed(found, second) ?? broken(trial, { once, found, entry });
  }
  return undefined;
}

interface Trial {
  readonly law: BrokenLaw['law'];
  readonly factor?: number;
  readonly vector: Float64Array;
  readonly wanted: Wanted;
}

interface Known extends Tested {
  readonly u: Float64Array;
  readonly v: Float64Array;
  readonly once: Multiplied;
  readonly other: Multiplied;
  readonly dtype: Dtype;
}

function* trials({ u, v, once, other, dtype, byColumns }: Known): Iterable<Trial> {
  const large = MAGNITUDES[dtype];
  // what is no number for any vector is no number for zeros
  const zeros = once.values.map((y) => (Number.isFinite(y) ? 0 : y));
  yield { law: 'zero', vector: u.map(() => 0), wanted: exactly(zeros) };
  for (const factor of [large, -1, -large, 1 / large, -1 / large])
    yield {
      law: 'scaled',
      factor,
      vector: u.map((x) => factor * x),
      wanted: exactly(once.values.map((y) => factor * y)),
    };
  const sum = once.values.map((y, i) => y + other.values[i]);
  const sizes = once.values.map((y, i) => Math.abs(y) + Math.abs(other.values[i]));
  yield { law: 'sum', vector: u.map((x, i) => x + v[i]), wanted: withRounding(sum, sizes, dtype) };
  if (byColumns === undefined) return;
  const wanted = byColumns(u);
  yield { law: 'columns', vector: u, wanted: withRounding(wanted.values, wanted.sizes, dtype) };
}

/** Nothing is added up, so nothing is lost. */
function exactly(values: Float64Array): Wanted {
  return { values, sizes: values.map(Math.abs) };
}

/** What is lost in other terms may be all that there is of a number. */
const LOST = 2 ** 10;

function withRounding(values: Float64Array, sizes: Float64Array, dtype: Dtype): Wanted {
  const largest = sizes.reduce((most, size) => Math.max(most, Number.isFinite(size) ? size : 0), 0);
  const rounding = LOST * UNIT_ROUNDOFF[dtype] * largest;
  return { values, sizes: sizes.map((size) => size + rounding) };
}

function vectorsFor({ size, seed }: Pick<Tested, 'size' | 'seed'>) {
  const draw = drawing({ seed, purpose: 'direction', set: 'tangent' });
  return [draw(size), draw(size)] as const;
}

interface Allowed {
  readonly allowed: number;
  readonly dtype: Dtype;
}

/** The number that is furthest off by its own measure; what should not be finite says nothing. */
function worstOf(
  found: Float64Array,
  { values, sizes }: Wanted,
  { allowed, dtype }: Allowed,
): number | undefined {
  const least = SMALLEST[dtype] / UNIT_ROUNDOFF[dtype];
  let worst: number | undefined;
  let most = 1;
  for (const [i, wanted] of values.entries()) {
    if (!Number.isFinite(wanted) || Math.abs(wanted) > LARGEST[dtype]) continue;
    const off = Math.abs(found[i] - wanted) / (allowed * sizes[i] + least);
    // what is no number is as far off as can be
    if (!(off <= most)) [worst, most] = [i, Number.isNaN(off) ? Number.POSITIVE_INFINITY : off];
  }
  return worst;
}

/** Above, a sum on the way may overflow. */
const LARGEST: Readonly<Record<Dtype, number>> = { float64: 1e300, float32: 1e36, float16: 3e4 };

function changed(once: Multiplied, again: Multiplied): BrokenLaw | undefined {
  const differs = (i: number) => {
    const [a, b] = [once.values[i], again.values[i]];
    return !(Object.is(a, b) || Math.abs(a - b) <= SAME[once.dtype] * (Math.abs(a) + Math.abs(b)));
  };
  const entries = [...once.values.keys()].filter(differs);
  const [entry] = entries;
  if (entry === undefined) return undefined;
  const isDouble = (i: number) =>
    Math.abs(again.values[i] - 2 * once.values[i]) <= SAME[once.dtype] * Math.abs(once.values[i]);
  const law = entries.every(isDouble) ? 'doubled' : 'repeated';
  return { law, entry, found: again.values[entry], wanted: once.values[entry] };
}

/** A parallel sum may add in another order, and lose most of what it has. */
const SAME: Readonly<Record<Dtype, number>> = { float64: 1e-8, float32: 1e-3, float16: 5e-2 };

interface Shown {
  readonly once: Multiplied;
  readonly found: Multiplied;
  readonly entry: number;
}

function broken({ law, factor, wanted }: Trial, { once, found, entry }: Shown): BrokenLaw {
  const degree = factor === undefined ? undefined : degreeOf(factor, { once, found, entry });
  return {
    law,
    ...(factor !== undefined && { factor }),
    ...(degree !== undefined && { degree }),
    entry,
    found: found.values[entry],
    wanted: wanted.values[entry],
  };
}

/**
 * The power d in p(s·v) = sᵈ·p(v), of the number that shows it: 0 where that has not grown at all, 2 where a square in it has outgrown the
 * rest.
 */
function degreeOf(factor: number, { once, found, entry }: Shown): number | undefined {
  const ratio = found.values[entry] / once.values[entry];
  if (Math.abs(Math.abs(ratio) - 1) < 0.01) return factor === -1 && ratio < 0 ? undefined : 0;
  const power = Math.log(Math.abs(ratio)) / Math.log(Math.abs(factor));
  return Math.abs(power - 2) < 0.15 ? 2 : undefined;
}
