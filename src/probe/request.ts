import { type Grains, grainsOf } from '../subject/grains.ts';
import type { GradientReading, Values } from '../subject/subject.ts';
import { HERE, type Point } from './point.ts';

/** What a check wants to know. */
export type Request = Batch | GradientRequest;

/** The values at several points, none of which depends on the answer at another. */
export interface Batch {
  readonly want: 'value';
  readonly points: readonly Point[];
  /** One value after the other, of as many rows each; filled by whoever answers. */
  readonly values: Float64Array;
  readonly rows: number;
  /** Where they are asked for: the grains of the values at each point, for the row that asks; filled like the values. */
  readonly grains?: { readonly row: number; readonly found: (Grains | undefined)[] };
  /** Where they are asked for: the outputs at each point, where these are contracted to values; filled like the values. */
  readonly outputs?: (Float64Array | undefined)[];
  /** How many of the points were answered, in their order: all, unless a limit was met on the way. */
  answered: number;
  /** Which of those after them were answered out of turn. */
  ahead?: Set<number>;
}

/** The analytic gradient of one row at a point; `reading` is filled by whoever answers. */
export interface GradientRequest {
  readonly want: 'gradient';
  readonly point: Point;
  readonly row: number;
  reading?: GradientReading | undefined;
}

/** A check in progress: yields what it wants to know, is resumed when it is answered, ends with its result. */
export type Check<Result> = Generator<Request, Result, void>;

export function batchOf(points: readonly Point[], rows: number): Batch {
  const values = new Float64Array(points.length * rows);
  return { want: 'value', points, values, rows, answered: 0 };
}

/** Asks for the analytic gradient of one row. */
export function* gradientAt(row: number, point: Point = HERE): Check<GradientReading> {
  const request: GradientRequest = { want: 'gradient', point, row };
  yield request;
  return request.reading as GradientReading;
}

/** Puts the answer for one point in its place; answers may come in any order. */
export function answered(batch: Batch, i: number, values: Values): void {
  const { rows, grains, outputs } = batch;
  for (let row = 0; row < rows; row++) batch.values[i * rows + row] = values[row];
  if (grains) grains.found[i] = grainsOf(values, { row: grains.row, rows });
  if (outputs) outputs[i] = values.outputs;
  if (i !== batch.answered) {
    batch.ahead ??= new Set();
    batch.ahead.add(i);
    return;
  }
  batch.answered += 1;
  while (batch.ahead?.delete(batch.answered)) batch.answered += 1;
}
