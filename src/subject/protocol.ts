import type { AdaptedSubject, AdapterRequest, GradientAdapter } from './adapter.ts';
import { arrived } from './arrived.ts';
import type { SubjectContext } from './context.ts';
import { isObject } from './kinds.ts';
import { andThen, type MaybePromise } from './then.ts';

/** The method under which an object says how it is checked. */
export const SUBJECT: unique symbol = Symbol.for('expect-gradient.subject') as never;

/**
 * What an object says of itself, or an adapter of it; `undefined` when neither knows it.
 *
 * @throws TypeError - when what is said is not an adapted subject
 */
export function adaptedBy(
  adapters: readonly GradientAdapter[],
  received: unknown,
  request: AdapterRequest,
): MaybePromise<AdaptedSubject> | undefined {
  if (bringsSubject(received)) {
    const law = 'the method [Symbol.for("expect-gradient.subject")] must return';
    return andThen(received[SUBJECT](request), (said) => asAdapted(said, law));
  }
  for (const adapter of adapters) {
    const said = adapter(received, request);
    const law = `the adapter${adapter.name === '' ? '' : ` \`${adapter.name}\``} must return undefined or`;
    if (said !== undefined) return andThen(said, (subject) => asAdapted(subject, law));
  }
  return undefined;
}

/** The part of a check's options that an adapter is told. */
export function requestOf(
  { at, input, seed, samples }: SubjectContext,
  f?: unknown,
): AdapterRequest {
  return {
    at,
    input: input ?? at,
    seed,
    ...(samples !== undefined && { samples }),
    ...(f !== undefined && { f }),
  };
}

function bringsSubject(received: unknown): received is { [SUBJECT](request: unknown): unknown } {
  return isObject(received) && typeof (received as { [SUBJECT]?: unknown })[SUBJECT] === 'function';
}

function asAdapted(said: unknown, law: string): AdaptedSubject {
  const subject = `${law} { variables, value, gradient }`;
  if (!isObject(said)) throw new TypeError(`${subject}, got ${arrived(said)}`);
  if (!isObject(said.variables))
    throw new TypeError(
      `${subject} with \`variables\` by their paths, got ${arrived(said.variables)}`,
    );
  const wrong = (['value', 'gradient'] as const).find((name) => typeof said[name] !== 'function');
  if (wrong !== undefined)
    throw new TypeError(`${subject} with a function \`${wrong}\`, got ${arrived(said[wrong])}`);
  return said as unknown as AdaptedSubject;
}
