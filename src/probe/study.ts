import type { Bounded } from '../numeric/bounded.ts';
import { coarsest, type Dtype } from '../numeric/dtype.ts';
import type { Base, Ladder, LineNoise, Rung } from '../numeric/estimate.ts';
import { spacing } from '../numeric/float.ts';
import { formatShown } from '../numeric/format-shown.ts';
import { LUCK } from '../numeric/level.ts';
import { type NoiseLevel, noiseOf, roundingIn } from '../numeric/noise.ts';
import { readingsOf, UNEXPLAINED } from '../numeric/readings.ts';
import { isInside } from '../numeric/rung.ts';
import { lengthScale } from '../numeric/step.ts';
import type { ResolvedOptions } from '../options/options.ts';
import type { ContractViolation } from '../record.ts';
import { type Purpose, type Uniform, uniformNumbers } from '../subject/random.ts';
import type { GradientReading, Subject } from '../subject/subject.ts';
import { indexOfVariable, type Variable, variableAt } from '../subject/variable.ts';
import type { Probes } from './probes.ts';

/** What is known about the noise of the value: its own rounding, and what has shown itself. */
export interface Noise extends NoiseLevel {
  /** The format that the value is computed in, as far as is known. */
  readonly format: Dtype;
  /** The coarsest format of anything that it is computed from. */
  readonly inside: Dtype;
  /** The standard deviation of what lines have shown beyond rounding, as far as all of them do; 0 where none has. */
  readonly shown: number;
  /** What each line that has shown noise has shown by itself. */
  readonly levels: readonly number[];
  /** Whether on a line finer steps have shown less of it: then it may be what the function does. */
  readonly isBeyondFinest?: boolean | undefined;
  /** Whether a line has shown that something is rounded to single precision on the way, at the least. */
  readonly isSingleInside?: boolean;
  /** The least that a line without noise has left beside slope and curvature: what others show is theirs alone where that is far more. */
  readonly quietest: number;
}

/** What an estimate under noise rested on, in units of the point or of 1: its longest step; and how wide its bar was. */
export interface Learnt {
  readonly step: number;
  readonly bar: number;
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
  /** Assumed first; each ladder may teach more. */
  noise: Noise;
  /** The first step along a line, in units of the point or of 1, but for variables that need a longer one. */
  readonly step: number;
  /** Whether a line has shown kinks within its steps: then there may be some on every line. */
  hasKinks?: boolean;
  /** The last estimate under noise. */
  learnt?: Learnt;
  /** Whether the value was found to repeat itself; undefined until it matters. */
  repeatable?: boolean;
  readonly violations: ContractViolation[];
  /** How many directions through coordinates that are not checked one by one were compared so far. */
  directions: number;
}

/**
 * The noise to assume before any is seen: the rounding of the value in the coarsest format of the subject, even where it has more digits
 * than that: a sum of rounded products has.
 */
export function assumedNoise(dtypes: readonly Dtype[], value: number): Noise {
  const given = { value, format: coarsest(...dtypes) };
  const format = formatShown(given, []);
  return {
    ...roundingIn(given.format),
    format,
    inside: given.format,
    shown: 0,
    levels: [],
    quietest: Number.POSITIVE_INFINITY,
  };
}

/** Whether it is a row of a Jacobian, whose rows share every evaluation. */
export function isRowOfMatrix({ subject }: Pick<Study, 'subject'>): boolean {
  return subject.jacobian !== undefined;
}

/** What a ladder teaches for the lines after it. */
export function learnFrom(
  study: Study,
  line: Moved,
  { rungs, noise, estimate, hasKinks, onset }: Ladder,
): void {
  study.hasKinks ||= hasKinks;
  const format = formatShown(baseOf(study, line), rungs);
  const left =
    noise.kind === 'none' ? leastReading(baseOf(study, line), rungs) : Number.POSITIVE_INFINITY;
  const quietest = Math.min(study.noise.quietest, left);
  const levels = [...study.noise.levels, ...levelShown(study, noise)];
  const common = commonLevel(levels);
  const shown = LUCK * quietest < common ? 0 : common;
  const rounding = roundingIn(coarsest(format, study.noise.inside));
  const isSingleInside = study.noise.isSingleInside || onset?.isOfCopy || isSingle(study, noise);
  const isBeyondFinest = study.noise.isBeyondFinest || noise.isBeyondFinest;
  const learnt = { ...rounding, format, shown, levels, quietest, isSingleInside, isBeyondFinest };
  study.noise = { ...study.noise, ...learnt };
  const { reach, bar } = sharperOf(estimate);
  if (shown > 0 && noise.kind === 'level' && reach !== undefined)
    study.learnt = { step: reach / line.size, bar: bar * line.size };
}

/** Noise can look like a kink at the point: one side is known well then, and both together hardly. */
function sharperOf(estimate: Ladder['estimate']): Bounded {
  const { side } = estimate;
  return side && side.bar < estimate.bar ? side : estimate;
}

/** Whether a quantum is at least that of the value in single precision. */
function isSingle({ value }: Study, { kind, deviation }: LineNoise): boolean {
  return kind === 'quantum' && 2 * deviation >= spacing(value, 'float32');
}

/** The least that a ladder leaves beside slope and curvature: noise that is much larger would show. */
function leastReading(base: Base, rungs: readonly Rung[]): number {
  const inside = rungs.filter(isInside);
  return inside.length > 1
    ? Math.min(...readingsOf(base, inside).map(({ size }) => size))
    : Number.POSITIVE_INFINITY;
}

/** The noise that a line has shown, where it has. */
function levelShown({ value, noise }: Study, { kind, deviation }: LineNoise): readonly number[] {
  const rounding = noiseOf(value, roundingIn(noise.format));
  const isQuantum = kind === 'quantum' && deviation > UNEXPLAINED * rounding;
  return kind === 'level' || isQuantum ? [deviation] : [];
}

/** The same noise, read from the few readings of a line, differs by no more than this. */
const ALIKE = 4;

/** Noise of the value shows on every line, so that it is no more than the least; those that show about as much show the same. */
function commonLevel(levels: readonly number[]): number {
  if (levels.length === 0) return 0;
  const least = Math.min(...levels);
  const alike = levels.filter((level) => level <= ALIKE * least);
  return (
    least * Math.sqrt(alike.reduce((sum, level) => sum + (level / least) ** 2, 0) / alike.length)
  );
}

/** The format a derivative can be compared in: the coarsest of the variable's, its gradient's and the value's. */
export function comparedIn(study: Study, variable: Variable): Dtype {
  return coarsest(givenIn(study, variable), study.noise.format);
}

/** The format a derivative is given in: the coarser of the variable's and its gradient's. */
export function givenIn({ subject, reading }: Study, variable: Variable): Dtype {
  const dtype = reading.dtypes[indexOfVariable(subject.variables, variable.offset)] ?? 'float64';
  return coarsest(variable.dtype, dtype);
}

/** φ at the point, and how its values are rounded. */
export function baseOf({ base, value, noise }: Study, { size, coordinate }: Moved): Base {
  return {
    value,
    noise: { absolute: noise.absolute, relative: noise.relative },
    format: noise.format,
    inside: noise.inside,
    size,
    ...(coordinate !== undefined && { coordinate: Math.abs(base[coordinate]) }),
  };
}

/** What a line moves: its size, and the coordinate where it is one alone. */
interface Moved {
  readonly size: number;
  readonly coordinate?: number;
}

/** The study of a value that is rounded as its digits show, and no more coarsely inside. */
export function asShown(study: Study): Study {
  const { noise } = study;
  return { ...study, noise: { ...noise, ...roundingIn(noise.format), inside: noise.format } };
}

/** φ along one coordinate. */
export function baseAt(study: Study, coordinate: number): Base {
  return baseOf(study, { size: sizeAt(study, coordinate), coordinate });
}

/** φ with the noise that other lines have shown: few coarse rungs do not show it themselves. */
export function noisyBaseOf(study: Study, line: Moved): Base {
  return { ...baseOf(study, line), noise: noiseLevel(study) };
}

/** The size of a coordinate, or 1: near 0 it says nothing of the steps that are wanted. */
export function sizeAt({ base }: Pick<Study, 'base'>, coordinate: number): number {
  return Math.max(1, Math.abs(base[coordinate]));
}

/** The noise of the value as far as it is known: what rounding makes, and what has shown itself. */
export function noiseLevel({ noise: { absolute, relative, shown } }: Study): NoiseLevel {
  return { absolute: Math.max(absolute, shown), relative };
}

/** Noise relative to the value. */
export function relativeNoise(study: Study): number {
  const { value, noise } = study;
  return value === 0 ? noise.relative : noiseOf(value, noiseLevel(study)) / Math.abs(value);
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

/** The spacing of the numbers around a coordinate, in the format of its variable: no step is shorter. */
export function grainAt(study: Study, coordinate: number): number {
  return spacing(study.base[coordinate], variableOf(study, coordinate).dtype);
}

/** The length over which the value is expected to change with a coordinate. */
export function scaleOf(study: Study, coordinate: number): number {
  return lengthScale({
    x: study.base[coordinate],
    dtype: variableOf(study, coordinate).dtype,
    value: study.value,
    slope: slopeAt(study, coordinate),
  });
}

/** Random numbers for one purpose in this check: the same whatever else has been drawn. */
export function drawn({ options }: Study, purpose: Purpose, set: string): Uniform {
  return uniformNumbers({ seed: options.seed, purpose, set });
}
