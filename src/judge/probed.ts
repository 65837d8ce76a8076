import { missProbability } from '../numeric/group-testing.ts';
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

/** What directions have said of a variable, in the units of its gradient, when what was located is set right. */
export interface Readings {
  /** Along each. */
  readonly rest: readonly Reading[];
  /** Whether each leads through a block of its own, and all of them together through everything; else each does. */
  readonly isByBlocks: boolean;
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

/** ‖x‖ of the whole from that of its parts, or the root mean square of what each says of the whole. */
function together({ rest, isByBlocks }: Readings, numberOf: (one: Reading) => number): number {
  const whole = norm(rest.map(numberOf));
  return isByBlocks ? whole : whole / Math.sqrt(rest.length);
}

/** A bar is so many standard deviations of what noise and kinks make of a direction, or more. */
const DEVIATIONS = 3;

/** The norm of an error that directions show, where it is spread over what they lead through: of many blocks without their noise. */
export function spreadError(readings: Readings): number {
  const whole = together(readings, ({ value }) => value) / TYPICAL_WEIGHT;
  if (!readings.isByBlocks) return whole;
  return Math.sqrt(Math.max(0, whole ** 2 - unresolved(readings) ** 2));
}

/** The norm of an error, spread over what they lead through, that noise could hide. */
export function unresolved(readings: Readings): number {
  return together(readings, ({ bar }) => bar) / DEVIATIONS / TYPICAL_WEIGHT;
}

/** The bar that an error of one coordinate has to exceed: of the sharpest direction through it. */
function barAlone({ rest, isByBlocks }: Readings): number {
  const bars = rest.map(({ bar }) => bar);
  return isByBlocks ? Math.max(...bars) : Math.min(...bars);
}

/** The norm of an error that is seen, alone in one coordinate, whose part of a direction exceeds the bar then, whatever noise does, or in all. */
export function leastSeen(readings: Readings): number {
  return Math.max((BOTH_WAYS * barAlone(readings)) / LEAST_WEIGHT, unresolved(readings));
}

/** The widest bar with which an error of one coordinate alone is certain to be seen. */
export function sharpBar(alone: number): number {
  return (alone * LEAST_WEIGHT) / BOTH_WAYS;
}

/** The chance, at most, that an error of this norm in several coordinates cancels along all directions. */
export function missedOf(readings: Readings, error: number): number {
  const { rest, isByBlocks } = readings;
  const widest = Math.max(...rest.map(({ bar }) => bar));
  return missProbability({ norm: error, seen: widest, weighings: isByBlocks ? 1 : rest.length });
}

/** ‖a‖₂ of a whole variable; what is not finite is left out. */
export function gradientNorm({ reading }: Study, { offset, size }: Variable): number {
  const own = reading.values.subarray(offset, offset + size);
  const whole = norm(own);
  return Number.isFinite(whole) ? whole : norm(own.filter(Number.isFinite));
}
