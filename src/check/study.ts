import { coarsest, type Dtype, UNIT_ROUNDOFF } from '../numeric/dtype.ts';
import type { Base } from '../numeric/estimate.ts';
import { lengthScale } from '../numeric/step.ts';
import type { GradientReading, Subject, Variable } from '../subject/subject.ts';
import type { ResolvedOptions } from './options.ts';
import type { Random } from './random.ts';
import type { ContractViolation } from './record.ts';

/** What is known about the noise of the value. */
export interface Noise {
  /** Standard deviation, in units of the value. */
  readonly deviation: number;
  /** Whether it was read from a difference table; otherwise it is the round-off of the coarsest format in play. */
  readonly measured: boolean;
}

/** One check in progress: the subject, what was read at the point, and what has been learnt about its noise. */
export interface Study {
  readonly subject: Subject;
  readonly options: ResolvedOptions;
  readonly base: Float64Array;
  readonly value: number;
  readonly reading: GradientReading;
  readonly random: Random;
  /** Assumed first, measured when it first matters. */
  noise: Noise;
  /** Whether the value was found to repeat itself; undefined until it matters. */
  repeatable?: boolean;
  readonly violations: ContractViolation[];
}

/** The noise to assume before any is measured: a few roundings of the value in the coarsest format of the subject. */
export function assumedNoise(value: number, dtypes: readonly Dtype[]): Noise {
  return { deviation: 2 * UNIT_ROUNDOFF[coarsest(...dtypes)] * Math.abs(value), measured: false };
}

/** The format a variable and its gradient share: what its derivative can be compared in. */
export function comparedIn({ subject, reading }: Study, variable: Variable): Dtype {
  const dtype = reading.dtypes[subject.variables.indexOf(variable)];
  return coarsest(variable.dtype, dtype ?? 'float64');
}

/** φ at the point with its noise. */
export function baseOf({ value, noise }: Study): Base {
  return { value, noise: noise.deviation };
}

/** Noise relative to the value. */
export function relativeNoise({ value, noise }: Study): number {
  return value === 0 ? 0 : noise.deviation / Math.abs(value);
}

/** The variable a flat coordinate belongs to. */
export function variableOf({ subject }: Study, coordinate: number): Variable {
  for (const variable of subject.variables) {
    if (coordinate < variable.offset + variable.size) return variable;
  }
  throw new RangeError(`there is no coordinate ${coordinate}`);
}

/** The length over which the value is expected to change with a coordinate. */
export function scaleOf(study: Study, coordinate: number): number {
  return lengthScale({
    x: study.base[coordinate],
    dtype: variableOf(study, coordinate).dtype,
    value: study.value,
    slope: study.reading.values[coordinate],
  noise: relativeNoise(study),
  });
}
