import type { ResolvedOptions } from '../options/options.ts';
import { now } from './clock.ts';

/** Thrown into a check when its budget is spent; what is undecided by then stays so. */
export class OutOfBudget extends Error {}

/** What a check may still spend. */
export interface Budget {
  /** Throws when the check has to stop before one more evaluation, the reason of a signal or `OutOfBudget`. */
  enforce(next: {
    readonly want: 'value' | 'gradient';
    /** Evaluations of the value so far. */
    readonly spent: number;
    /** Whether an answer was a promise so far. */
    readonly asynchronous: boolean;
  }): void;
}

/** The budget of one check; its time starts now. */
export function openBudget({ maxEvaluations, timeLimit, signal, test }: ResolvedOptions): Budget {
  const deadline = now() + timeLimit;
  let previous = now();
  let longest = 0;
  return {
    enforce({ want, spent, asynchronous }) {
      signal?.throwIfAborted();
      test?.signal?.throwIfAborted();
      const time = now();
      longest = Math.max(longest, time - previous);
      previous = time;
      // without the value at the point there is nothing to conclude from
      if (want === 'gradient' || spent === 0) return;
      if (spent >= maxEvaluations) throw new OutOfBudget(tooManyFor(maxEvaluations));
      if (time > deadline) throw new OutOfBudget(`${timeLimit} ms were not enough (\`timeLimit\`)`);
      if (test === undefined || (test.waitsForSynchronous && !asynchronous)) return;
      if (time + longest > test.deadline) {
        throw new OutOfBudget(`${test.timeout} ms were not enough (the timeout of the test)`);
      }
    },
  };
}

function tooManyFor(maxEvaluations: number): string {
  const evaluations =
    maxEvaluations === 1 ? '1 evaluation was' : `${maxEvaluations} evaluations were`;
  return `${evaluations} not enough (\`maxEvaluations\`)`;
}
