import type { GradientAdapter } from './adapter.ts';
import type { Use } from './in-use.ts';
import type { PutBack } from './put-back.ts';
import type { MaybePromise } from './then.ts';

/**
 * Calls the user's code, and waits for its promise no longer than the check may take.
 *
 * @param late - called, with what it gives if it gives something, when a promise settles that was no longer waited for
 * @throws what ends the check, when it has to end before: at once, or as the rejection of the promise
 */
export type Ask = <T>(call: () => MaybePromise<T>, late: (value?: T) => void) => MaybePromise<T>;

/** Waits as long as it takes. */
export const askPatiently: Ask = (call) => call();

/** The same for a part of something: after what comes too late for the part, all of it is put back. */
export function askWithin(ask: Ask, putBack: PutBack): Ask {
  return (call, late) =>
    ask(call, (value) => {
      try {
        late(value);
      } finally {
        putBack();
      }
    });
}

/** The resolved options that decide what a subject is checked at. */
export interface SubjectContext {
  /** The point of functions. */
  readonly at?: unknown;
  /** What the items of a point that is a list are called, where no function says it any more. */
  readonly names?: readonly string[];
  /** The input of a layer. */
  readonly input?: unknown;
  readonly seed: number;
  /** Asked in this order what they know of what was received. */
  readonly adapters?: readonly GradientAdapter[];
  /** How many cotangents an output of several numbers is contracted with; one when left out. */
  readonly cotangents?: number;
  /** How many rows of the input's first axis to keep; all when left out. */
  readonly samples?: number;
  /** What the derivative is times the gradient, where the user has said it. */
  readonly sign?: 1 | -1;
  /** How to call the user's code before there is a subject; patiently when left out. */
  readonly ask?: Ask;
  /** What the check is at work on, for what is written where it is; nobody else is when left out. */
  readonly use?: Use;
  /** The paths the user named to be checked; then nothing else has to have a gradient. */
  readonly variables?: readonly string[];
}
