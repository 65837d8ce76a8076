import { watchAliasing } from './aliasing.ts';
import { arrived } from './arrived.ts';
import { fitGradient } from './fit-gradient.ts';
import { readingOf } from './reading.ts';
import type { Subject } from './subject.ts';
import { andThen, isPromise } from './then.ts';
import { type WorkingPoint, workingPoint } from './working-point.ts';

/** The user's own functions of a point. */
export interface PointFunctions {
  readonly description: string;
  readonly value: PointFunction;
  readonly gradient: PointFunction;
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
  { description, ...functions }: PointFunctions,
  at: unknown,
): Subject {
  const point = pointAt(at);
  const aliasing = watchAliasing(point.arrays);
  return {
    description,
    variables: point.variables,
    size: point.size,
    read: point.read,
    write: point.write,
    value: () => numberAt(functions.value, point),
    gradient: () =>
      andThen(callAt(functions.gradient, point), (gradient) => {
        const parts = fitGradient(point.tree, gradient);
        return readingOf(parts, aliasing(parts));
      }),
    restore: () => {},
  };
}

/** The private copy of the point of functions: the option `at`. */
export function pointAt(at: unknown): WorkingPoint {
  if (at === undefined)
    throw new TypeError(
      '`at` must be given: the point where the gradient is checked, for example { at: [0.5, -1.2] }',
    );
  return workingPoint(at, {
    name: 'at',
    root: '',
    bare: 'x',
    remedy: 'close over it instead of putting it in the point',
  });
}

/** Calls a function at the point as it is written now, and sees to it that it has left the point in one piece. */
export function callAt({ name, call }: PointFunction, point: WorkingPoint): unknown {
  return andThen(call(point.handOut()), (result) => {
    point.checkIntact(name);
    return result;
  });
}

/** Calls a function whose result must be a number. NaN is one: the check judges it. */
export function numberAt(f: PointFunction, point: WorkingPoint): number | PromiseLike<number> {
  const result = callAt(f, point);
  const law = isPromise(result) ? 'resolve to' : 'return';
  return andThen(result, (value) => {
    if (typeof value === 'number') return value;
    throw new TypeError(`${f.name} must ${law} ${f.what ?? 'a number'}, got ${arrived(value)}`);
  });
}
