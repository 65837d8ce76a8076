import { memberPath } from '../path.ts';
import type { PutBack } from '../put-back.ts';

/** Something that is remembered, and what it is called. */
export interface Place<T extends object = object> {
  readonly object: T;
  /** As people write it: `cache.W`; empty for what everything hangs from. */
  readonly path: string;
  /** What everything hangs from: `layer Dense`. */
  readonly owner: string;
}

/** What was remembered of an object: how to put it back, and what hangs from it. */
export interface Kept {
  readonly putBack: PutBack;
  readonly held: Iterable<readonly [key: PropertyKey, value: unknown]>;
  /** Whether all else has to be put back before it. */
  readonly isLast?: boolean;
}

/** The place of a member, which is no object to be remembered itself. */
export function inside(place: Place, key: PropertyKey): Place {
  return { ...place, path: memberPath(place.path, key) };
}

/**
 * Writes what was there.
 *
 * @param write - says whether the place has taken it
 * @throws Error - naming the place that did not
 */
export function put(place: Place, write: () => boolean): void {
  let written: boolean;
  try {
    written = write();
  } catch (error) {
    throw lost(place, { cause: error });
  }
  if (!written) throw lost(place);
}

function lost({ path, owner }: Place, reason?: ErrorOptions): Error {
  const what = path === '' ? owner : `\`${path}\` of ${owner}`;
  return new Error(
    `${what} cannot be put back as it was before the check; was it frozen, or its memory given away?`,
    reason,
  );
}
