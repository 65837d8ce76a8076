import { type Aliasing, watchAliasing } from '../aliasing.ts';
import { askPatiently, type SubjectContext } from '../context.ts';
import {
  callAt,
  evaluations,
  type PointFunction,
  type PointFunctions,
  pointAt,
  type ValueAt,
} from '../function-subject.ts';
import type { GradientReading, Rows, Subject, Values } from '../subject.ts';
import { andThen, type MaybePromise } from '../then.ts';
import type { Variable } from '../variable.ts';
import type { WorkingPoint } from '../working-point.ts';
import { emptyMatrix } from './calling.ts';
import type { Compressed } from './compressed.ts';
import { type FittedJacobian, fitJacobian } from './fit-jacobian.ts';
import type { Frame, Layout } from './frame.ts';
import type { ShapeMistake } from './misfit.ts';
import { type Output, outputOf } from './output-numbers.ts';
import { sideOf } from './side.ts';
import { sparseRows } from './sparse-rows.ts';

/** A subject whose rows are the numbers of its output, and whose Jacobian has all of their gradients. */
export interface JacobianSubject extends Subject {
  /** The arrays that the output is made of; a row is one of their numbers. */
  readonly outputs: readonly Variable[];
  /** Of a Hessian, the Jacobian of a gradient: what it is the second derivative of. */
  readonly second?: string;
  /** The readings of all rows, from one call. */
  jacobian(): MaybePromise<Rows>;
  /** Of a sparse one: its entries as they were first read, at the point. */
  readonly entries?: Compressed;
  /** What is wrong with its shape, as far as that can be told without its numbers. */
  readonly mistake?: ShapeMistake;
  /** Puts its rows, or its columns, where they belong in every reading that follows. */
  arrange(order: Arrangement): void;
}

/** For each row, or column, that there should be: which of those that there are it is, -1 for none. */
export type Arrangement = readonly number[];

/** A vector function and its Jacobian, as functions of the point. */
export interface JacobianFunctions extends Pick<PointFunctions, 'description' | 'names'> {
  readonly value: PointFunction;
  readonly jacobian: MatrixFunction;
  /** What a bare output is called in the names of entries, or how the first output is understood at a point. */
  readonly output: string | ReadOutput;
  /** Of a Hessian: what it is the second derivative of. */
  readonly second?: string;
  /** How many evaluations of the user's own value one of these is; 1 when left out. */
  readonly cost?: number;
  readonly layout: Layout;
}

/** Understands the first output of a function. */
export type ReadOutput = (given: unknown, point: WorkingPoint) => Output;

/** A function that returns a matrix, or fills in the one that it is given. */
export interface MatrixFunction extends Pick<PointFunction, 'name'> {
  readonly call: (point: unknown, room: () => unknown) => unknown;
}

/** Makes them a subject; both are called once to see what they give. A promise when one of them gives one. */
export function jacobianSubject(
  functions: JacobianFunctions,
  context: Pick<SubjectContext, 'at' | 'ask'>,
): MaybePromise<JacobianSubject> {
  const { at, ask = askPatiently } = context;
  const { value, names } = functions;
  // the first reading is on a copy of its own: the one that is watched begins as it was given
  const first = (f: PointFunction) =>
    ask(
      () => callAt(f, pointAt(at, names)),
      () => {},
    );
  return andThen(first(value), (given) => {
    const point = pointAt(at, names);
    const output =
      typeof functions.output === 'string'
        ? outputOf(given, { name: value.name, bare: functions.output })
        : functions.output(given, point);
    const told = { functions, output, point };
    return andThen(first(matrixFunction(told)), (matrix) => {
      const { mistake, compressed } = fitJacobian(matrix, frameOf(told));
      const known = { values: [output.numbers(given)], matrices: [matrix] };
      const fitted = { ...(mistake && { mistake }), ...(compressed && { entries: compressed }) };
      return subjectOf({ ...told, ...fitted }, known);
    });
  });
}

/** What is known of a function and its Jacobian once both were called. */
interface Told {
  readonly functions: JacobianFunctions;
  readonly output: Output;
  readonly point: WorkingPoint;
  readonly mistake?: ShapeMistake;
  readonly entries?: Compressed;
}

function frameOf({ functions, output, point }: Told): Frame {
  const { layout, second } = functions;
  const { variables } = point;
  const noun = second === undefined ? 'Jacobian' : 'Hessian';
  return { outputs: output.side, inputs: sideOf(point.tree), variables, layout, noun };
}

/** The Jacobian as a function of the point alone. */
function matrixFunction(told: Told): PointFunction {
  const { name, call } = told.functions.jacobian;
  const { outputs, inputs, layout } = frameOf(told);
  const [rows, columns] = [outputs.size, inputs.size];
  const sizes =
    layout === 'outputs-by-inputs' ? { rows, columns } : { rows: columns, columns: rows };
  return { name, call: (point) => call(point, () => emptyMatrix(sizes)) };
}

/** What was returned at the point when it was seen what it is, and has not been asked for yet. */
interface Known {
  readonly values: Values[];
  readonly matrices: unknown[];
}

function subjectOf(told: Told, known: Known): JacobianSubject {
  const { functions, output, point, mistake, entries } = told;
  const { value, description } = functions;
  const jacobian = matrixFunction(told);
  const frame = frameOf(told);
  const { variables } = frame;
  const aliasing = watchAliasing(point.arrays);
  const start = new Float64Array(point.size);
  point.load(start);
  const isKnown = (at: WorkingPoint) => at.changedFrom(start).length === 0;
  let order: Arrangement | undefined;
  const read = (matrix: unknown): Rows => {
    const fitted = fitJacobian(matrix, frame);
    if (fitted.compressed) return sparseRows(fitted.compressed, { variables, ...aliasing([]) });
    const parts = fitted.pieces.flatMap(({ first, numbers }) =>
      numbers.cells ? [{ path: first.path, cells: numbers.cells }] : [],
    );
    return readingsOf(fitted, frame, { order, aliasing: aliasing(parts) });
  };
  const rows = () =>
    andThen((isKnown(point) && known.matrices.pop()) || callAt(jacobian, point), read);
  const valueAt: ValueAt = (f, at) =>
    (isKnown(at) && known.values.pop()) || andThen(callAt(f, at), (found) => output.numbers(found));
  return {
    ...evaluations({ value }, point, valueAt),
    description,
    ...(functions.cost !== undefined && { cost: functions.cost }),
    ...(functions.second !== undefined && { second: functions.second }),
    rows: output.side.size,
    outputs: output.variables,
    called: { value: value.name, gradient: jacobian.name },
    jacobian: rows,
    gradient: (row) => andThen(rows(), (readings) => readings.at(row) as GradientReading),
    restore: () => {},
    arrange: (next) => {
      order = next;
    },
    ...(mistake && { mistake }),
    ...(entries && { entries }),
  };
}

interface Reading {
  readonly order: Arrangement | undefined;
  readonly aliasing: Aliasing;
}

function readingsOf(
  fitted: FittedJacobian,
  frame: Frame,
  { order, aliasing }: Reading,
): readonly GradientReading[] {
  const { outputs, inputs } = frame;
  const values = order === undefined ? fitted.values : inOrder(fitted, order, frame);
  return Array.from({ length: outputs.size }, (_, row) => ({
    values: values.subarray(row * inputs.size, (row + 1) * inputs.size),
    dtypes: fitted.dtypes,
    ...aliasing,
  }));
}

/** The numbers of a matrix that has other rows or columns than it should; NaN where there is none. */
function inOrder(
  { mistake, values }: FittedJacobian,
  order: Arrangement,
  { outputs, inputs }: Frame,
): Float64Array {
  if (mistake === undefined || mistake.kind === 'transposed') return values;
  const { kind, count, values: found } = mistake;
  const isRows = kind === 'rows';
  const width = isRows ? inputs.size : count;
  return Float64Array.from({ length: outputs.size * inputs.size }, (_, k) => {
    const [row, column] = [Math.floor(k / inputs.size), k % inputs.size];
    const from = order[isRows ? row : column] as number;
    if (from < 0) return Number.NaN;
    return found[isRows ? from * width + column : row * width + from] as number;
  });
}
