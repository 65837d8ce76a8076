import { asArray } from '../arrays.ts';
import { fill } from '../cells.ts';
import { copyTree } from '../copy.ts';
import type { PointFunctions } from '../function-subject.ts';
import { isFloatArray } from '../kinds.ts';
import { argumentNames } from '../parameter-names.ts';
import { readTree } from '../read-tree.ts';
import { andThen } from '../then.ts';
import { arraysOf } from '../tree.ts';

type PointCall = (point: unknown) => unknown;
type AnyFunction = (...args: never[]) => unknown;

/** Functions of a point as they are written: whatever they take, and in whatever order. */
export interface Written {
  /** What they are methods of. */
  readonly owner?: unknown;
  readonly value: AnyFunction;
  readonly gradient: AnyFunction;
}

/** How functions are called at a point, and what they call the parts of it. */
export interface Calls extends Pick<PointFunctions, 'names'> {
  readonly value: PointCall;
  readonly gradient: PointCall;
  /** The point, where it is not all that was given. */
  readonly at?: unknown;
  /** What else was given, and has no gradient. */
  readonly unchecked?: readonly string[];
}

/** Whether a point is several arguments of a function: it names as many as the list has items. */
export function isSpreadOver(f: AnyFunction, at: unknown): at is readonly unknown[] {
  return f.length > 1 && (Array.isArray(at) || isFloatArray(at)) && at.length === f.length;
}

/** The calls of a value and its gradient, each as it wants to be called. */
export function callsOf({ owner, value, gradient }: Written, at: unknown): Calls {
  const isFilled = gradient.length === value.length + 1 && gradient.length > 1;
  const isSpread = isSpreadOver(value, at) || (!isFilled && isSpreadOver(gradient, at));
  const callOf = (f: AnyFunction) => pointCall(f, { owner, isSpread });
  return {
    value: callOf(value),
    gradient: isFilled ? filling(callOf(gradient)) : callOf(gradient),
    ...namesOf(value, at),
  };
}

/** The call of one function alone. */
export function callOf(f: AnyFunction, at: unknown): Omit<Calls, 'gradient'> {
  return { value: pointCall(f, { isSpread: isSpreadOver(f, at) }), ...namesOf(f, at) };
}

function pointCall(
  f: AnyFunction,
  { owner, isSpread }: { readonly owner?: unknown; readonly isSpread: boolean },
) {
  return (point: unknown, ...more: unknown[]): unknown =>
    Reflect.apply(f, owner, [...(isSpread ? (point as unknown[]) : [point]), ...more]);
}

/** Calls a function that may write its gradient into an array of the point's structure, of zeros to begin with. */
export function filling(f: (point: unknown, into: unknown) => unknown): PointCall {
  return (point) => {
    const into = zerosLike(point);
    return andThen(f(point, into), (returned) => (isAnswer(returned) ? returned : into));
  };
}

/** Zeros in the structure of a point, to be written into; nothing for a bare number. */
export function zerosLike(point: unknown): unknown {
  if (typeof point === 'number') return undefined;
  const box = { root: copyTree(point) };
  for (const { cells } of arraysOf(readTree(box, { name: 'at', root: '' })))
    fill(cells, new Float64Array(cells.size));
  return box.root;
}

// a count, a norm, the value once more: not what was asked for, unless it is an array
function isAnswer(returned: unknown): boolean {
  return typeof returned === 'object' && returned !== null;
}

// A list of numbers is one array, unless each of them is an argument of its own.
function namesOf(f: AnyFunction, at: unknown): Pick<PointFunctions, 'names'> {
  if (!Array.isArray(at) || (asArray(at) !== undefined && !isSpreadOver(f, at))) return {};
  const names = argumentNames(f, at.length);
  return names === undefined ? {} : { names };
}
