import { type Both, bothIn, bothSubject, nameOf } from '../both.ts';
import type { SubjectContext } from '../context.ts';
import { copyTree } from '../copy.ts';
import { callAt, functionSubject, pointAt } from '../function-subject.ts';
import { isRecord } from '../kinds.ts';
import { pairSubject } from '../pair.ts';
import type { Subject } from '../subject.ts';
import { isPromise, type MaybePromise } from '../then.ts';
import { callOf, filling, zerosLike } from './calls.ts';
import { graphSubject } from './graph.ts';
import { inPlaceOf, inPlaceSubject, isHolder } from './in-place.ts';
import { holdsNodes } from './leaves.ts';
import { pairOfFunctions, pairOfResults, type Sign } from './pair-names.ts';
import { pullbackIn, pullbackSubject } from './pullback.ts';
import { notBoth } from './way-out.ts';

export { understandLayer } from './several-inputs.ts';

type AnyFunction = (...args: never[]) => unknown;

/**
 * Understands an object by the spellings that people use.
 *
 * @returns `undefined` when it is none of them
 */
export function understandObject(
  received: object,
  context: SubjectContext,
): MaybePromise<Subject> | undefined {
  const { at, sign } = context;
  // with a point they are functions of it, unless there are parameters to be functions of
  const names =
    at === undefined || isHolder(received) ? undefined : pairOfFunctions(received, sign);
  if (names !== undefined) return pairSubject(received, at, names);
  const object = inPlaceOf(received, context);
  if (object !== undefined) return inPlaceSubject(object, context);
  const pointless = pairOfFunctions(received, sign);
  return pointless && pairSubject(received, at, pointless);
}

/** Understands a function by what it is called with and by what it returns. */
export function understandFunction(f: AnyFunction, context: SubjectContext): MaybePromise<Subject> {
  const { at } = context;
  if (holdsNodes(at)) return graphSubject(f, context);
  // at two numbers `f(x, into)` looks like `f(a, b)`, until it is called and returns no gradient
  if (f.length === 2 && typeof calledFilling(f, at) === 'number') return fillingSubject(f, at);
  const { value: call, names } = callOf(f, at);
  return understandReturned(f, callAt({ name: nameOf(f), call }, pointAt(at, names)), context);
}

function calledFilling(f: AnyFunction, at: unknown): unknown {
  const point = copyTree(at);
  try {
    const result: unknown = Reflect.apply(f, undefined, [point, zerosLike(point)]);
    // what it was called with may be wrong, and then nobody need know
    if (isPromise(result)) result.then(null, () => {});
    return result;
  } catch {
    return undefined;
  }
}

/**
 * Understands a function by what it has returned at the point.
 *
 * A promise is not waited for here, where nobody could end it: it is taken for that of a value and its gradient.
 */
export function understandReturned(
  f: AnyFunction,
  first: unknown,
  context: SubjectContext,
): Subject {
  const { at, sign } = context;
  const { value: call, names } = callOf(f, at);
  const told = { name: nameOf(f), call, at, ...(names && { names }) };
  const find = (result: unknown) => bothUnderNames(result, sign);
  if (isPromise(first)) {
    // whoever asks for the value is told
    Promise.resolve(first).catch(() => {});
    return bothSubject({ ...told, first, bothIn: find });
  }
  if (find(first) !== undefined) return bothSubject({ ...told, first, bothIn: find });
  if (pullbackIn(first) !== undefined) return pullbackSubject(told, { first, context });
  throw notBoth(f, first);
}

function bothUnderNames(result: unknown, sign: Sign | undefined): Both | undefined {
  const plain = bothIn(result);
  if (plain !== undefined || !isRecord(result)) return plain;
  const names = pairOfResults(result, sign);
  return names && { value: result[names.value], gradient: result[names.gradient] };
}

/** `f(x, into)`: it returns its value, and writes its gradient into an array when it is given one. */
function fillingSubject(f: AnyFunction, at: unknown): Subject {
  const call = (point: unknown, into: unknown): unknown =>
    Reflect.apply(f, undefined, [point, into]);
  const name = nameOf(f);
  return functionSubject(
    {
      description: 'function that fills its gradient in',
      // with an array to fill at every call: not every such function does without
      value: {
        name,
        call: (point) => call(point, zerosLike(point)),
        what: 'its value as a number',
      },
      gradient: { name, call: filling(call) },
    },
    at,
  );
}
