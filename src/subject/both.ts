import { arrived } from './arrived.ts';
import { functionSubject } from './function-subject.ts';
import { isObject } from './kinds.ts';
import type { Subject } from './subject.ts';
import { andThen, isPromise, letGo } from './then.ts';

/** A value and its gradient, from one call. */
export interface Both {
  readonly value: unknown;
  readonly gradient: unknown;
}

/** What a function is called in errors. */
export function nameOf(f: { readonly name: string }): string {
  return f.name === '' ? 'the function' : `\`${f.name}\``;
}

/** A function that gives a value and a gradient, and how to find them in what it returns. */
export interface BothFunction {
  readonly name: string;
  readonly call: (point: unknown) => unknown;
  readonly at: unknown;
  readonly names?: readonly string[];
  /** What it has returned at the point itself. */
  readonly first: unknown;
  readonly bothIn: (result: unknown) => Both | undefined;
}

/** Makes such a function a subject. */
export function bothSubject({ name, call, at, names, first, bothIn }: BothFunction): Subject {
  const both = (result: unknown) => {
    const law = isPromise(result) ? 'resolve to' : 'return';
    return andThen(result, (found) => {
      const both = bothIn(found);
      if (both !== undefined) return both;
      throw new TypeError(`${name} must ${law} its value and its gradient, got ${arrived(found)}`);
    });
  };
  // the first value that is asked for is that at the point
  let known = [first];
  const valueAt = (point: unknown) => {
    const [result] = known.length > 0 ? known : [call(point)];
    known = [];
    return both(result);
  };
  return functionSubject(
    {
      description: 'function returning [value, gradient]',
      value: {
        name,
        call: (point) =>
          andThen(valueAt(point), ({ value, gradient }) => {
            letGo(gradient);
            return value;
          }),
        what: 'its value as a number',
      },
      gradient: {
        name,
        call: (point) =>
          andThen(both(call(point)), ({ value, gradient }) => {
            letGo(value);
            return gradient;
          }),
      },
      ...(names && { names }),
    },
    at,
  );
}

/** The value and the gradient in `[value, gradient]` and `{ value, gradient }`. */
export function bothIn(result: unknown): Both | undefined {
  if (Array.isArray(result) && result.length === 2 && typeof result[1] !== 'function')
    return { value: result[0], gradient: result[1] };
  if (isObject(result) && 'value' in result && 'gradient' in result)
    return { value: result.value, gradient: result.gradient };
  return undefined;
}
