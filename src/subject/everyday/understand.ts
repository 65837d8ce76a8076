import { type Both, bothIn, bothSubject, nameOf } from '../both.ts';
import type { SubjectContext } from '../context.ts';
import { copyTree } from '../copy.ts';
import { callAt, functionSubject, pointAt } from '../function-subject.ts';
import { isRecord } from '../kinds.ts';
import { pairSubject } from '../pair.ts';
import { parametersOf } from '../parameter-names.ts';
import { DERIVATIVE_SWITCHES } from '../spellings.ts';
import type { Subject } from '../subject.ts';
import { andThen, isPromise, type MaybePromise } from '../then.ts';
import { callOf, filling, tried, zerosLike } from './calls.ts';
import { graphSubject } from './graph.ts';
import { inPlaceOf, inPlaceSubject } from './in-place.ts';
import { holdsNodes } from './leaves.ts';
import { isHolder } from './listing.ts';
import { narrowed } from './narrowed.ts';
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
  if (isSwitched(f)) return switchedSubject(f, at);
  // at two numbers `f(x, into)` looks like `f(a, b)`, until it is called and returns no gradient
  if (f.length === 2 && typeof calledFilling(f, at) === 'number') return fillingSubject(f, at);
  const { value: call, names } = callOf(f, at);
  return understandReturned(f, callAt({ name: nameOf(f), call }, pointAt(at, names)), context);
}

function calledFilling(f: AnyFunction, at: unknown): unknown {
  const point = copyTree(at);
  const into = zerosLike(point);
  // a number is nothing that could be filled
  return into === undefined ? undefined : tried(() => Reflect.apply(f, undefined, [point, into]));
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
  if (find(first) !== undefined)
    return partlyChecked(told, find) ?? bothSubject({ ...told, first, bothIn: find });
  if (pullbackIn(first) !== undefined) return pullbackSubject(told, { first, context });
  throw notBoth(f, first);
}

interface Told {
  readonly name: string;
  readonly call: (point: unknown) => unknown;
  readonly at: unknown;
  readonly names?: readonly string[];
}

/** A function of several arguments that gives the gradient of some of them; `undefined` where it gives that of all. */
function partlyChecked(
  { name, call, at, names }: Told,
  find: (result: unknown) => Both | undefined,
): Subject | undefined {
  if (names === undefined || !Array.isArray(at)) return undefined;
  const part = (key: keyof Both) => (point: unknown) =>
    andThen(call(point), (result) => find(result)?.[key]);
  const calls = narrowed({ value: part('value'), gradient: part('gradient'), names }, at);
  if (calls.unchecked === undefined) return undefined;
  const subject = functionSubject(
    {
      description: 'function returning [value, gradient]',
      value: { name, call: calls.value, what: 'its value as a number' },
      gradient: { name, call: calls.gradient },
      ...(calls.names && { names: calls.names }),
    },
    calls.at,
  );
  return { ...subject, unchecked: calls.unchecked };
}

function bothUnderNames(result: unknown, sign: Sign | undefined): Both | undefined {
  const plain = bothIn(result);
  if (plain !== undefined || !isRecord(result)) return plain;
  const names = pairOfResults(result, sign);
  return names && { value: result[names.value], gradient: result[names.gradient] };
}

/** Whether the second argument of a function asks for its derivative: `tanh(x, derivate)`. */
function isSwitched(f: AnyFunction): boolean {
  const second = f.length === 2 ? parametersOf(f)[1] : undefined;
  return (DERIVATIVE_SWITCHES as readonly (string | undefined)[]).includes(second);
}

function switchedSubject(f: AnyFunction, at: unknown): Subject {
  const call = (isDerivative: boolean) => (point: unknown) =>
    Reflect.apply(f, undefined, [point, isDerivative]);
  const name = nameOf(f);
  return functionSubject(
    {
      description: 'function that gives its derivative when asked',
      value: { name, call: call(false) },
      gradient: { name, call: call(true) },
    },
    at,
  );
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
