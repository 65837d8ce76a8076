import type { Grains } from '../subject/grains.ts';
import type { Variable } from '../subject/variable.ts';
import type { Course } from './course.ts';
import { type KnownOutputs, nothingKnown } from './outputs-known.ts';
import { HERE, type Point } from './point.ts';
import { type Batch, batchOf, type Check } from './request.ts';
import { emptyShelf, printOf, type Shelf } from './shelf.ts';

/**
 * What was evaluated for one row serves the others: a value has all of them.
 *
 * Kept are the values at points with one coordinate moved; those along directions only as long as the direction is. What one row
 * asks for repeatedly, to see whether it repeats itself, no row is told from memory more often than it was asked for.
 */
export interface Probes {
  readonly rows: number;
  /** The first steps along coordinates of variables that need longer ones than others, in units of the point or of 1. */
  readonly steps: Map<Variable, number>;
  /** The first step taken along each coordinate. */
  readonly firstSteps: Map<number, number>;
  /** Directions that every row looks along: by the coordinates that they lead through, or by name. */
  readonly directions: Map<string, Float64Array>;
  /** The others, by their numbers. */
  readonly shelf: Shelf;
  /** Where there is one row, the directions that it looked along last. */
  readonly courses: Course[];
  readonly known: Known;
  /** Which columns of a sparse matrix are moved together; absent where each is moved alone. */
  readonly company?: Company;
  /** What rows were proven wrong, and by how much first differences were off in them. */
  readonly proven: Proven;
  /** How often each row has asked for the value at the point itself. */
  readonly asked: number[];
}

/** Columns of a sparse matrix that may be moved together because no row has entries for two of them. */
export interface Company {
  /** Those that a coordinate is moved along with when a row looks along it; nothing where it is moved alone. */
  of(coordinate: number, row: number): Uint32Array | undefined;
  /** The same in another choice: what another column does to a row that it has no entry for is not seen along the same ones again. */
  readonly other?: Company;
}

/** What was learnt of the rows of a matrix that are wrong. */
export interface Proven {
  rows: number;
  /** As a part of the derivative. */
  correction: number;
}

/** Once so many rows of a matrix are proven wrong, what others show once is enough: it is wrong whatever they would show again. */
const ENOUGH = 32;

export function isProvenWrong({ proven }: Probes): boolean {
  return proven.rows >= ENOUGH;
}

interface Known {
  readonly here: Float64Array[];
  readonly moved: Map<number, Map<number, Float64Array>>;
  readonly along: WeakMap<Float64Array, Map<number, Float64Array>>;
  /** Along directions too long to be kept, by their fingerprints. */
  readonly afar: Map<string, Map<number, Float64Array>>;
  readonly abreast: WeakMap<Uint32Array, Map<number, Float64Array>>;
  readonly outputs: KnownOutputs;
}

export function openProbes(rows: number, company?: Company): Probes {
  return {
    rows,
    steps: new Map(),
    firstSteps: new Map(),
    directions: new Map(),
    shelf: emptyShelf(),
    courses: [],
    known: {
      here: [],
      moved: new Map(),
      along: new WeakMap(),
      afar: new Map(),
      abreast: new WeakMap(),
      outputs: nothingKnown(),
    },
    proven: { rows: 0, correction: 0 },
    asked: Array<number>(rows).fill(0),
    ...(company && { company }),
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
  const found = points.map((point) =>
    row > 0 || point.kind !== 'moved' ? lookUp(probes, row, point) : undefined,
  );
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

/** Asks for the values of all rows at some points, as far as they are not known, and keeps them for each. */
export function* askAll(
  { known, rows }: Probes,
  points: readonly Point[],
): Check<readonly Float64Array[]> {
  const unknown = points.filter((point) => valuesAt(known, point) === undefined);
  const batch = batchOf(unknown, rows);
  if (unknown.length > 0) yield batch;
  unknown.forEach((point, i) => {
    keep(known, point, batch.values.slice(i * rows, (i + 1) * rows));
  });
  return points.map((point) => valuesAt(known, point) as Float64Array);
}

/** The values of one row at some points, with their grains where outputs are in a coarse format; nothing of them is kept. */
export function* askGrains(
  { probes, row }: { readonly probes: Probes; readonly row: number },
  points: readonly Point[],
): Check<readonly { readonly value: number; readonly grains: Grains | undefined }[]> {
  const { rows } = probes;
  const grains = { row, found: points.map(() => undefined) };
  const batch: Batch = { ...batchOf(points, rows), grains };
  yield batch;
  return grains.found.map((one, i) => ({ value: batch.values[i * rows + row], grains: one }));
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
  if (point.kind === 'along') keepAlong(known, point.direction, steps.set(point.step, values));
  if (point.kind === 'abreast') known.abreast.set(point.coordinates, steps.set(point.step, values));
}

function lookUp({ known, asked }: Probes, row: number, point: Point): Float64Array | undefined {
  if (point.kind === 'here') return known.here[asked[row]++];
  return valuesAt(known, point);
}

/** What was evaluated at another point than that of the check. */
function valuesAt(known: Known, point: Point): Float64Array | undefined {
  if (point.kind === 'here') return;
  return stepsAt(known, point)?.get(point.kind === 'moved' ? point.to : point.step);
}

function stepsAt(known: Known, point: Point): Map<number, Float64Array> | undefined {
  if (point.kind === 'moved') return known.moved.get(point.coordinate);
  if (point.kind === 'abreast') return known.abreast.get(point.coordinates);
  if (point.kind !== 'along') return;
  const { direction } = point;
  return isLong(direction) ? known.afar.get(printOf(direction)) : known.along.get(direction);
}

/** Of directions of so many numbers only a few could be kept, for another row to look along the same ones. */
const LONG = 2 ** 19;

function isLong({ length }: Float64Array): boolean {
  return length >= LONG;
}

function keepAlong(known: Known, direction: Float64Array, steps: Map<number, Float64Array>): void {
  if (isLong(direction)) known.afar.set(printOf(direction), steps);
  else known.along.set(direction, steps);
}
