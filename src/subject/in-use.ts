import { processWide } from '../process-wide.ts';
import type { PutBack } from './put-back.ts';

/** What a check works on where it is, because there is no copy of it. */
export interface Taken {
  /** What it is called in errors: `layer Dense`. */
  readonly name: string;
  /** Layers that are run, and arrays that are written; the subject itself first. */
  readonly written: readonly object[];
  /** All that is put back in the end. */
  readonly reached: ReadonlySet<unknown>;
}

/** What one check is at work on. */
export interface Use {
  /**
   * Takes objects for as long as the check goes on.
   *
   * @throws Error - when another check is at work on one of them, or will put one back
   */
  take(taken: Taken): void;
  /** Whether what was taken may be written: until the end, and then as long as no other check has taken it. */
  mayWrite(): boolean;
  end(): void;
}

/** For who has made sure that nobody else is at work. */
export const ALONE: Use = { take: () => {}, mayWrite: () => true, end: () => {} };

/** Puts back what a check has taken, also after its end, unless another check has taken it by then. */
export function whileTaken(use: Use, putBack: PutBack): PutBack {
  return () => {
    if (use.mayWrite()) putBack();
  };
}

/** What every check that goes on is at work on, in whichever copy of this package. */
const going = processWide<Set<readonly Taken[]>>('in-use', new Set());

/** Begins to note what a check works on. */
export function openUse(): Use {
  const own: Taken[] = [];
  const rivalOf = (taken: Taken) =>
    [...going]
      .filter((others) => others !== own)
      .flat()
      .find((other) => isAnyIn(other.written, taken) || isAnyIn(taken.written, other));
  return {
    take: (taken) => {
      const rival = rivalOf(taken);
      if (rival !== undefined) throw alreadyChecked(taken, rival);
      own.push(taken);
      going.add(own);
    },
    mayWrite: () => going.has(own) || own.every((taken) => rivalOf(taken) === undefined),
    end: () => going.delete(own),
  };
}

function isAnyIn(objects: readonly object[], { reached }: Taken): boolean {
  return objects.some((object) => reached.has(object));
}

function alreadyChecked({ name, written }: Taken, rival: Taken): Error {
  const what =
    written[0] === rival.written[0]
      ? 'is already being checked'
      : `shares numbers with ${rival.name}, which is being checked`;
  return new Error(
    `${name} ${what}: await one check before the next begins, because both would write to the same numbers`,
  );
}
