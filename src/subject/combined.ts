import { arrived } from './arrived.ts';
import { functionSubject } from './function-subject.ts';
import { isObject } from './kinds.ts';
import type { Subject } from './subject.ts';
import { andThen, isPromise } from './then.ts';

/** Makes a function that gives the value and the gradient in one call a subject. */
export function combinedSubject(f: (point: unknown) => unknown, at: unknown): Subject {
  const name = f.name === '' ? 'the function' : `\`${f.name}\``;
  const both = (point: unknown) => {
    const result = f(point);
    const law = isPromise(result) ? 'resolve to' : 'return';
    return andThen(result, (found) => {
      const result = bothOf(found);
      if (result !== undefined) return result;
      throw new TypeError(
        `${name} must ${law} [value, gradient] or { value, gradient }, got ${arrived(found)}${advice(found)}`,
      );
    });
  };
  return functionSubject(
    {
      description: 'function returning [value, gradient]',
      value: {
        name,
        call: (point) => andThen(both(point), ({ value }) => value),
        what: 'its value as a number',
      },
      gradient: { name, call: (point) => andThen(both(point), ({ gradient }) => gradient) },
    },
    at,
  );
}

interface Both {
  readonly value: unknown;
  readonly gradient: unknown;
}

function bothOf(result: unknown): Both | undefined {
  if (Array.isArray(result) && result.length === 2)
    return { value: result[0], gradient: result[1] };
  if (isObject(result) && 'value' in result && 'gradient' in result)
    return { value: result.value, gradient: result.gradient };
  return undefined;
}

function advice(found: unknown): string {
  if (typeof found !== 'number') return '';
  return '; give its gradient as well: { value: f, gradient: … }';
}
