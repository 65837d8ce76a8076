import { now } from '../clock.ts';
import type { ResolvedOptions } from '../options/options.ts';
import { type Ask, askWithin } from '../subject/context.ts';
import type { PutBack } from '../subject/put-back.ts';
import { isPromise } from '../subject/then.ts';
import { openWaiting } from './waiting.ts';

/** Thrown into a check when its budget is spent; what is undecided by then stays so. */
export class OutOfBudget extends Error {}

/** An evaluation that is about to be made. */
export interface Next {
  readonly want: 'value' | 'gradient';
  /** Whether nothing could be concluded without it; of the limits, only a signal ends a check before it. */
  readonly isNeeded: boolean;
}

/** What a whole check may still spend, whatever it is made of. */
export interface Budget {
  /** Counts one more evaluation. Throws when the check has to stop before it, the reason of a signal or `OutOfBudget`. */
  spend(next: Next): void;
  /** Calls the user's code, and waits for its promise as long as the check may take; throws like `spend` when that is over. */
  readonly ask: Ask;
  /** How often that was. */
  asked(): number;
  /** Throws the reason of a signal that was given. */
  throwIfAborted(): void;
  /** Why nothing more can be spent; undefined as long as something can. */
  exhausted(): string | undefined;
}

/** The budget of one check; its time starts now. */
export function openBudget({ maxEvaluations, timeLimit, signal, test }: ResolvedOptions): Budget {
  const deadline = now() + timeLimit;
  const signals = [signal, test?.signal].filter((one) => one !== undefined);
  let previous = now();
  let longest = 0;
  let spent = 0;
  let asked = 0;
  let asynchronous = false;

  const throwIfAborted = () => {
    for (const one of signals) one.throwIfAborted();
  };
  const endOfTest = () =>
    test === undefined || (test.waitsForSynchronous && !asynchronous)
      ? Number.POSITIVE_INFINITY
      : test.deadline;
  /** Why what begins now and takes so many milliseconds would end too late. */
  const tooLate = (time: number, takes: number): string | undefined => {
    if (time > deadline) return `${timeLimit} ms were not enough (\`timeLimit\`)`;
    return time + takes > endOfTest()
      ? `${test?.timeout} ms were not enough (the timeout of the test)`
      : undefined;
  };
  const tooMany = () => (spent >= maxEvaluations ? tooManyFor(maxEvaluations) : undefined);
  const throwIfOver = () => {
    throwIfAborted();
    const reason = tooLate(now(), 0);
    if (reason !== undefined) throw new OutOfBudget(reason);
  };
  const left = () => Math.min(deadline, endOfTest()) - now();
  const wait = openWaiting({ signals, left, throwIfOver });

  return {
    throwIfAborted,
    asked: () => asked,
    exhausted: () => tooMany() ?? tooLate(now(), 0),
    spend({ want, isNeeded }) {
      throwIfAborted();
      const time = now();
      longest = Math.max(longest, time - previous);
      previous = time;
      const reason = (want === 'value' ? tooMany() : undefined) ?? tooLate(time, longest);
      if (reason !== undefined && !isNeeded) throw new OutOfBudget(reason);
      if (want === 'value') spent += 1;
    },
    ask(call, late) {
      throwIfAborted();
      asked += 1;
      const reply = call();
      if (!isPromise(reply)) return reply;
      asynchronous = true;
      return wait(reply, late);
    },
  };
}

/** The same budget for parts of something: after what was given up in them, that is put back as well. */
export function withinBudget(budget: Budget, putBack: PutBack): Budget {
  return { ...budget, ask: askWithin(budget.ask, putBack) };
}

function tooManyFor(maxEvaluations: number): string {
  const evaluations =
    maxEvaluations === 1 ? '1 evaluation was' : `${maxEvaluations} evaluations were`;
  return `${evaluations} not enough (\`maxEvaluations\`)`;
}
