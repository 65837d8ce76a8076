import { adaptedSubject } from './adapted.ts';
import { combinedSubject } from './combined.ts';
import type { SubjectContext } from './context.ts';
import { passesSpeltFor } from './everyday/spelt.ts';
import { understandLayer, understandObject } from './everyday/understand.ts';
import { notASubject } from './everyday/way-out.ts';
import { isObject } from './kinds.ts';
import { isLayer, type Layer } from './layer/layer.ts';
import { layerFault, layerSubject } from './layer/layer-subject.ts';
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
  if (isClass(received) && isStatic(received)) return understandLayer(received, context);
  if (isClass(received))
    throw new TypeError(
      `a subject must be an instance, got class ${received.name}; construct one first`,
    );
  if (isPair(received)) return pairSubject(received, context.at);
  if (typeof received === 'function')
    return combinedSubject(received as (point: unknown) => unknown, context);
  if (isLayer(received) && !runsAlone(received, context)) {
    const isPlain = received.forward.length < 2 && received.backward.length < 2;
    return (isPlain ? layerSubject : understandLayer)(received, context);
  }
  if (!isObject(received)) throw notASubject(received);
  const understood = understandObject(received, context);
  if (understood !== undefined) return understood;
  throw layerFault(received, passesSpeltFor(received)) ?? notASubject(received);
}

// A forward pass that takes nothing computes a loss of what the object holds.
function runsAlone({ forward }: Layer, { input }: SubjectContext): boolean {
  return input === undefined && forward.length === 0;
}

// A class whose passes are static is a layer as it stands.
function isStatic(received: { readonly name: string }): received is Layer & { name: string } {
  const { forward, backward } = received as Partial<Layer>;
  return typeof forward === 'function' && typeof backward === 'function';
}

function isClass(received: unknown): received is { name: string } {
  return (
    typeof received === 'function' && /^class\b/.test(Function.prototype.toString.call(received))
  );
}
