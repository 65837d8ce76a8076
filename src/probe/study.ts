import { coarsest, type Dtype, SMALLEST, UNIT_ROUNDOFF } from '../numeric/dtype.ts';
import type { Base } from '../numeric/estimate.ts';
import { type NoiseLevel, noiseOf } from '../numeric/noise.ts';
import { lengthScale } from '../numeric/step.ts';
import type { ResolvedOptions } from '../options/options.ts';
import type { ContractViolation } from '../record.ts';
import { type Purpose, type Uniform, uniformNumbers } from '../subject/random.ts';
import type { GradientReading, Subject } from '../subject/subject.ts';
import { indexOfVariable, type Variable, variableAt } from '../subject/variable.ts';
import type { Probes } from './probes.ts';

/** What is known about the noise of the value. */
export interface Noise extends NoiseLevel {
  /** Whether it was read from difference tables; otherwise it is the round-off of the coarsest format in play. */
  readonly measured: boolean;
  /** The format the value turned out to be computed in. */
  readonly format: Dtype;
}

/** One row of a check in progress: the subject, what was read at the point, and what has been learnt about its noise. */
export interface Study {
  readonly subject: Subject;
  readonly options: ResolvedOptions;
  readonly base: Float64Array;
  /** What was evaluated so far, for this row and those before it. */
  readonly probes: Probes;
  readonly row: number;
  readonly value: number;
  readonly reading: GradientReading;
  /** Numeric derivatives larger than the analytic one that were seen so far, by coordinate: a hint about its length scale. */
  readonly slopes: Map<number, number>;
  /** Assumed first, measured when it first matters. */
  noise: Noise;
  /** Whether the value was found to repeat itself; undefined until it matters. */
  repeatable?: boolean;
  readonly violations: ContractViolation[];
  /** How many directions through coordinates that are not checked one by one were compared so far. */
  directions: number;
}

/** The noise to assume before any is measured: a few roundings of the value in the coarsest format of the subject. */
export function assumedNoise(dtypes: readonly Dtype[]): Noise {
  const format = coarsest(...dtypes);
  const relative = 2 * UNIT_ROUNDOFF[format];
  return { absolute: SMALLEST[format], relative, size: 0, fading: 1, measured: false, format };
}

/** The format a derivative can be compared in: the coarsest of the variable's, its gradient's and the value's. */
export function comparedIn({ subject, reading, noise }: Study, variable: Variable): Dtype {
  const dtype = reading.dtypes[indexOfVariable(subject.variables, variable.offset)] ?? 'float64';
  return coarsest(variable.dtype, dtype, noise.measured ? noise.format : 'float64');
}

/** φ at the point with its noise. */
export function baseOf({ value, noise }: Study): Base {
  return { value, noise };
}

/** Noise relative to the value. */
export function relativeNoise({ value, noise }: Study): number {
  return value === 0 ? noise.relative : noiseOf(value, noise) / Math.abs(value);
}

/** The variable a flat coordinate belongs to. */
export function variableOf({ subject }: Study, coordinate: number): Variable {
  return variableAt(subject.variables, coordinate);
}

/** The largest derivative seen at a coordinate so far, analytic or numeric. */
export function slopeAt({ reading, slopes }: Study, coordinate: number): number {
  return slopes.get(coordinate) ?? Math.abs(reading.values[coordinate]);
}

/** Notes a numeric derivative. */
export function noteSlope(study: Study, coordinate: number, numeric: number): void {
  const size = Math.abs(numeric);
  if (Number.isFinite(size) && !(size <= slopeAt(study, coordinate)))
    study.slopes.set(coordinate, size);
}

/** The length over which the value is expected to change with a coordinate. */
export function scaleOf(study: Study, coordinate: number): number {
  return lengthScale({
    x: study.base[coordinate],
    dtype: variableOf(study, coordinate).dtype,
    value: study.value,
    slope: slopeAt(study, coordinate),
    noise: relativeNoise(study),
  });
}

/** Random numbers for one purpose in this check: the same whatever else has been drawn. */
export function drawn({ options }: Study, purpose: Purpose, set: string): Uniform {
  return uniformNumbers({ seed: options.seed, purpose, set });
}
