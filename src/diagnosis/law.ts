import type { DiagnosisId } from '../record.ts';
import { distance, type Prediction, type Row, type Scope, tolerance } from './scope.ts';

/** A law as data: its name, and the ways in which it could hold. */
export interface Law {
  readonly id: DiagnosisId;
  /** Every form the law can take here; which of them hold is decided by the numbers. */
  readonly forms: (scope: Scope) => readonly Form[];
}

/** One form of a law: what the analytic side would be if it held. */
export interface Form {
  /** Row by row; undefined where it cannot be told because a partner was not checked. */
  readonly predictions: readonly (Prediction | undefined)[];
  /** Bits it takes to single this form out, among all forms of all laws: the less, the simpler. */
  readonly cost: number;
  /** How many numbers were fitted to the rows without being singled out otherwise. */
  readonly fitted: number;
  readonly words: () => Words;
}

/** What is said when the law holds. */
export interface Words {
  /** Completes `looks like …`. */
  readonly title: string;
  readonly evidence: string;
  readonly help: string;
}

/** A form that explains every row. */
export interface Explanation {
  readonly id: DiagnosisId;
  readonly cost: number;
  readonly words: () => Words;
}

/** Bits of evidence beyond its own cost that a law must have: at worst one in sixteen by chance. */
const NEEDED_BITS = 4;

/** No single coordinate counts for more, however small its bar. */
const MOST_BITS = 30;

/** A row that gains less is no evidence. */
const LEAST_BITS = 2;

/** Pairs that must have been checked when some rows could not be predicted. */
const NEEDED_PAIRS = 3;

/**
 * Holds a form against the rows: it must explain each of them, also those that agree, and do so by more than chance.
 *
 * A wrong row is worth log₂(|a − n| / |a − p|) bits: how much closer than the numeric side the prediction came. Every
 * fitted number costs the row that shows most.
 */
export function explain(scope: Scope, id: DiagnosisId, form: Form): Explanation | undefined {
  if (!scope.rows.every((row, k) => isExplained(row, form.predictions[k]))) return;
  const isWrong = new Set(scope.wrong);
  const shown = scope.rows.flatMap((row, k) => {
    const prediction = form.predictions[k];
    return prediction && isWrong.has(row) ? [bits(row, prediction)] : [];
  });
  if (shown.length < scope.wrong.length && shown.length < NEEDED_PAIRS) return;
  const sorted = shown.sort((a, b) => b - a);
  const cost = form.cost + sum(sorted.slice(0, form.fitted));
  if (sum(sorted) - cost < NEEDED_BITS) return;
  return { id, cost, words: form.words };
}

/** What the numeric side itself predicts: for rows that a law leaves alone. */
export function unchanged({ numeric, bar }: Row): Prediction {
  return { numeric, bar };
}

function isExplained(row: Row, prediction: Prediction | undefined): boolean {
  if (prediction === undefined) return true;
  return Math.abs(row.analytic - prediction.numeric) <= tolerance(row, prediction);
}

function bits(row: Row, prediction: Prediction): number {
  const off = Math.abs(row.analytic - prediction.numeric);
  const sharpness = Math.max(off, 2 * prediction.bar);
  const shown = Math.log2(distance(row) / sharpness);
  // many small gains are no gain: predictions that are hardly better than the numeric side come about by chance
  return shown < LEAST_BITS ? Math.min(0, shown) : Math.min(MOST_BITS, shown);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
