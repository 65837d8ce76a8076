import { UNIT_ROUNDOFF } from '../numeric/dtype.ts';
import type { VariableCheck } from '../record.ts';

/** One checked coordinate with what is known about it. */
export interface Row {
  readonly variable: VariableCheck;
  /** Its flat position in its variable. */
  readonly flat: number;
  readonly at: number;
  readonly analytic: number;
  readonly numeric: number;
  /** The bar of the numeric side, and what a sum of a few terms loses in this format. */
  readonly bar: number;
}

/** The coordinates a law is tried on: of one variable, or of several taken together. */
export interface Scope {
  readonly variables: readonly VariableCheck[];
  /** All variables of the check: the sizes that are there may be anybody's. */
  readonly present: readonly VariableCheck[];
  readonly rows: readonly Row[];
  /** The rows on which the two derivatives certainly differ. */
  readonly wrong: readonly Row[];
  /** Whether every coordinate of the variables is there. */
  readonly complete: boolean;
}

/** Bars that a law may be off by. */
const BARS = 3;

/** Units in the last place that a sum of a few terms loses. */
const LOST = 4;

/** The checked coordinates of some variables, without those that have no numeric derivative. */
export function scopeOf(
  variables: readonly VariableCheck[],
  present: readonly VariableCheck[] = variables,
): Scope {
  const rows = variables.flatMap(rowsOf).filter(isKnown);
  const total = variables.reduce((sum, variable) => sum + variable.total, 0);
  const wrong = rows.filter(isWrong);
  return { variables, present, rows, wrong, complete: rows.length === total };
}

/** What a law makes of the numeric side at one coordinate. */
export interface Prediction {
  readonly numeric: number;
  readonly bar: number;
}

/** Largest difference between an analytic value and its prediction that shows nothing. */
export function tolerance(row: Row, { numeric, bar }: Prediction): number {
  const size = Math.abs(row.analytic) + Math.abs(numeric);
  return BARS * bar + row.variable.threshold * size;
}

/** How far the two derivatives are apart. */
export function distance({ analytic, numeric }: Row): number {
  return Math.abs(analytic - numeric);
}

/** Whether the numeric derivative is certainly not zero. */
export function isKnownNonZero(row: Row): boolean {
  return Math.abs(row.numeric) > tolerance({ ...row, analytic: 0 }, row);
}

function rowsOf(variable: VariableCheck): readonly Row[] {
  const { analytic, numeric, bars, at, dtype, shape, worst } = variable;
  const kinks = new Set(
    worst.filter(({ slopes }) => slopes).map(({ index }) => flatOf(index, shape)),
  );
  return Array.from(variable.coordinates, (flat, row) => {
    // the bar of a kink spans the subgradients, and beyond it nothing is right
    const bar = kinks.has(flat) ? bars[row] / BARS : bars[row];
    return {
      variable,
      flat,
      at: at[row],
      analytic: analytic[row],
      numeric: numeric[row],
      bar: bar + LOST * UNIT_ROUNDOFF[dtype] * Math.abs(numeric[row]),
    };
  });
}

function flatOf(index: readonly number[], shape: readonly number[]): number {
  return index.reduce((flat, at, axis) => flat * shape[axis] + at, 0);
}

// an inconclusive variable has no certain disagreement, whatever its numbers
function isWrong(row: Row): boolean {
  return row.variable.verdict === 'mismatch' && distance(row) > tolerance(row, row);
}

function isKnown({ numeric, bar }: Row): boolean {
  return Number.isFinite(numeric) && Number.isFinite(bar);
}
