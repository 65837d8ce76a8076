import {
  leastNorm,
  missedAmongKinks,
  missedInParts,
  missProbability,
} from '../numeric/cancelling.ts';
import { norm } from '../numeric/norm.ts';
import { LEAST_WEIGHT, TYPICAL_WEIGHT } from '../numeric/weights.ts';
import type { Study } from '../probe/study.ts';
import type { Suspects } from '../record.ts';
import type { Variable } from '../subject/variable.ts';

/** By how much the analytic slope along a direction differs, with its bar. */
interface Reading {
  readonly value: number;
  readonly bar: number;
}

/** What directions through the same coordinates have said of them. */
export interface PartRead {
  readonly size: number;
  readonly readings: readonly Reading[];
}

/** What directions have said of a variable, in the units of its gradient, when what was located is set right. */
export interface Readings {
  /** Through everything in one part, or through several that are everything together. */
  readonly parts: readonly PartRead[];
  /** Beside parts, what directions through everything have said: of an error in all of it they may say more. */
  readonly whole?: readonly Reading[];
  /** How it is looked at in parts as soon as directions through everything are not quiet, where these have to be. */
  readonly otherwise?: InParts;
  /** The norm of an error in all of it that was divided, as its parts have shown it: six directions are off by much. */
  readonly known?: number;
  /** Whether single coordinates are known to agree already, so that only an error in many of them is open. */
  readonly isTogether?: boolean;
}

/** When directions are quiet, how many of them tell a difference, and into how many parts it is dealt out where neither is so. */
export interface InParts {
  readonly quiet: number;
  readonly told: number;
  readonly parts: number;
}

/** What directions through all of a variable have said of it. */
export interface Probed extends Readings {
  /** The coordinates that were located. */
  readonly located: readonly number[];
  readonly suspects: readonly Suspects[];
  /** Whether kinks on their way widen the bars, more than noise does. */
  readonly isAmongKinks: boolean;
}

/** What is within its bar may be off by twice that. */
const BOTH_WAYS = 2;
/** A bar is so many standard deviations of what noise and kinks make of a direction, or more. */
const DEVIATIONS = 3;
/** An error that is spread is told from noise where it is so many times as large. */
const TOLD_APART = 1.5;

function rootMeanSquare(readings: readonly Reading[], numberOf: (one: Reading) => number): number {
  return norm(readings.map(numberOf)) / Math.sqrt(readings.length);
}

/** Of everything, from what each part has of it along its directions in the mean. */
function normOver({ parts }: Readings, numberOf: (one: Reading) => number): number {
  return norm(parts.map(({ readings }) => rootMeanSquare(readings, numberOf)));
}

const shownBy = ({ value }: Reading) => value;
const barOf = ({ bar }: Reading) => bar;

/** What every direction through a part has said. */
export function readingsIn({ parts }: Pick<Readings, 'parts'>): readonly Reading[] {
  return parts.flatMap(({ readings }) => readings);
}

/** The norm of an error, spread over what they lead through, that noise could hide. */
export function unresolved(readings: Readings): number {
  const { whole = [] } = readings;
  const bar = isWholeSharper(readings) ? rootMeanSquare(whole, barOf) : normOver(readings, barOf);
  return bar / DEVIATIONS / TYPICAL_WEIGHT;
}

function isWholeSharper(readings: Readings): boolean {
  const { whole = [] } = readings;
  return whole.length > 0 && rootMeanSquare(whole, barOf) < normOver(readings, barOf);
}

/** The norm of an error that directions show, where it is spread over what they lead through: of many without their noise. */
export function spreadError(readings: Readings): number {
  const { parts, whole = [], known, isTogether = false } = readings;
  if (known !== undefined) return known;
  if (isWholeSharper(readings)) return rootMeanSquare(whole, shownBy) / TYPICAL_WEIGHT;
  const shown = normOver(readings, shownBy) / TYPICAL_WEIGHT;
  if (parts.length === 1 && !isTogether) return shown;
  return Math.sqrt(Math.max(0, shown ** 2 - unresolved(readings) ** 2));
}

/** The error of one coordinate alone that is certain to be seen: its part of the sharpest direction exceeds the bar, whatever noise does. */
export function aloneSeen({ parts }: Readings): number {
  const sharpest = parts.map(({ readings }) => Math.min(...readings.map(barOf)));
  return (BOTH_WAYS * Math.max(...sharpest)) / LEAST_WEIGHT;
}

/** Of directions that are told apart by nothing but their scatter, an error in many coordinates may go unseen with this chance. */
const UNSEEN = 1 / 40;

/** The norm of an error that is seen, alone in one coordinate or spread over all. */
export function leastSeen(readings: Readings): number {
  if (readings.isTogether) return leastNorm(readingsIn(readings).map(barOf), UNSEEN);
  return Math.max(aloneSeen(readings), TOLD_APART * unresolved(readings));
}

/** The widest bar with which an error of one coordinate alone is certain to be seen. */
export function sharpBar(alone: number): number {
  return (alone * LEAST_WEIGHT) / BOTH_WAYS;
}

/** What directions say of the norm of an error is a guess: above this part of the threshold it is undecided. */
export const CLOSE = 1 / 2;

/** The chance, at most, that an error of this norm in several coordinates cancels along all directions. */
export function missedOf(readings: Readings, norm: number, random: () => number): number {
  const { parts, whole = [], otherwise } = readings;
  const seen = readingsIn(readings).map(barOf);
  if (parts.length === 1)
    return otherwise
      ? missedAmongKinks({ norm, seen, ...otherwise })
      : missProbability({ norm, seen });
  const hidden = isWholeSharper(readings) ? Number.POSITIVE_INFINITY : unresolved(readings);
  const isSeenTogether = (squares: number) =>
    squares / TYPICAL_WEIGHT ** 2 - hidden ** 2 > (CLOSE * norm) ** 2;
  const dealt = parts.map(({ size, readings: own }) => ({ size, seen: own.map(barOf) }));
  return Math.min(
    missedInParts({ norm, parts: dealt, isSeenTogether }, random),
    whole.length > 0 ? missProbability({ norm, seen: whole.map(barOf) }) : 1,
  );
}

const norms = new WeakMap<Study['reading'], Map<Variable, number>>();

/** ‖a‖₂ of a whole variable; what is not finite is left out. */
export function gradientNorm({ reading }: Pick<Study, 'reading'>, variable: Variable): number {
  const known = norms.get(reading) ?? new Map<Variable, number>();
  norms.set(reading, known);
  const size = known.get(variable) ?? normWithin(reading.values, variable);
  known.set(variable, size);
  return size;
}

function normWithin(values: Float64Array, { offset, size }: Variable): number {
  const own = values.subarray(offset, offset + size);
  const whole = norm(own);
  return Number.isFinite(whole) ? whole : norm(own.filter(Number.isFinite));
}
