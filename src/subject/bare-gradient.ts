import { arrived } from './arrived.ts';
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
  const value = { name: '`f`', call: (point: unknown): unknown => f(point) };
  if (typeof gradient === 'function') {
    const call = (point: unknown): unknown => gradient(point);
    return functionSubject(
      { description: 'gradient function', value, gradient: { name: 'the gradient', call } },
      at,
    );
  }
  if (isPromise(gradient))
    throw new TypeError(
      'the gradient must be there already, got a promise; await it, or use .resolves',
    );
  const point = pointAt(at);
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
