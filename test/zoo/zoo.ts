import { differentiate } from './duals.ts';
import { dimensions } from './functions/dimensions.ts';
import { edges } from './functions/edges.ts';
import { fitting } from './functions/fitting.ts';
import { geometry } from './functions/geometry.ts';
import { kinks } from './functions/kinks.ts';
import { landscapes } from './functions/landscapes.ts';
import { layers } from './functions/layers.ts';
import { networks } from './functions/networks.ts';
import { noisy } from './functions/noisy.ts';
import { optimisation } from './functions/optimisation.ts';
import { physics } from './functions/physics.ts';
import { piecewise } from './functions/piecewise.ts';
import { plain } from './functions/plain.ts';
import { scales } from './functions/scales.ts';
import { solvers } from './functions/solvers.ts';
import { statistics } from './functions/statistics.ts';
import { type Mutant, mutate } from './mutants.ts';
import { withNoise } from './noise.ts';
import { toValue } from './numbers.ts';
import { type Round, toFloat32, toFloat64 } from './operations.ts';
import { sweep } from './tape.ts';
import { layOut, type ZooVariable } from './variables.ts';
import { bestDifferenceError } from './visibility.ts';
import type { Tag, ZooFamily, ZooFunction, ZooPoint } from './zoo-function.ts';

export type { Mutant } from './mutants.ts';
export type { MistakeId } from './slips.ts';
export type { ZooVariable } from './variables.ts';
export type { Tag } from './zoo-function.ts';

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

const families: readonly ZooFamily[] = [
  plain,
  optimisation,
  dimensions,
  landscapes,
  networks,
  layers,
  statistics,
  fitting,
  physics,
  geometry,
  scales,
  edges,
  kinks,
  piecewise,
];

let built: readonly ZooSubject[] | undefined;

/** All subjects; truth and mutants are computed when first asked for. */
export function zoo(): readonly ZooSubject[] {
  built ??= [...families.flatMap(inEachPrecision), ...noisySubjects()];
  return built;
}

function inEachPrecision({ family, functions }: ZooFamily): ZooSubject[] {
  return functions.flatMap((zooFunction) =>
    zooFunction.points.flatMap((point) =>
      (['float64', ...(point.float64Only ? [] : (zooFunction.also ?? []))] as const).map(
        (precision) => toSubject({ zooFunction, family, point, precision }),
      ),
    ),
  );
}

function noisySubjects(): ZooSubject[] {
  const disturbed = noisy.flatMap(({ noises, ...zooFunction }) =>
    zooFunction.points.flatMap((point) =>
      noises.map((noise) => {
        const value = withNoise(toValue(zooFunction.formula, toFloat64), noise, point.at);
        const name = `${zooFunction.name}, ${noise.kind} ${noise.amplitude.toExponential()}`;
        return noisySubject({ ...zooFunction, name }, point, value);
      }),
    ),
  );
  const stopped = solvers.flatMap(({ value, ...zooFunction }) =>
    zooFunction.points.map((point) => noisySubject(zooFunction, point, value)),
  );
  return [...disturbed, ...stopped];
}

function noisySubject(
  zooFunction: ZooFunction,
  point: ZooPoint,
  value: Specimen['value'],
): ZooSubject {
  const tagged = { ...zooFunction, tags: ['noise'] as const };
  return toSubject({ zooFunction: tagged, family: 'noisy', point, precision: 'noisy', value });
}

interface Specimen {
  readonly zooFunction: ZooFunction;
  readonly family: string;
  readonly point: ZooPoint;
  readonly precision: Precision;
  readonly value?: ((x: ArrayLike<number>) => number) | undefined;
}

function toSubject({ zooFunction, family, point, precision, ...specimen }: Specimen): ZooSubject {
  const { name, source, formula, illConditioned, batch } = zooFunction;
  const round = precision.endsWith('float32') ? toFloat32 : toFloat64;
  const toVector = precision === 'float32' ? toFloat32Vector : toPlainVector;
  const variables = layOut(zooFunction.variables ?? { x: [point.at.length] });
  const value = specimen.value ?? toValue(formula, round);
  const gradient = correctGradient(zooFunction, round);
  const at = point.at.map(precision === 'float32' ? toFloat32 : toFloat64);
  const resolution = resolutions[precision];
  const exact = once(() => differentiate(formula, at, round));
  const visibility = oncePerCoordinate((i) =>
    bestDifferenceError({ value, at, round, exact: exact() }, i),
  );
  const wrong = once(() => {
    const own = { formula, at, round, variables, batch, gradient, resolution };
    return mutate({ ...own, exact: exact(), visibility });
  });
  const inFormat = (mutants: readonly Mutant[]): ZooMutant[] =>
    mutants.map((mutant) => ({ ...mutant, gradient: (x) => toVector(mutant.gradient(x)) }));
  const lists = {
    mutants: once(() => inFormat(wrong().mutants)),
    tiny: once(() => inFormat(wrong().tiny)),
    faint: once(() => inFormat(wrong().faint)),
  };
  const label = point.label ? `, ${point.label}` : '';
  return {
    name: `${name}${label}${precision === 'float64' ? '' : ` (${precision})`}`,
    function: name,
    family,
    source,
    precision,
    tags: point.tags ?? zooFunction.tags ?? ['smooth'],
    variables,
    at: toVector(at),
    value,
    gradient: (x) => toVector(gradient(x)),
    ...(illConditioned === undefined ? {} : { illConditioned }),
    get exact() {
      return exact().gradient;
    },
    get exactValue() {
      return exact().value;
    },
    get slopes() {
      return exact().slopes;
    },
    get bestDifferenceErrors() {
      return at.map((_, i) => visibility(i));
    },
    get mutants() {
      return lists.mutants();
    },
    get tiny() {
      return lists.tiny();
    },
    get faint() {
      return lists.faint();
    },
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
