import { andThen, type MaybePromise, orElse } from '../subject/then.ts';

/**
 * Where a value is defined: one that throws, or returns no number, at a point that a check has chosen says that the point lies outside
 * of its domain, as `Math.sqrt` does by NaN.
 */
export interface Domain {
  /** Notes a point that was refused, with what was thrown. */
  refused(error: unknown): void;
  /** Notes a point away from that of the check that has a value. */
  entered(): void;
  /** How many points were refused. */
  readonly refusals: number;
  /** Throws what was thrown first, where no point beside that of the check has a value: then it is not the points that are wrong. */
  throwIfNowhere(): void;
}

/** Nothing is known yet. */
export function openDomain(): Domain {
  let refusals = 0;
  let first: unknown;
  let isEntered = false;
  return {
    refused(error) {
      if (refusals === 0) first = error;
      refusals += 1;
    },
    entered() {
      isEntered = true;
    },
    get refusals() {
      return refusals;
    },
    throwIfNowhere() {
      if (refusals > 0 && !isEntered) throw first;
    },
  };
}

/** Asks for the value at the point of the check, and again at one that it has refused. */
interface Asks {
  readonly here: () => MaybePromise<unknown>;
  readonly there: () => MaybePromise<unknown>;
}

/** Whether a value that has refused a point refuses it again, and in between not that of the check: any other error is one of its own. */
export function isOutside({ here, there }: Asks): MaybePromise<boolean> {
  return andThen(isRefused(here), (isLost) => !isLost && isRefused(there));
}

function isRefused(ask: () => MaybePromise<unknown>): MaybePromise<boolean> {
  return orElse<boolean>(
    () => andThen(ask(), () => false),
    () => true,
  );
}
