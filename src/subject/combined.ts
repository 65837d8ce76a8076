import { bothIn, bothSubject, nameOf } from './both.ts';
import type { SubjectContext } from './context.ts';
import { understandFunction } from './everyday/understand.ts';
import { callAt, pointAt } from './function-subject.ts';
import { isFloatArray, isObject } from './kinds.ts';
import type { Subject } from './subject.ts';
import { andThen, type MaybePromise } from './then.ts';

/**
 * Makes a function that gives the value and the gradient in one call a subject; it is called once to see what it gives.
 *
 * @returns a promise when the function does
 */
export function combinedSubject(
  f: (point: unknown) => unknown,
  context: SubjectContext,
): MaybePromise<Subject> {
  const { at } = context;
  if (f.length > 1 || !isPlain(at)) return understandFunction(f, context);
  const call = (point: unknown) => f(point);
  return andThen(callAt({ name: nameOf(f), call }, pointAt(at)), (first) =>
    bothIn(first) === undefined
      ? understandFunction(f, context)
      : bothSubject({ name: nameOf(f), call, at, first, bothIn }),
  );
}

// What is no list of arrays and no object of a class: there is only one way to call a function with it.
function isPlain(at: unknown): boolean {
  if (Array.isArray(at)) return typeof at[0] === 'number';
  return !isObject(at) || isFloatArray(at);
}
