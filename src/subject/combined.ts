import { bothIn, bothSubject, nameOf } from './both.ts';
import type { SubjectContext } from './context.ts';
import { understandFunction, understandReturned } from './everyday/understand.ts';
import { callAt, pointAt } from './function-subject.ts';
import { isFloatArray, isObject } from './kinds.ts';
import type { Subject } from './subject.ts';
import type { MaybePromise } from './then.ts';

/**
 * Makes a function that gives the value and the gradient in one call a subject; it is called once to see what it gives.
 *
 * A promise is not waited for: it is taken for that of a value and its gradient.
 */
export function combinedSubject(
  f: (point: unknown) => unknown,
  context: SubjectContext,
): MaybePromise<Subject> {
  const { at } = context;
  if (f.length > 1 || !isPlain(at)) return understandFunction(f, context);
  const call = (point: unknown) => f(point);
  const first = callAt({ name: nameOf(f), call }, pointAt(at));
  return bothIn(first) === undefined
    ? understandReturned(f, first, context)
    : bothSubject({ name: nameOf(f), call, at, first, bothIn });
}

// What is no list of arrays and no object of a class: there is only one way to call a function with it.
function isPlain(at: unknown): boolean {
  if (Array.isArray(at)) return typeof at[0] === 'number';
  return !isObject(at) || isFloatArray(at);
}
