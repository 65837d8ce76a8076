import type {
  AccessedArray,
  AdaptedPoint,
  AdaptedSubject,
  AdapterRequest,
} from '../subject/adapter.ts';
import { isPair } from '../subject/pair.ts';
import { argumentNames } from '../subject/parameter-names.ts';
import { andThen, isPromise, type MaybePromise, unlessDone } from '../subject/then.ts';
import { bothIn } from './both.ts';
import { outputsIn } from './outputs-in.ts';
import { type Point, partsOf } from './point.ts';

/** A function of a library's arrays. */
export type ArrayFunction = (...args: unknown[]) => unknown;

/**
 * A point of a library's arrays that functions are called at, and what the library does with functions.
 *
 * Whatever comes out is read: numbers for scalars, `{ data, shape }` for arrays, in lists and records as they came. It may
 * be a promise.
 */
export interface ArrayPoint {
  /** `tensors`, for messages. */
  readonly noun: string;
  readonly point: Pick<Point<unknown>, 'tree'>;
  readonly variables: Readonly<Record<string, AccessedArray>>;
  /** What a function returns: a list of arrays is several arguments. */
  call(f: ArrayFunction): unknown;
  /** What a function of a list of points returns, each in the structure of the point. */
  callAtAll(f: ArrayFunction, points: readonly AdaptedPoint[]): unknown;
  /** What a gradient function returns, called the way those of the library are. */
  callGradient(gradient: ArrayFunction, cotangent: unknown): unknown;
  /** The same for a function that returns its value and its gradient. */
  callBoth(both: ArrayFunction, cotangent: unknown): unknown;
  /** The gradient the library computes, in the structure of the point. */
  differentiate(f: ArrayFunction, cotangent: unknown): unknown;
  /** A gradient that is there already. */
  read(gradient: unknown): unknown;
  release(): void;
}

/**
 * Makes functions of arrays a subject, and gradients that belong to one.
 *
 * @param pointAt - makes the arrays of the option `at` writable
 * @returns `undefined` for what is neither a function nor a pair nor the gradient of a function
 */
export function functionsOfArrays(
  received: unknown,
  request: AdapterRequest,
  pointAt: (at: unknown, names?: readonly string[]) => MaybePromise<ArrayPoint>,
): MaybePromise<AdaptedSubject> | undefined {
  const partsAt = 'f' in request ? bareGradient(received, request.f) : wholeSubject(received);
  if (partsAt === undefined) return undefined;
  const point = pointAt(request.at, namesOf(received, request));
  return andThen(point, (found) => subjectOf(found, partsAt));
}

// A list of arrays is several arguments, and their names are those of the function.
function namesOf(received: unknown, { at, f }: AdapterRequest): readonly string[] | undefined {
  const value = f ?? (isPair(received) ? received.value : received);
  return Array.isArray(at) ? argumentNames(value, at.length) : undefined;
}

type Parts = Pick<AdaptedSubject, 'description' | 'value' | 'values' | 'gradient'>;
type PartsAt = (point: ArrayPoint) => MaybePromise<Parts>;

function subjectOf(point: ArrayPoint, partsAt: PartsAt): MaybePromise<AdaptedSubject> {
  const { variables, release } = point;
  return unlessDone<AdaptedSubject>(
    () => andThen(partsAt(point), (parts) => ({ ...parts, variables, release })),
    release,
  );
}

function wholeSubject(received: unknown): PartsAt | undefined {
  if (isFunction(received)) return functionParts(received);
  if (!isPair(received)) return undefined;
  const { values } = received;
  return pairParts('{ value, gradient }', {
    value: (...args) => Reflect.apply(received.value, received, args),
    gradient: (...args) => Reflect.apply(received.gradient, received, args),
    ...(isFunction(values) && { values: (...args) => Reflect.apply(values, received, args) }),
  });
}

function bareGradient(gradient: unknown, f: unknown): PartsAt | undefined {
  if (!isFunction(f) || isPromise(gradient)) return undefined;
  if (isFunction(gradient)) return pairParts('gradient function', { value: f, gradient });
  return (point) =>
    andThen(point.read(gradient), (read) => {
      const parts = partsOf(point.point, read);
      return {
        description: 'gradient',
        value: () => andThen(point.call(f), scalar),
        gradient: () => parts,
      };
    });
}

function isFunction(value: unknown): value is ArrayFunction {
  return typeof value === 'function';
}

function scalar(value: unknown): number {
  if (typeof value === 'number') return value;
  throw new TypeError(
    '`f` must return a scalar, because the gradient of several numbers depends on their cotangent; sum them up',
  );
}

interface Functions {
  readonly value: ArrayFunction;
  readonly gradient: ArrayFunction;
  /** Of a list of points. */
  readonly values?: ArrayFunction;
}

function pairParts(description: string, { value, gradient, values }: Functions): PartsAt {
  return (point) => ({
    description,
    value: () => point.call(value),
    ...(values && {
      values: (points) =>
        andThen(point.callAtAll(values, points), (found) => outputsIn(found, points.length)),
    }),
    gradient: (cotangent) =>
      andThen(point.callGradient(gradient, cotangent), (found) => partsOf(point.point, found)),
  });
}

/** A function that returns arrays, or its value and its gradient at once: one call tells which. */
function functionParts(f: ArrayFunction): PartsAt {
  return (point) =>
    andThen(point.call(f), (first) =>
      bothIn(first, point.point) === undefined ? differentiated(point, f) : combined(point, f),
    );
}

function differentiated(point: ArrayPoint, f: ArrayFunction): Parts {
  return {
    description: `function of ${point.noun}`,
    value: () => point.call(f),
    gradient: (cotangent) =>
      andThen(point.differentiate(f, cotangent), (found) => partsOf(point.point, found)),
  };
}

function combined(point: ArrayPoint, f: ArrayFunction): Parts {
  const both = (result: unknown) => {
    const found = bothIn(result, point.point);
    if (found !== undefined) return found;
    throw new TypeError('the function must return its value and its gradient at every call');
  };
  return {
    description: `function of ${point.noun} returning its value and its gradient`,
    value: () => andThen(point.call(f), (result) => both(result).value),
    gradient: (cotangent) =>
      andThen(point.callBoth(f, cotangent), (result) =>
        partsOf(point.point, both(result).gradient),
      ),
  };
}
