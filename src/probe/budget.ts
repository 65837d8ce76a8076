import { now } from '../clock.ts';
import type { ResolvedOptions } from '../options/options.ts';

/** Thrown into a check when its budget is spent; what is undecided by then stays so. */
export class OutOfBudget extends Error {}

/** An evaluation that is about to be made. */
export interface Next {
  readonly want: 'value' | 'gradient';
  /** Whether it is the first of its subject: without the value at the point there is nothing to conclude from. */
  readonly isFirst: boolean;
  /** Whether an answer was a promise so far. */
  readonly asynchronous: boolean;
}

/** What a whole check may still spend, whatever it is made of. */
export interface Budget {
  /** Counts one more evaluation. Throws when the check has to stop before it, the reason of a signal or `OutOfBudget`. */
  spend(next: Next): void;
  /** Throws the reason of a signal that was given. */
  throwIfAborted(): void;
  /** Why nothing more can be spent; undefined as long as something can. */
  exhausted(): string | undefined;
}

/** The budget of one check; its time starts now. */
export function openBudget({ maxEvaluations, timeLimit, signal, test }: ResolvedOptions): Budget {
  const deadline = now() + timeLimit;
  let previous = now();
  let longest = 0;
  let spent = 0;
  const throwIfAborted = () => {
    signal?.throwIfAborted();
    test?.signal?.throwIfAborted();
  };
  const limit = (time: number): string | undefined => {
    if (spent >= maxEvaluations) return tooManyFor(maxEvaluations);
    return time > deadline ? `${timeLimit} ms were not enough (\`timeLimit\`)` : undefined;
  };
  const endOfTest = (time: number, { asynchronous }: Next): string | undefined => {
    if (test === undefined || (test.waitsForSynchronous && !asynchronous)) return;
    return time + longest > test.deadline
      ? `${test.timeout} ms were not enough (the timeout of the test)`
      : undefined;
  };
  return {
    throwIfAborted,
    exhausted: () => limit(now()),
    spend(next) {
      throwIfAborted();
      const time = now();
      longest = Math.max(longest, time - previous);
      previous = time;
      if (next.want === 'gradient') return;
      const reason = next.isFirst ? undefined : (limit(time) ?? endOfTest(time, next));
      if (reason !== undefined) throw new OutOfBudget(reason);
      spent += 1;
    },
  };
}

function tooManyFor(maxEvaluations: number): string {
  const evaluations =
    maxEvaluations === 1 ? '1 evaluation was' : `${maxEvaluations} evaluations were`;
  return `${evaluations} not enough (\`maxEvaluations\`)`;
}
