import { asArray } from '../arrays.ts';
import { fill, valuesOf } from '../cells.ts';
import { copyTree } from '../copy.ts';
import type { PointFunctions } from '../function-subject.ts';
import { isFloatArray } from '../kinds.ts';
import { argumentNames, takesRest } from '../parameter-names.ts';
import { readTree } from '../read-tree.ts';
import { andThen, isPromise } from '../then.ts';
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
  return f.length > 1 && isList(at) && at.length === f.length;
}

function isList(at: unknown): at is readonly unknown[] {
  return Array.isArray(at) || isFloatArray(at);
}

/** What a call gives, or nothing where it throws: what it was called with may be wrong, and then nobody need know. */
export function tried(call: () => unknown): unknown {
  try {
    const result = call();
    if (isPromise(result)) result.then(null, () => {});
    return result;
  } catch {
    return undefined;
  }
}

/** The calls of a value and its gradient, each as it wants to be called. */
export function callsOf({ owner, value, gradient }: Written, at: unknown): Calls {
  const isFilled = gradient.length === value.length + 1 && gradient.length > 1;
  const isSpread = isSpreadOver(value, at) || (!isFilled && isSpreadOver(gradient, at));
  const way = wayFor(value, { at, isSpread });
  const callOf = (f: AnyFunction) => pointCall(f, { owner, way });
  return {
    value: callOf(value),
    gradient: isFilled ? filling(callOf(gradient), { isSpread }) : callOf(gradient),
    ...namesOf(value, at),
  };
}

/** The call of one function alone. */
export function callOf(f: AnyFunction, at: unknown): Omit<Calls, 'gradient'> {
  const isSpread = isSpreadAlone(f, at);
  const way = wayFor(f, { at, isSpread });
  return {
    value: pointCall(f, { way }),
    ...(isSpread || f.length < 2 ? namesOf(f, at) : {}),
  };
}

// `f(x, flag)` at two numbers looks like `f(a, b)`, until it is called
function isSpreadAlone(f: AnyFunction, at: unknown): boolean {
  if (!isSpreadOver(f, at)) return false;
  if (!at.every(isNumber)) return true;
  const spread = tried(() => Reflect.apply(f, undefined, [...at]));
  return (
    spread !== undefined || tried(() => Reflect.apply(f, undefined, [copyTree(at)])) === undefined
  );
}

function isNumber(item: unknown): item is number {
  return typeof item === 'number';
}

/** How functions take a point; nobody knows at first of those that take whatever they are given. */
interface Way {
  isSpread: boolean | undefined;
}

// `(...x)` may take what a point holds, or pass on whatever it is given to a function of the point: what gives numbers is meant
function wayFor(f: AnyFunction, { at, isSpread }: { at: unknown; isSpread: boolean }): Way {
  const isOpen = !isSpread && f.length === 0 && isList(at) && takesRest(f);
  return { isSpread: isOpen ? undefined : isSpread };
}

function pointCall(
  f: AnyFunction,
  { owner, way }: { readonly owner?: unknown; readonly way: Way },
) {
  return (point: unknown, ...more: unknown[]): unknown => {
    const spread = () => Reflect.apply(f, owner, [...(point as unknown[]), ...more]);
    if (way.isSpread === true) return spread();
    const result: unknown = Reflect.apply(f, owner, [point, ...more]);
    if (way.isSpread === false) return result;
    return andThen(result, (given) => {
      way.isSpread = !isOfNumbers(given);
      return way.isSpread ? spread() : given;
    });
  };
}

function isOfNumbers(given: unknown, met = new Set<unknown>()): boolean {
  if (!Array.isArray(given)) return given !== undefined && !Number.isNaN(given);
  if (met.has(given)) return false;
  met.add(given);
  return given.some((item) => isOfNumbers(item, met));
}

type FillingCall = (point: unknown, into: unknown) => unknown;

/** Calls a function that may write its gradient into an array of the point's structure, of zeros to begin with. */
export function filling(f: FillingCall, { isSpread = false } = {}): PointCall {
  let isReversed: boolean | undefined;
  return (point) => {
    isReversed ??= !isSpread && fillsFirst(f, point);
    const into = zerosLike(point);
    const result = isReversed ? f(into, point) : f(point, into);
    return andThen(result, (returned) => (isAnswer(returned) ? returned : into));
  };
}

// `gradient(out, x)`, as gl-matrix has it: what is taken for the point is written to, and what is to be filled is not
function fillsFirst(f: FillingCall, point: unknown): boolean {
  const [first, second] = [copyTree(point), zerosLike(point)];
  tried(() => f(first, second));
  const numbers = [point, first, second].map(numbersOf);
  const [given, left, into] = numbers;
  return into.every((number) => number === 0) && left.some((number, i) => number !== given[i]);
}

function numbersOf(point: unknown): readonly number[] {
  if (typeof point === 'number' || point === undefined) return [];
  return partsOf(point).flatMap(({ cells }) => Array.from(valuesOf(cells)));
}

function partsOf(root: unknown) {
  return arraysOf(readTree({ root }, { name: 'at', root: '' }));
}

/** Zeros in the structure of a point, to be written into; nothing for a bare number. */
export function zerosLike(point: unknown): unknown {
  if (typeof point === 'number') return undefined;
  const root = copyTree(point);
  for (const { cells } of partsOf(root)) fill(cells, new Float64Array(cells.size));
  return root;
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
