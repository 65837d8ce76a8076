import { adaptedSubject } from './adapted.ts';
import { arrived } from './arrived.ts';
import { combinedSubject } from './combined.ts';
import type { SubjectContext } from './context.ts';
import { isObject } from './kinds.ts';
import { layerFault, layerSubject } from './layer/layer-subject.ts';
import { isLayer } from './layer/run.ts';
import { isPair, pairFault, pairSubject } from './pair.ts';
import { adaptedBy, requestOf } from './protocol.ts';
import type { Subject } from './subject.ts';
import { andThen, isPromise, type MaybePromise } from './then.ts';

/**
 * Understands whatever the user handed over.
 *
 * @returns a promise only for a layer whose `forward` or `backward` is asynchronous: its gradients have to be found
 *   by running it once
 * @throws TypeError, RangeError - listing what was accepted and what arrived
 */
export function toSubject(received: unknown, context: SubjectContext): MaybePromise<Subject> {
  if (isPromise(received))
    throw new TypeError(
      'the subject must be there already, got a promise; await it, or use .resolves',
    );
  const adapted = adaptedBy(context.adapters ?? [], received, requestOf(context));
  if (adapted !== undefined) return andThen(adapted, (said) => adaptedSubject(said, context));
  if (isClass(received))
    throw new TypeError(
      `a subject must be an instance, got class ${received.name}; construct one first`,
    );
  if (isPair(received)) return pairSubject(received, context.at);
  if (typeof received === 'function')
    return combinedSubject(received as (point: unknown) => unknown, context.at);
  if (isLayer(received)) return layerSubject(received, context);
  if (isObject(received))
    throw pairFault(received) ?? layerFault(received) ?? notASubject(received);
  throw notASubject(received);
}

function isClass(received: unknown): received is { name: string } {
  return (
    typeof received === 'function' && /^class\b/.test(Function.prototype.toString.call(received))
  );
}

function notASubject(received: unknown): TypeError {
  return new TypeError(`a subject must be one of
  { value, gradient }: two functions of the point, with the point in the option \`at\`
  a function of the point that returns [value, gradient] or { value, gradient }
  a layer: { forward(input), backward(outputGradient) }, with its input in the option \`input\`
  an object with a method [Symbol.for("expect-gradient.subject")]
got ${arrived(received)}
an adapter takes a few lines:
  const subject = {
    value: (point) => myLoss(point),
    gradient: (point) => myGradient(point),
  };
  expect(subject).toHaveCorrectGradient({ at: point });`);
}
