import { differentiate, type Exact } from './duals.ts';
import { type Mutant, type Mutants, mutate } from './mutants.ts';
import { toValue } from './numbers.ts';
import { type Round, toFloat32, toFloat64 } from './operations.ts';
import { sweep } from './tape.ts';
import { layOut, type ZooVariable } from './variables.ts';
import { bestDifferenceError } from './visibility.ts';
import type { Tag, ZooFunction, ZooPoint } from './zoo-function.ts';

/**
 * `float32` keeps its point and gradient in a Float32Array; `hidden-float32` shows plain arrays and
 * computes in float32 all the same; `noisy` is a smooth float64 function under deterministic noise.
 */
export type Precision = 'float64' | 'float32' | 'hidden-float32' | 'noisy';

type Vector = number[] | Float32Array;

/** A function at a point, with its correct gradient, the truth, and wrong gradients. */
export interface ZooSubject {
  /** Unique: function, point, class. */
  readonly name: string;
  /** The function alone. */
  readonly function: string;
  readonly family: string;
  readonly source: string;
  readonly precision: Precision;
  readonly tags: readonly Tag[];
  /** Named arrays the flat point consists of. */
  readonly variables: readonly ZooVariable[];
  /** Must be left as it is: the zoo is built once. */
  readonly at: Vector;
  readonly value: (x: ArrayLike<number>) => number;
  /** Correct, as a careful person computes it; a new array at each call. */
  readonly gradient: (x: ArrayLike<number>) => Vector;
  /** The exact derivative, rounded once; at a kink the middle of the one-sided slopes. */
  readonly exact: readonly number[];
  /** At a kink: the one-sided slopes of each coordinate that has two. */
  readonly slopes: readonly (readonly [low: number, high: number] | undefined)[] | undefined;
  /** The exact value, before any noise. */
  readonly exactValue: number;
  /** Why the chain rule loses digits here, when it does. */
  readonly illConditioned?: string;
  /** Honestly wrong gradients. */
  readonly mutants: readonly ZooMutant[];
  /** Wrong in coordinates that the norm does not show. */
  readonly tiny: readonly ZooMutant[];
  /** Wrong, but by less than finite differences of this value can show. */
  readonly faint: readonly ZooMutant[];
  /** For each coordinate the error of the best finite difference, chosen with the truth at hand. */
  readonly bestDifferenceErrors: readonly number[];
}

/** A wrong gradient in the format of its subject. */
export interface ZooMutant extends Omit<Mutant, 'gradient'> {
  readonly gradient: (x: ArrayLike<number>) => Vector;
}

/** Smallest relative error that is honestly wrong in each class. */
const resolutions: Readonly<Record<Precision, number>> = {
  float64: 1e-6,
  float32: 3e-4,
  'hidden-float32': 3e-4,
  noisy: 3e-3,
};

/** A function, one of its points and a class; `value` when it is not the plain formula. */
export interface Specimen {
  readonly zooFunction: ZooFunction;
  readonly family: string;
  readonly point: ZooPoint;
  readonly precision: Precision;
  readonly value?: ((x: ArrayLike<number>) => number) | undefined;
}

/** Makes the subject; truth and mutants are computed when first asked for. */
export function toSubject(specimen: Specimen): ZooSubject {
  const { zooFunction, family, point, precision } = specimen;
  const { name, source, formula, illConditioned } = zooFunction;
  const round = precision.endsWith('float32') ? toFloat32 : toFloat64;
  const toVector = precision === 'float32' ? toFloat32Vector : toPlainVector;
  const gradient = correctGradient(zooFunction, round);
  const label = point.label ? `, ${point.label}` : '';
  const described = {
    name: `${name}${label}${precision === 'float64' ? '' : ` (${precision})`}`,
    function: name,
    family,
    source,
    precision,
    tags: point.tags ?? zooFunction.tags ?? ['smooth'],
    ...(illConditioned === undefined ? {} : { illConditioned }),
  } as const;
  const at = point.at.map(precision === 'float32' ? toFloat32 : toFloat64);
  const variables = layOut(zooFunction.variables ?? { x: [at.length] });
  const value = specimen.value ?? toValue(formula, round);
  const own = { ...described, variables, at: toVector(at), value };
  const correct = { ...own, gradient: (x: ArrayLike<number>) => toVector(gradient(x)) };
  const exact = once(() => differentiate(formula, at, round));
  const visibility = oncePerCoordinate((i) =>
    bestDifferenceError({ value, at, round, exact: exact() }, i),
  );
  const wrong = once(() => {
    const { batch } = zooFunction;
    const resolution = resolutions[precision];
    const healthy = { formula, at, round, variables, batch, gradient, resolution, visibility };
    return inFormat(mutate({ ...healthy, exact: exact() }), toVector);
  });
  return withLazy(correct, { exact, wrong, errors: () => at.map((_, i) => visibility(i)) });
}

type Computed = 'exact' | 'exactValue' | 'slopes' | 'bestDifferenceErrors' | keyof Mutants;

function withLazy(
  eager: Omit<ZooSubject, Computed>,
  lazy: {
    readonly exact: () => Exact;
    readonly wrong: () => Readonly<Record<keyof Mutants, readonly ZooMutant[]>>;
    readonly errors: () => number[];
  },
): ZooSubject {
  return {
    ...eager,
    get exact() {
      return lazy.exact().gradient;
    },
    get exactValue() {
      return lazy.exact().value;
    },
    get slopes() {
      return lazy.exact().slopes;
    },
    get bestDifferenceErrors() {
      return lazy.errors();
    },
    get mutants() {
      return lazy.wrong().mutants;
    },
    get tiny() {
      return lazy.wrong().tiny;
    },
    get faint() {
      return lazy.wrong().faint;
    },
  };
}

function inFormat(
  { mutants, tiny, faint }: Mutants,
  toVector: (values: readonly number[]) => Vector,
): Record<keyof Mutants, readonly ZooMutant[]> {
  const convert = (mutant: Mutant): ZooMutant => ({
    ...mutant,
    gradient: (x) => toVector(mutant.gradient(x)),
  });
  return {
    mutants: mutants.map(convert),
    tiny: tiny.map(convert),
    faint: faint.map(convert),
  };
}

function correctGradient(
  { formula, illConditioned }: ZooFunction,
  round: Round,
): (x: ArrayLike<number>) => number[] {
  if (illConditioned) return (x) => differentiate(formula, x, round).gradient.map(round);
  return (x) => sweep(formula, x, { round }).gradient;
}

function toPlainVector(values: readonly number[]): number[] {
  return [...values];
}

function toFloat32Vector(values: readonly number[]): Float32Array {
  return Float32Array.from(values);
}

function once<V extends object>(compute: () => V): () => V {
  let result: V | undefined;
  return () => {
    result ??= compute();
    return result;
  };
}

function oncePerCoordinate(compute: (i: number) => number): (i: number) => number {
  const known = new Map<number, number>();
  return (i) => {
    const result = known.get(i) ?? compute(i);
    known.set(i, result);
    return result;
  };
}
