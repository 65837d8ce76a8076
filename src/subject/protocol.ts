import type { AdaptedSubject, AdapterRequest } from './adapter.ts';
import { arrived } from './arrived.ts';
import { askPatiently, type SubjectContext } from './context.ts';
import { isObject } from './kinds.ts';
import { andThen, type MaybePromise } from './then.ts';
import { callUsers } from './users-code.ts';

/** The method under which an object says how it is checked. */
export const SUBJECT: unique symbol = Symbol.for('expect-gradient.subject') as never;

/**
 * What an object says of itself, or an adapter of it; `undefined` when neither knows it.
 *
 * @param f - the function whose gradient the object is said to be
 * @throws TypeError - when what is said is not an adapted subject
 */
export function adaptedBy(
  { adapters = [], ask = askPatiently, ...options }: SubjectContext,
  received: unknown,
  f?: unknown,
): MaybePromise<AdaptedSubject> | undefined {
  const request = requestOf(options, f);
  if (bringsSubject(received)) {
    const law = 'the method [Symbol.for("expect-gradient.subject")] must return';
    const said = ask(() => callUsers(() => received[SUBJECT](request)), releaseLate);
    return andThen(said, (subject) => asAdapted(subject, law));
  }
  for (const adapter of adapters) {
    const said = ask<unknown>(
      () => callUsers<unknown>(() => adapter(received, request)),
      releaseLate,
    );
    const law = `the adapter${adapter.name === '' ? '' : ` \`${adapter.name}\``} must return undefined or`;
    if (said !== undefined) return andThen(said, (subject) => asAdapted(subject, law));
  }
  return undefined;
}

/** Nobody waits for this subject any more: what it holds is not needed. */
function releaseLate(said: unknown): void {
  if (isObject(said) && typeof said.release === 'function') said.release();
}

/** The part of a check's options that an adapter is told. */
function requestOf(
  { at, input, seed, samples }: Omit<SubjectContext, 'adapters' | 'ask'>,
  f: unknown,
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
