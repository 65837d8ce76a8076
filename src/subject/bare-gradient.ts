import { arrived } from './arrived.ts';
import { callOf, callsOf } from './everyday/calls.ts';
import { fitGradient } from './fit-gradient.ts';
import { evaluations, functionSubject, pointAt } from './function-subject.ts';
import { readingOf } from './reading.ts';
import type { Subject } from './subject.ts';
import { isPromise } from './then.ts';

/** A gradient on its own, the function it is said to be the gradient of, and the point. */
export interface BareGradient {
  /** A gradient at the point, or a function of the point that returns one. */
  readonly gradient: unknown;
  /** The function of the point whose gradient it should be. */
  readonly f: unknown;
  readonly at: unknown;
}

/** Makes a bare gradient a subject: its value is `f`. A gradient that is no function is copied out at once. */
export function bareGradientSubject({ gradient, f, at }: BareGradient): Subject {
  if (typeof f !== 'function')
    throw new TypeError(`\`f\` must be a function of the point, got ${arrived(f)}`);
  if (typeof gradient === 'function') {
    const {
      value,
      gradient: call,
      names,
    } = callsOf({ value: f as never, gradient: gradient as never }, at);
    return functionSubject(
      {
        description: 'gradient function',
        value: { name: '`f`', call: value },
        gradient: { name: 'the gradient', call },
        ...(names && { names }),
      },
      at,
    );
  }
  if (isPromise(gradient))
    throw new TypeError(
      'the gradient must be there already, got a promise; await it, or use .resolves',
    );
  const { value: call, names } = callOf(f as never, at);
  const value = { name: '`f`', call };
  const point = pointAt(at, names);
  const parts = fitGradient(point.tree, gradient);
  const reading = readingOf(parts, { aliasesPoint: [], reused: [] });
  return {
    ...evaluations({ value }, point),
    description: 'gradient',
    called: { value: value.name, gradient: 'the gradient' },
    gradient: () => ({ ...reading, values: reading.values.slice() }),
    restore: () => {},
  };
}
