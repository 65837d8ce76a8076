import { adaptedSubject } from './adapted.ts';
import { combinedSubject } from './combined.ts';
import type { SubjectContext } from './context.ts';
import { isObject } from './kinds.ts';
import { isLayer } from './layer/layer.ts';
import { layerFault, layerSubject } from './layer/layer-subject.ts';
import { notASubject, pairFault } from './misfit.ts';
import { isPair, pairSubject } from './pair.ts';
import { adaptedBy } from './protocol.ts';
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
  const adapted = adaptedBy(context, received);
  if (adapted !== undefined)
    return andThen(adapted, (said) => adaptedSubject(said, context, received));
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
