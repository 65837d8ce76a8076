import { watchAliasing } from './aliasing.ts';
import { arrived } from './arrived.ts';
import { fitGradient } from './fit-gradient.ts';
import type { FlatView } from './flat.ts';
import { isFloatArray, isNumberRow } from './kinds.ts';
import { readingOf } from './reading.ts';
import type { Called, Subject, Twin, Values } from './subject.ts';
import { andThen, isPromise, type MaybePromise } from './then.ts';
import { callUsers } from './users-code.ts';
import { type WorkingPoint, workingPoint } from './working-point.ts';

/** The user's own functions of a point. */
export interface PointFunctions {
  readonly description: string;
  readonly value: PointFunction;
  readonly gradient: PointFunction;
  /** The values at a list of points, where the user offers them in one call. */
  readonly values?: PointFunction;
  /** What the items of a point that is a list are called. */
  readonly names?: readonly string[];
}

export interface PointFunction {
  /** What errors call it: `` `value` ``. */
  readonly name: string;
  /** What it must return, where that is not simply a number. */
  readonly what?: string;
  readonly call: (point: unknown) => unknown;
}

/** Makes functions of a point a subject; they get a private copy of it, and nothing else is ever written. */
export function functionSubject(
  { description, names, ...functions }: PointFunctions,
  at: unknown,
): Subject {
  const point = pointAt(at, names);
  const aliasing = watchAliasing(point.arrays);
  return {
    ...evaluations(functions, point),
    description,
    called: calledIn(functions),
    gradient: () =>
      andThen(callAt(functions.gradient, point), (gradient) => {
        const parts = fitGradient(point.tree, gradient);
        return readingOf(parts, aliasing(parts));
      }),
    restore: () => {},
  };
}

function calledIn({ value, gradient }: Pick<PointFunctions, 'value' | 'gradient'>): Called {
  const isOneAfterTheOther = value.name === gradient.name;
  return { value: value.name, gradient: gradient.name, isOneAfterTheOther };
}

/** How what a function returns at a point is read as numbers. */
export type ValueAt = (f: PointFunction, point: WorkingPoint) => MaybePromise<Values>;

/** A function as the value of a subject: at one point, at several at the same time, at many in one call. */
export function evaluations(
  { value, values }: Pick<PointFunctions, 'value' | 'values'>,
  point: WorkingPoint,
  valueAt: ValueAt = numberAt,
): FlatView & Pick<Subject, 'rows' | 'value' | 'twin' | 'together'> {
  const points = new WeakMap<Twin, WorkingPoint>();
  const twin = () => {
    // not of `at`, which may be the caller's again by now
    const copy = point.twin();
    const made = { ...placeOf(copy), value: () => valueAt(value, copy) };
    points.set(made, copy);
    return made;
  };
  const pointOf = (made: Twin) => points.get(made) as WorkingPoint;
  return {
    ...placeOf(point),
    rows: 1,
    value: () => valueAt(value, point),
    twin,
    ...(values && { together: (twins) => numbersAt(values, twins.map(pointOf)) }),
  };
}

function placeOf(point: WorkingPoint): FlatView {
  const { variables, size, read, write, load, store, changedFrom } = point;
  return { variables, size, read, write, load, store, changedFrom };
}

/** The private copy of the point of functions: the option `at`. */
export function pointAt(at: unknown, names?: readonly string[]): WorkingPoint {
  if (at === undefined)
    throw new TypeError(
      '`at` must be given: the point where the gradient is checked, for example { at: [0.5, -1.2] }',
    );
  return workingPoint(at, {
    name: 'at',
    root: Array.isArray(at) ? 'at' : '',
    bare: 'x',
    ...(names && { names }),
    remedy: 'close over it instead of putting it in the point',
  });
}

/** Calls a function at the point as it is written now, and sees to it that it has left the point in one piece. */
export function callAt({ name, call }: PointFunction, point: WorkingPoint): unknown {
  const result = callUsers(() => call(point.handOut()));
  return andThen(result, (found) => {
    point.checkIntact(name);
    return found;
  });
}

/** Calls a function whose result must be a number. NaN is one: the check judges it. */
export function numberAt(f: PointFunction, point: WorkingPoint): MaybePromise<Values> {
  const result = callAt(f, point);
  if (typeof result === 'number') return [result];
  const law = isPromise(result) ? 'resolve to' : 'return';
  return andThen(result, (value) => {
    if (typeof value === 'number') return [value];
    throw new TypeError(
      `${f.name} must ${law} ${f.what ?? 'a number'}, got ${arrived(value)}${adviceFor(value)}`,
    );
  });
}

function adviceFor(value: unknown): string {
  return (isNumberRow(value) || isFloatArray(value)) && value.length > 1
    ? '; the derivative of several is a Jacobian: toHaveCorrectJacobian and toMatchNumericalJacobian check it, or return [y, pullback] from one function'
    : '';
}

/** Calls a function of a list of points, whose result must be as many numbers. */
function numbersAt(
  { name, call }: PointFunction,
  points: readonly WorkingPoint[],
): MaybePromise<readonly Values[]> {
  const result = callUsers(() => call(points.map((point) => point.handOut())));
  return andThen(result, (values) => {
    for (const point of points) point.checkIntact(name);
    const numbers = asNumbers(values);
    if (numbers?.length === points.length) return Array.from(numbers, (value) => [value]);
    throw new TypeError(
      `${name} must give one number a point, ${points.length} here, got ${notNumbers(values, points.length)}`,
    );
  });
}

function notNumbers(values: unknown, count: number): string {
  if (!Array.isArray(values) || values.length !== count) return arrived(values);
  const wrong = values.findIndex((value) => typeof value !== 'number');
  return `${arrived(values[wrong])} for the point ${wrong}`;
}

function asNumbers(values: unknown): ArrayLike<number> | undefined {
  return isNumberRow(values) || isFloatArray(values) ? values : undefined;
}
