import { HERE, type Point } from './point.ts';
import { type Batch, batchOf, type Check } from './request.ts';

/**
 * What was evaluated for one row serves the others: a value has all of them.
 *
 * Kept are the values at points with one coordinate moved; those along directions only as long as the direction is. What one row
 * asks for repeatedly, to see whether it repeats itself, no row is told from memory more often than it was asked for.
 */
export interface Probes {
  readonly rows: number;
  /** The first step taken along each coordinate. */
  readonly firstSteps: Map<number, number>;
  /** Directions that every row looks along: by the coordinates that they lead through, or by name. */
  readonly directions: Map<string, Float64Array>;
  readonly known: Known;
  /** How often each row has asked for the value at the point itself. */
  readonly asked: number[];
}

interface Known {
  readonly here: Float64Array[];
  readonly moved: Map<number, Map<number, Float64Array>>;
  readonly along: WeakMap<Float64Array, Map<number, Float64Array>>;
}

export function openProbes(rows: number): Probes {
  return {
    rows,
    firstSteps: new Map(),
    directions: new Map(),
    known: { here: [], moved: new Map(), along: new WeakMap() },
    asked: Array<number>(rows).fill(0),
  };
}

/** The values of one row at some points: as many as were answered, which is all unless a limit was met. */
export interface Answers {
  readonly values: Float64Array;
  answered: number;
}

export function answersFor(points: readonly Point[]): Answers {
  return { values: new Float64Array(points.length), answered: 0 };
}

/** Asks for the values of one row; what is known from the rows before it is not asked for again. */
export function* askRow(
  { probes, row }: { readonly probes: Probes; readonly row: number },
  points: readonly Point[],
  answers: Answers = answersFor(points),
): Check<Float64Array> {
  if (probes.rows === 1) return yield* askOnly(points, answers);
  const found = points.map((point) => (row > 0 ? lookUp(probes, row, point) : undefined));
  const unknown = points.filter((_, i) => found[i] === undefined);
  const batch = batchOf(unknown, probes.rows);
  try {
    if (unknown.length > 0) yield batch;
  } finally {
    keepAll(probes, unknown.slice(0, batch.answered), batch.values);
    collect(answers, found, { batch, row });
  }
  return answers.values;
}

/** A value of one number is asked for as it is: there is nothing to share. */
function* askOnly(points: readonly Point[], answers: Answers): Check<Float64Array> {
  const batch: Batch = { want: 'value', points, values: answers.values, rows: 1, answered: 0 };
  try {
    yield batch;
  } finally {
    answers.answered = batch.answered;
  }
  return answers.values;
}

function collect(
  answers: Answers,
  found: readonly (Float64Array | undefined)[],
  { batch, row }: { readonly batch: Batch; readonly row: number },
): void {
  let taken = 0;
  for (const [i, values] of found.entries()) {
    if (values === undefined && taken === batch.answered) return;
    answers.values[i] = values ? values[row] : batch.values[taken * batch.rows + row];
    if (values === undefined) taken += 1;
    answers.answered = i + 1;
  }
}

function keepAll({ known, rows }: Probes, points: readonly Point[], values: Float64Array): void {
  points.forEach((point, i) => {
    keep(known, point, values.slice(i * rows, (i + 1) * rows));
  });
}

function keep(known: Known, point: Point, values: Float64Array): void {
  if (point === HERE) known.here.push(values);
  const steps = stepsAt(known, point) ?? new Map<number, Float64Array>();
  if (point.kind === 'moved') known.moved.set(point.coordinate, steps.set(point.to, values));
  if (point.kind === 'along') known.along.set(point.direction, steps.set(point.step, values));
}

function lookUp({ known, asked }: Probes, row: number, point: Point): Float64Array | undefined {
  if (point.kind === 'here') return known.here[asked[row]++];
  return stepsAt(known, point)?.get(point.kind === 'moved' ? point.to : point.step);
}

function stepsAt(known: Known, point: Point): Map<number, Float64Array> | undefined {
  if (point.kind === 'moved') return known.moved.get(point.coordinate);
  return point.kind === 'along' ? known.along.get(point.direction) : undefined;
}
